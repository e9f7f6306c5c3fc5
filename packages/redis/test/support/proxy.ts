/** A network that can be cut: connections stay open, and nothing passes until it is mended. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A proxy in front of a server of this machine. */
export interface Proxy {
  readonly url: string
  readonly cut: () => void
  readonly mend: () => void
  readonly close: () => void
}

/** Opens a proxy to a port. */
export const aProxy = async (port: number): Promise<Proxy> => {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('data', (data) => other.write(data))
      one.on('error', () => undefined)
      one.on('close', () => other.destroy())
      if (isCut) one.pause()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' && address !== null ? address.port : 0
  const each = (change: (socket: Socket) => void): void => {
    for (const socket of sockets) change(socket)
  }
  return {
    url: `redis://127.0.0.1:${own}`,
    cut: () => {
      isCut = true
      each((socket) => socket.pause())
    },
    mend: () => {
      isCut = false
      each((socket) => socket.resume())
    },
    close: () => {
      each((socket) => socket.destroy())
      server.close()
    },
  }
}
