import type { Server } from 'node:http'

/** A simulator that listens. */
export interface Listening {
  /** Where it listens: `http://127.0.0.1:8787`. */
  readonly url: string
  readonly port: number
  readonly close: () => Promise<void>
}

/** Serves a fetch handler over HTTP on loopback; port 0 takes any that is free. Rejects when the port is taken. */
export const listen = async (fetch: (request: Request) => Promise<Response>, port: number): Promise<Listening> => {
  const { serve } = await import('@hono/node-server')
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

const isHttp = (server: object): server is Server => 'closeAllConnections' in server
