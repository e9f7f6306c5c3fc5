/** Answers that come as a stream of server-sent events. */
import { type Either, left, right } from 'fp-ts/Either'
import type { DecodeFailure } from '../../core/call/call.js'
import type { StreamOptions } from '../../core/call/request.js'
import type { Clock } from '../../core/internal/clock.js'
import { withinDeadline } from '../../core/internal/deadline.js'
import { isObject } from '../../core/internal/json.js'
import { orUndefined } from '../../core/internal/orUndefined.js'
import { tryParseJson } from '../../core/internal/tryParseJson.js'
import { type ServerSentEvent, type SseParser, sseParser } from './sse.js'

/** A stream of events that is open. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>
  /** What ends it. */
  readonly signal: AbortSignal | undefined
  /** The spellings of what was sent to open it, and no failure may show. A function, so that no log of a stream shows it. */
  readonly secrets?: () => ReadonlyArray<string>
}

const MEDIA_TYPE = 'text/event-stream'

/**
 * How to ask for a stream of events.
 *
 * @internal
 */
export const asEventStream: StreamOptions = {
  headers: { accept: MEDIA_TYPE },
  open: ({ ok, headers, body }, signal, secrets): EventStream | undefined =>
    ok && body && headers.get('content-type')?.startsWith(MEDIA_TYPE) ? { body, signal, secrets } : undefined,
}

// A stream of another library than the platform's is a stream too.
const isEventStream = (answer: unknown): answer is EventStream =>
  isObject(answer) && 'body' in answer && isObject(answer.body) && 'getReader' in answer.body

/**
 * An answer as the stream that it is.
 *
 * @internal
 */
export const decodeEventStream = (answer: unknown): Either<DecodeFailure, EventStream> =>
  isEventStream(answer) ? right(answer) : left([{ path: '', expected: 'a stream of events', actual: answer }])

/** How long a stream may be silent before it counts as broken, in milliseconds: no end may be told of a connection that is gone. */
const MOST_SILENCE_MS = 300_000

/** The pieces of a stream as they come. It ends with the signal and throws after a long silence; who leaves the loop gives it up. */
async function* piecesOf({ body, signal }: EventStream, clock: Clock): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader()
  try {
    for (;;) {
      const read = await withinDeadline(clock, MOST_SILENCE_MS, signal, async () => reader.read())
      if (read === 'timeout') throw new Error(`nothing came for ${MOST_SILENCE_MS / 1_000} s`)
      if (read === 'aborted' || read.done) return
      yield read.value
    }
  } finally {
    // What broke already cannot be given up, which is as well.
    void orUndefined(() => reader.cancel(signal?.reason))
  }
}

const isWhole = ({ data }: ServerSentEvent): boolean => tryParseJson(data) !== undefined

/**
 * The events of a stream as they come, those with JSON in them. It throws what breaks the stream, five minutes of silence among
 * that, and just ends with its signal.
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
  // The last event may lack its empty line, or its other half.
  if (!stream.signal?.aborted) yield* parser.end().filter(isWhole)
}
