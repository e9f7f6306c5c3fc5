/** Responses that are streams of server-sent events. */
import { type Either, left, right } from 'fp-ts/Either'
import type { DecodeFailure } from '../../core/call/call.js'
import type { StreamOptions } from '../../core/call/request.js'
import type { Clock } from '../../core/internal/clock.js'
import { withinDeadline } from '../../core/internal/deadline.js'
import { isObject } from '../../core/internal/json.js'
import { orUndefined } from '../../core/internal/orUndefined.js'
import { tryParseJson } from '../../core/internal/tryParseJson.js'
import { type ServerSentEvent, type SseParser, sseParser } from './sse.js'

/** An open stream of events. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>
  /** The signal that ends it. */
  readonly signal: AbortSignal | undefined
  /** The secrets of its request, in all spellings, to redact from errors. A function, so that logs of the stream do not show them. */
  readonly secrets?: () => ReadonlyArray<string>
}

const MEDIA_TYPE = 'text/event-stream'

/**
 * How a request asks for a stream of events.
 *
 * @internal
 */
export const asEventStream: StreamOptions = {
  headers: { accept: MEDIA_TYPE },
  open: ({ ok, headers, body }, signal, secrets): EventStream | undefined =>
    ok && body && headers.get('content-type')?.startsWith(MEDIA_TYPE) ? { body, signal, secrets } : undefined,
}

// The stream of a polyfill is accepted too.
const isEventStream = (answer: unknown): answer is EventStream =>
  isObject(answer) && 'body' in answer && isObject(answer.body) && 'getReader' in answer.body

/**
 * Decodes a response as a stream.
 *
 * @internal
 */
export const decodeEventStream = (answer: unknown): Either<DecodeFailure, EventStream> =>
  isEventStream(answer) ? right(answer) : left([{ path: '', expected: 'a stream of events', actual: answer }])

/** The maximum silence of a stream in milliseconds: a lost connection may never report its end. */
const MOST_SILENCE_MS = 300_000

/** The chunks of a stream. It ends with the signal, and throws after a long silence; leaving the loop cancels the stream. */
async function* piecesOf({ body, signal }: EventStream, clock: Clock): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader()
  try {
    for (;;) {
      const read = await withinDeadline(clock, MOST_SILENCE_MS, signal, async () => reader.read())
      if (read === 'timeout') throw new Error(`no data for ${MOST_SILENCE_MS / 1_000} s`)
      if (read === 'aborted' || read.done) return
      yield read.value
    }
  } finally {
    // A broken stream cannot be canceled, which does not matter.
    void orUndefined(() => reader.cancel(signal?.reason))
  }
}

const isWhole = ({ data }: ServerSentEvent): boolean => tryParseJson(data) !== undefined

/**
 * The events of a stream that contain JSON. It throws if the stream breaks or is silent for five minutes, and ends with its
 * signal.
 *
 * @internal
 */
export async function* eventsOf(
  stream: EventStream,
  clock: Clock,
  parser: SseParser = sseParser(),
): AsyncGenerator<ServerSentEvent, void> {
  for await (const piece of piecesOf(stream, clock)) {
    for (const event of parser.push(piece)) {
      if (stream.signal?.aborted) return
      yield event
    }
  }
  // The last event can lack its empty line, or be incomplete.
  if (!stream.signal?.aborted) yield* parser.end().filter(isWhole)
}
