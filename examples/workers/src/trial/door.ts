/** The door of the simulated Notion: an HTTP server that counts what each token is answered. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request that was answered. */
export interface Answered {
  readonly token: string
  readonly path: string
  readonly status: number
  /** When it came, in the time of the trial. */
  readonly at: number
}

/**
 * Serves on a free port of this machine.
 *
 * @param onAnswer Called before an answer is sent, which waits for it.
 */
export const openDoor = async (
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  now: () => number,
  onAnswer: (answered: Answered) => Promise<void>,
): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer(async (incoming, outgoing) => {
    const at = now()
    const { method = 'GET', url: path = '/', headers } = incoming
    const body = await buffer(incoming)
    const given = Object.entries(headers).map(([name, value]): [string, string] => [name, `${value}`])
    const response = await fetch(`https://api.notion.com${path}`, {
      method,
      headers: given.filter(([name]) => name !== 'host'),
      ...(body.length > 0 && { body }),
    })
    await onAnswer({ token: (headers.authorization ?? '').replace('Bearer ', ''), path, status: response.status, at })
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
