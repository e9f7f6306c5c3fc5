/**
 * Parses server-sent events: each event consists of lines with a field name and a value, and ends with an empty line.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * @internal
 */

/** One event. */
export interface ServerSentEvent {
  /** The event type. Default `message`. */
  readonly event: string
  /** The data, with its lines joined by line feeds. */
  readonly data: string
  /** The last event id, of this event or an earlier one. */
  readonly id: string
}

/** Parses a stream of events chunk by chunk, wherever the chunks are split. Ignores everything else. */
export interface SseParser {
  /** The events that a chunk completes. */
  readonly push: (piece: Uint8Array) => ReadonlyArray<ServerSentEvent>
  /** The event that the stream ended without its empty line. It can be incomplete. */
  readonly end: () => ReadonlyArray<ServerSentEvent>
  /** The reconnection delay in milliseconds, if the stream set one. */
  readonly retryMs: () => number | undefined
}

/** A parser for one stream. */
export const sseParser = (): SseParser => {
  // It removes a byte order mark, and buffers the first bytes of a character until the others arrive.
  const decoder = new TextDecoder()
  let line = ''
  let afterReturn = false
  let event = ''
  let data: Array<string> = []
  let id = ''
  let retryMs: number | undefined

  const dispatch = (): ReadonlyArray<ServerSentEvent> => {
    const done = data.length > 0 ? [{ event: event || 'message', data: data.join('\n'), id }] : []
    event = ''
    data = []
    return done
  }

  const read = (text: string): ReadonlyArray<ServerSentEvent> => {
    if (text === '') return dispatch()
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(text) ?? []
    if (name === 'event') event = value
    else if (name === 'data') data.push(value)
    else if (name === 'id' && !value.includes('\0')) id = value
    else if (name === 'retry' && /^\d+$/.test(value)) retryMs = Number(value)
    return []
  }

  const pushText = (text: string): ReadonlyArray<ServerSentEvent> => {
    // A line feed after a carriage return belongs to the same line break, and can be in the next chunk.
    const rest = afterReturn && text.startsWith('\n') ? text.slice(1) : text
    if (text !== '') afterReturn = text.endsWith('\r')
    const [first = '', ...others] = rest.split(/\r\n|\r|\n/)
    const lines = [line + first, ...others]
    line = lines.pop() ?? ''
    return lines.flatMap(read)
  }

  return {
    push: (piece) => pushText(decoder.decode(piece, { stream: true })),
    end: () => [...pushText(`${decoder.decode()}\n`), ...dispatch()],
    retryMs: () => retryMs,
  }
}
