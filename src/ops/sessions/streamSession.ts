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
import { asEventStream, decodeEventStream, type EventStream, eventsOf } from '../../core/transport/eventStream.js'
import { redactJson } from '../../core/transport/redact.js'
import { sseParser } from '../../core/transport/sse.js'
import { thrown, wordsOf } from '../../core/transport/thrown.js'
import { sessionCall } from './sessionCall.js'
import { sessionMessage, shapeError, streamError } from './sessionMessage.js'
import type { SessionRequest } from './sessionRequest.js'
import type { SessionStreamEvent } from './sessionStream.js'

/** What {@link streamSession} takes: a message, answers to what the session asks for, or the event to continue from. */
export type StreamSessionParams = SessionRequest

/** How often in a row a stream may break with nothing committed in between. */
const MAX_DROPS = 5
/** The upper bound of the first wait before a stream is opened again, in milliseconds; it doubles from wait to wait. */
const BASE_DELAY_MS = 500
/** The upper bound of every such wait, in milliseconds. */
const MAX_DELAY_MS = 30_000

/** The request that {@link streamSession} opens its first stream with. */
export const streamSessionRequest = (params: StreamSessionParams): NotionRequest<EventStream> => ({
  op: 'streamSession',
  ...sessionCall(params),
  stream: asEventStream,
  decode: decodeEventStream,
})

const ENDED: SerializedError = { name: 'Error', message: 'the stream came to an end before the session did' }

const broken = (call: Call, cause: SerializedError, outcome: Outcome, hint: string): NetworkError =>
  failure({
    _tag: 'NetworkError',
    message: `${headline(call, outcome)}the stream broke: ${wordsOf(cause)} (${hint})`,
    outcome,
    cause,
    call: callOf(call),
  })

/** A failure without the secrets that were sent to open the stream, which may repeat them. */
const redacted = <E extends NotionError>(secrets: ReadonlyArray<string>, error: E): E => {
  const { _tag, outcome, call, ...said } = error
  return failure(unsafeCast<E>({ _tag, outcome, call, ...Object(redactJson(secrets, said)) }))
}

async function* streamed(
  ctx: Context,
  params: StreamSessionParams,
): AsyncGenerator<Either<NotionError, SessionStreamEvent>, void> {
  let request = streamSessionRequest(params)
  // As it was checked: what was given may be anything.
  let { session_id, continue_from: lastId } = unsafeCast<Partial<SessionRequest>>(request.body)
  let lastSequence = Number.NEGATIVE_INFINITY
  let outcome: Outcome = lastId === undefined ? 'unknown' : 'not-applied'
  /** How often in a row the stream broke, and was opened, with nothing committed in between. */
  let drops = 0
  let openings = 0
  let retryMs = 0
  for (;;) {
    const opened = await send(ctx, request)()
    if (opened._tag === 'Left') return yield opened
    // A context that does not check answers lets through what is no stream.
    const stream = decodeEventStream(opened.right)
    if (stream._tag === 'Left') return yield left(shapeError(request, outcome, opened.right, stream.left))
    const { config } = ctx
    const { clock } = config
    const { signal, secrets = () => [] } = stream.right
    const parser = sseParser()
    let cause = ENDED
    let timedOut = false
    try {
      for await (const event of eventsOf(stream.right, parser)) {
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
          drops = 0
          openings = 0
        }
        yield right(message)
      }
    } catch (thing) {
      cause = thrown(thing, secrets())
    }
    if (signal?.aborted) return yield left(abortError(request, signal, outcome))
    if (lastId === undefined || session_id === undefined) {
      const hint = 'nothing was committed yet that it could continue from; querySessionEvents tells what happened'
      return yield left(broken(request, cause, outcome, hint))
    }
    drops = timedOut ? 0 : drops + 1
    if (drops > MAX_DROPS) return yield left(broken(request, cause, outcome, `${drops} times in a row`))
    retryMs = parser.retryMs() ?? retryMs
    // Notion closes what was open for long, and waits for it to be opened again.
    if (!timedOut || openings > 0) {
      const backoffMs = tryTo(() => clock.random(), 1) * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** openings)
      await orUndefined(() => clock.sleep(Math.max(retryMs, backoffMs), signal))
      if (signal?.aborted) return yield left(abortError(request, signal, outcome))
    }
    openings++
    // The ids are Notion's own, so they go back as they came.
    request = { ...request, kind: 'repeatable', body: { session_id, continue_from: lastId } }
  }
}

/**
 * Says something to an agent, or answers what a session asks for, and gives what happens as it happens: the session as it was,
 * events that may still change, events that were committed, and the end. Where the stream breaks, or was open for as long as
 * Notion allows, it goes on in another one, after the last event that was committed; the session is then told of again, and no
 * committed event is. In public beta.
 *
 * Each loop over it sends the message anew. It ends after the first `Left`: what every call can fail with, at its opening; an
 * `UnexpectedResponseError` with the `code` that Notion gave for what went wrong on the way; a `NetworkError` for a stream that
 * broke before anything was committed, or six times in a row; an `AbortError` once the signal fired. The `timeoutMs` of the
 * config is for each opening alone. Leave the loop, and the stream is closed; the session goes on: `cancelSession` stops it.
 *
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
  [Symbol.asyncIterator]: () => streamed(ctx, params),
})
