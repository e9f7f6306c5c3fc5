import { type Either, left, right } from 'fp-ts/Either'
import type { Call } from '../../core/call/call.js'
import {
  abortError,
  callOf,
  failure,
  headline,
  type NetworkError,
  type Outcome,
  type SerializedError,
} from '../../core/call/error.js'
import { orUndefined, tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { type Context, type NotionError, type NotionRequest, send } from '../../core/operation.js'
import { redactJson } from '../../core/transport/redact.js'
import { thrown, wordsOf } from '../../core/transport/thrown.js'
import { asEventStream, decodeEventStream, type EventStream, eventsOf } from './eventStream.js'
import { sessionCall } from './sessionCall.js'
import { sessionMessage, shapeError, streamError } from './sessionMessage.js'
import type { SessionRequest } from './sessionRequest.js'
import type { SessionStreamEvent } from './sessionStream.js'
import { sseParser } from './sse.js'

/** Parameters of {@link streamSession}: a message, answers to required actions, or the event to continue from. */
export type StreamSessionParams = SessionRequest

/** The maximum number of consecutive failures without a committed event. */
const MAX_FAILURES = 5
/** The upper bound of the first backoff before a reconnection, in milliseconds; it doubles with each attempt. */
const BASE_DELAY_MS = 500
/** The upper bound of every backoff, in milliseconds. */
const MAX_DELAY_MS = 30_000

/** The first request that {@link streamSession} sends. */
export const streamSessionRequest = (params: StreamSessionParams): NotionRequest<EventStream> => ({
  op: 'streamSession',
  ...sessionCall(params),
  stream: asEventStream,
  decode: decodeEventStream,
})

const ENDED: SerializedError = { name: 'Error', message: 'the stream ended before the session did' }

const streamBroken = (call: Call, cause: SerializedError, outcome: Outcome, hint: string): NetworkError =>
  failure({
    _tag: 'NetworkError',
    message: `${headline(call, outcome)}the stream broke: ${wordsOf(cause)} (${hint})`,
    outcome,
    cause,
    call: callOf(call),
  })

/** An error without the secrets of the request, which it may repeat. */
const redacted = <E extends NotionError>(secrets: ReadonlyArray<string>, error: E): E => {
  const { _tag, outcome, call, ...details } = error
  // The details are those of the error, redacted.
  return failure(unsafeCast<E>({ _tag, outcome, call, ...Object(redactJson(secrets, details)) }))
}

async function* streamEvents(
  ctx: Context,
  params: StreamSessionParams,
): AsyncGenerator<Either<NotionError, SessionStreamEvent>, void> {
  let request = streamSessionRequest(params)
  // The checked body: the parameters can be anything.
  let { session_id, continue_from: lastId } = unsafeCast<Partial<SessionRequest>>(request.body)
  let lastSequence = Number.NEGATIVE_INFINITY
  let outcome: Outcome = lastId === undefined ? 'unknown' : 'not-applied'
  /** Consecutive failures, and connections, without a committed event. */
  let failures = 0
  let connections = 0
  let retryMs = 0
  for (;;) {
    const opened = await send(ctx, request)()
    if (opened._tag === 'Left') return yield opened
    // A context that does not validate responses lets any response through.
    const stream = decodeEventStream(opened.right)
    if (stream._tag === 'Left') return yield left(shapeError(request, outcome, opened.right, stream.left))
    const { config } = ctx
    const { clock } = config
    const { signal, secrets = () => [] } = stream.right
    const parser = sseParser()
    let cause = ENDED
    let timedOut = false
    try {
      for await (const event of eventsOf(stream.right, clock, parser)) {
        const read = sessionMessage(config, request, outcome, event)
        if (read === undefined) continue
        if (read._tag === 'Left') return yield left(redacted(secrets(), read.left))
        const message = read.right
        if (message.type === 'stream.error') {
          return yield left(redacted(secrets(), streamError(request, outcome, message)))
        }
        if (outcome === 'unknown') outcome = 'committed'
        if (message.type === 'stream.end') return yield right(message)
        if (message.type === 'stream.timeout') {
          timedOut = true
          cause = { name: message.type, message: message.message }
          break
        }
        if (message.type === 'session.snapshot') session_id = message.session.id
        if (message.type === 'event.committed') {
          const { id, sequence } = message.event
          if (id === lastId || sequence <= lastSequence) continue
          session_id = message.event.session_id
          lastId = id
          lastSequence = sequence
          failures = 0
          connections = 0
        }
        yield right(message)
      }
    } catch (reason) {
      cause = thrown(reason, secrets())
    }
    if (signal?.aborted) return yield left(abortError(request, signal, outcome))
    if (lastId === undefined || session_id === undefined) {
      const hint = 'no event was committed to continue from; querySessionEvents returns what happened'
      return yield left(streamBroken(request, cause, outcome, hint))
    }
    failures = timedOut ? 0 : failures + 1
    if (failures > MAX_FAILURES) return yield left(streamBroken(request, cause, outcome, `${failures} times in a row`))
    retryMs = parser.retryMs() ?? retryMs
    // Notion closes a stream after its maximum duration and expects an immediate reconnection.
    if (!timedOut || connections > 0) {
      const backoffMs = tryTo(() => clock.random(), 1) * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** connections)
      await orUndefined(() => clock.sleep(Math.max(retryMs, backoffMs), signal))
      if (signal?.aborted) return yield left(abortError(request, signal, outcome))
    }
    connections++
    // These ids come from Notion, so they need no check.
    request = { ...request, kind: 'repeatable', body: { session_id, continue_from: lastId } }
  }
}

/**
 * Sends a message to an agent, or answers the required actions of a session, and streams the events. In public beta.
 *
 * If the stream breaks, sends nothing for five minutes, or reaches the maximum duration that Notion allows, it
 * reconnects after the last committed event: the snapshot is repeated, committed events are not. `timeoutMs` of the
 * config bounds each connection attempt, not the stream. Leaving the loop closes the stream but does not stop the
 * session: call `cancelSession`.
 *
 * @param ctx The context to send the request with.
 * @param params A message, answers to required actions, or the event to continue from.
 * @returns The events as they occur: a snapshot of the session, provisional events, committed events, and the end. Each
 * loop over them sends the request again. The iteration ends after the first `Left`. Fails with a {@link NotionError},
 * in particular with `UnexpectedResponseError` with the `code` of an error on the stream, `NetworkError` if the stream
 * breaks before any event was committed or six times in a row, and `AbortError` if the signal is aborted.
 * @see https://developers.notion.com/reference/notion-agent-apis/update-session
 * @example
 * import { type Context, streamSession } from 'notion-fp'
 *
 * const printAnswer = async (ctx: Context, message: string) => {
 *   for await (const said of streamSession(ctx, { agent_id: 'notion_ai', message })) {
 *     if (said._tag === 'Left') return console.error(said.left.message)
 *     if (said.right.type === 'event.committed') console.log(said.right.event)
 *   }
 * }
 */
export const streamSession = (
  ctx: Context,
  params: StreamSessionParams,
): AsyncIterable<Either<NotionError, SessionStreamEvent>> => ({
  [Symbol.asyncIterator]: () => streamEvents(ctx, params),
})
