/**
 * Server-sent events: a stream of text in which an event is a few lines, each with the name of a field, and ends with an empty
 * one.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * @internal
 */

/** One event. */
export interface ServerSentEvent {
  /** What kind of event it is. Default `message`. */
  readonly event: string
  /** What it says; its lines joined by line feeds. */
  readonly data: string
  /** The last id that was given, with this event or with an earlier one. */
  readonly id: string
}

/** Reads a stream of events, a piece at a time, wherever the pieces were cut. What is no event is passed over. */
export interface SseParser {
  /** The events that a piece brings to an end. */
  readonly push: (piece: Uint8Array) => ReadonlyArray<ServerSentEvent>
  /** The event that the end of the stream leaves without its empty line. It may have been cut in two. */
  readonly end: () => ReadonlyArray<ServerSentEvent>
  /** How long to wait before the stream is opened again, in milliseconds, where it said so. */
  readonly retryMs: () => number | undefined
}

/** A parser for one stream. */
export const sseParser = (): SseParser => {
  // It takes away a mark at the beginning, and keeps the first bytes of a character until the others are there.
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
    // A line feed after a carriage return is a part of the same break, and may come in the next piece.
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
