/** The body of a response, as a fault sends it: slowly, truncated, or with a connection that breaks. */
import type { Fault } from '../conditions/faults.js'
import type { Sleep } from '../conditions/sleep.js'

const CONNECTION_RESET = 'ECONNRESET'

/** The error of a client's `fetch` when the connection breaks. */
export const connectionLost = (): TypeError =>
  new TypeError('fetch failed', {
    cause: Object.assign(new Error('The connection was closed.'), { code: CONNECTION_RESET }),
  })

/** Whether a request failed because the simulator broke the connection. */
export const isConnectionLost = (reason: unknown): boolean =>
  reason instanceof TypeError &&
  reason.cause instanceof Error &&
  'code' in reason.cause &&
  reason.cause.code === CONNECTION_RESET

const PIECES = 10

const piecesOf = (text: string): ReadonlyArray<Uint8Array> => {
  const bytes = new TextEncoder().encode(text)
  const length = Math.max(1, Math.ceil(bytes.length / PIECES))
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    bytes.slice(index * length, (index + 1) * length),
  )
}

/** A body that arrives in chunks, and may break off at its end. */
const stream = (
  pieces: ReadonlyArray<Uint8Array>,
  wait: () => Promise<void>,
  breakOff: ((controller: ReadableStreamDefaultController<Uint8Array>) => void) | undefined,
): ReadableStream<Uint8Array> => {
  const left = [...pieces]
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await wait()
      const piece = left.shift()
      if (piece !== undefined) controller.enqueue(piece)
      if (left.length > 0) return
      if (breakOff === undefined) controller.close()
      else breakOff(controller)
    },
  })
}

/** The connection of a server, which can be broken. */
export interface Connection {
  readonly destroy: () => void
}

/** What affects the body of a response. */
export interface Delivery {
  readonly fault: Fault | undefined
  readonly sleep: Sleep
  readonly signal: AbortSignal
  /** Without one, a broken connection is an error in the stream. */
  readonly connection: Connection | undefined
}

/** The body of a response after a fault is applied. */
export const bodyOf = (
  text: string,
  { fault, sleep, signal, connection }: Delivery,
): string | ReadableStream<Uint8Array> => {
  if (fault === undefined) return text
  const sent = fault.truncated === true ? text.slice(0, Math.floor(text.length / 2)) : text
  const slow = fault.slowBodyMs ?? 0
  const pieces = piecesOf(sent)
  if (fault.dropped === 'midway') {
    const half = pieces.slice(0, Math.ceil(pieces.length / 2))
    return stream(
      half,
      () => sleep(slow / PIECES, signal),
      (controller) => {
        if (connection === undefined) {
          controller.error(connectionLost())
          return
        }
        connection.destroy()
        controller.close()
      },
    )
  }
  return slow > 0 ? stream(pieces, () => sleep(slow / PIECES, signal), undefined) : sent
}
