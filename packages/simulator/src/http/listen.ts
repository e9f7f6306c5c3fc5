import type { Server } from 'node:http'
import { type Connection, isConnectionLost } from './responseBody.js'

/** A running server. */
export interface Listening {
  /** Its address: `http://127.0.0.1:8787`. */
  readonly url: string
  readonly port: number
  readonly close: () => Promise<void>
}

/** Handles a request of a connection. */
type Handler = (request: Request, connection: Connection) => Promise<Response>

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

/** Serves over HTTP on loopback; port 0 is any free port. Rejects when the port is taken. */
export const listen = async (handle: Handler, port: number): Promise<Listening> => {
  const { serve } = await import('@hono/node-server')
  const { RESPONSE_ALREADY_SENT } = await import('@hono/node-server/utils/response')
  const fetch = async (request: Request, env: unknown): Promise<Response> => {
    const connection = connectionOf(env)
    try {
      return await handle(request, connection)
    } catch (reason) {
      // The client has aborted already, or the conditions break the connection now.
      if (!isConnectionLost(reason) && !request.signal.aborted) throw reason
      connection.destroy()
      return RESPONSE_ALREADY_SENT
    }
  }
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (info) => {
      resolve({ url: `http://127.0.0.1:${info.port}`, port: info.port, close })
    })
    const close = (): Promise<void> =>
      new Promise((closed, failed) => {
        if (isHttp(server)) server.closeAllConnections()
        server.close((reason?: Error) => (reason === undefined ? closed() : failed(reason)))
      })
    server.once('error', reject)
  })
}
