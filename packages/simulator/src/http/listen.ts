/**
 * The HTTP server. Its library is imported when a server starts, so that importing the package loads no module of Node.
 */
import type { Server } from 'node:http'
import { type Hosts, refuseForeignControl, refuseForeignHost } from './guard.js'
import { type Connection, isConnectionLost } from './responseBody.js'
import { withoutSecondSlash } from './withoutSecondSlash.js'

/** A running server. */
export interface Listening {
  /** Its address: `http://127.0.0.1:8787`. */
  readonly url: string
  readonly port: number
  readonly close: () => Promise<void>
}

/** The options of a server. */
export interface ListenOptions {
  /**
   * Whether it has controls below `/_simulator`, for tests in any language: faults, conditions, contents and more.
   * False by default. They refuse requests that a web page makes, and bodies that are not `application/json`.
   */
  readonly control?: boolean
  /**
   * The address to listen on, such as `0.0.0.0` in a container: then other machines can read and change everything. By
   * default only this machine can: 127.0.0.1 and, where there is IPv6, [::1].
   */
  readonly host?: string
  /**
   * Additional names under which it is served: a request with another `Host` is refused, as a web page can give its own
   * name the address of this machine. Those of loopback are always served and, with a `host`, addresses and names that
   * only a private network has.
   */
  readonly allowedHosts?: ReadonlyArray<string>
}

/** The handlers of a server. */
export interface Served {
  readonly api: (request: Request, connection: Connection) => Promise<Response>
  /** Undefined when there are none. */
  readonly controls: ((request: Request) => Response | Promise<Response>) | undefined
}

/** Starts a server; port 0 is any free port. Rejects when the port is taken. */
export type Listen = (served: Served, port: number, options: ListenOptions) => Promise<Listening>

/** A request has a minute to arrive, its headers half of one. */
const SERVER_OPTIONS = { requestTimeout: 60_000, headersTimeout: 30_000, connectionsCheckingInterval: 10_000 }

/** The number of connections at most. */
const MAX_CONNECTIONS = 5000

const LOOPBACK = ['127.0.0.1', '::1']

/** Addresses of all interfaces of a machine. */
const ANY = ['0.0.0.0', '::']

const isHttp = (server: object): server is Server => 'closeAllConnections' in server

const isDestroyable = (value: unknown): value is { readonly destroy: () => unknown } =>
  typeof value === 'object' && value !== null && 'destroy' in value && typeof value.destroy === 'function'

/** The connection of a request. */
const connectionOf = (env: unknown): Connection => ({
  destroy: () => {
    const outgoing = typeof env === 'object' && env !== null && 'outgoing' in env ? env.outgoing : undefined
    if (isDestroyable(outgoing)) outgoing.destroy()
  },
})

const isForControl = ({ url }: Request): boolean =>
  url.includes('/_simulator') && /^\/_simulator(\/|$)/.test(new URL(url).pathname)

const handle = async ({ api, controls }: Served, hosts: Hosts, request: Request, connection: Connection) => {
  const refusal = refuseForeignHost(request, hosts)
  if (refusal !== undefined) return refusal
  const isControl = controls !== undefined && isForControl(request)
  return isControl ? (refuseForeignControl(request) ?? controls(request)) : api(request, connection)
}

const codeOf = (reason: unknown): unknown =>
  typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined

/** Serves one address. */
const listenOn = async (served: Served, hosts: Hosts, hostname: string, port: number): Promise<Listening> => {
  const { serve } = await import('@hono/node-server')
  const { RESPONSE_ALREADY_SENT } = await import('@hono/node-server/utils/response')
  const fetch = async (request: Request, env: unknown): Promise<Response> => {
    const connection = connectionOf(env)
    try {
      return await handle(served, hosts, request, connection)
    } catch (reason) {
      // The client has aborted already, or the conditions break the connection now.
      if (!isConnectionLost(reason) && !request.signal.aborted) throw reason
      connection.destroy()
      return RESPONSE_ALREADY_SENT
    }
  }
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname, serverOptions: SERVER_OPTIONS }, (info) => {
      const shown = ANY.includes(hostname) ? '127.0.0.1' : hostname.includes(':') ? `[${hostname}]` : hostname
      resolve({ url: `http://${shown}:${info.port}`, port: info.port, close })
    })
    if (isHttp(server)) {
      server.maxConnections = MAX_CONNECTIONS
      server.prependListener('request', (incoming) => {
        incoming.url = withoutSecondSlash(incoming.url ?? '/')
      })
    }
    const close = (): Promise<void> =>
      new Promise((closed, failed) => {
        if (isHttp(server)) server.closeAllConnections()
        server.close((reason?: Error) => (reason === undefined ? closed() : failed(reason)))
      })
    server.once('error', reject)
  })
}

/** The maximum number of attempts with another free port. */
const ATTEMPTS = 10

/** Serves loopback by both of its addresses, as `localhost` may mean either. */
const listenOnLoopback = async (served: Served, hosts: Hosts, port: number, attempt = 1): Promise<Listening> => {
  const [first = '', second = ''] = LOOPBACK
  const main = await listenOn(served, hosts, first, port)
  try {
    const other = await listenOn(served, hosts, second, main.port)
    const close = async (): Promise<void> => {
      await Promise.all([main.close(), other.close()])
    }
    return { ...main, close }
  } catch (reason) {
    // Not every machine has IPv6.
    if (codeOf(reason) !== 'EADDRINUSE') return main
    await main.close()
    if (port !== 0 || attempt >= ATTEMPTS) throw reason
    return listenOnLoopback(served, hosts, port, attempt + 1)
  }
}

/** Serves over HTTP. */
export const listen: Listen = (served, port, { host, allowedHosts = [] }) => {
  const hosts: Hosts = { host, allowed: allowedHosts }
  return host === undefined || host === 'localhost'
    ? listenOnLoopback(served, hosts, port)
    : listenOn(served, hosts, host, port)
}
