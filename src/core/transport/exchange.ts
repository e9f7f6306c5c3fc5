/**
 * One HTTP exchange with Notion: sends the request, reads the response, and decodes it or converts it to an error.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import { patienceMs } from '../call/budget.js'
import type { Call, Mismatch } from '../call/call.js'
import type { Config, FetchInit, FetchResponse } from '../call/config.js'
import { SENDABLE_TOKEN } from '../call/config.js'
import {
  abortError,
  failedCall,
  failure,
  invalidInputError,
  type NotionError,
  type Outcome,
  timeoutError,
} from '../call/error.js'
import type { Fetcher } from '../call/fetcher.js'
import type { InvalidInput } from '../call/issues.js'
import type { NotionRequest } from '../call/request.js'
import { pathOf } from '../call/url.js'
import { stopwatch } from '../internal/clock.js'
import { withinDeadline } from '../internal/deadline.js'
import { field, tryTo } from '../internal/orUndefined.js'
import { tryParseJson } from '../internal/tryParseJson.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type Answer, answerError, isRedirect, isSuccess, requestIdOf, text } from './answerError.js'
import { extraHeaders } from './headers.js'
import { logMismatches } from './logMismatches.js'
import { HIDDEN, redactJson, redactText, spellings } from './redact.js'
import { thrown, wordsOf } from './thrown.js'

/** Sends an HTTP request and returns the response, whatever its status. */
export type Send = (url: string, init: FetchInit) => Promise<FetchResponse>

/** The progress of an exchange. */
interface Progress {
  /** The token; empty until the auth function returns it. */
  token: string
  /** Whether the request may have reached Notion. */
  sent: boolean
  response?: FetchResponse
}

const invalidToken = { field: 'auth', given: HIDDEN, allowed: 'a token of visible ASCII characters' }

/** Decodes the response as `validate` says, or returns its error. */
const interpretResponse = <A>(
  config: Config,
  request: NotionRequest<A>,
  received: Answer,
  secrets: () => ReadonlyArray<string>,
): Either<NotionError, A> => {
  const { validate } = config
  const { status, json, from } = received
  const { op, codec } = request
  const fits = isSuccess(status) && json !== undefined && from === undefined
  const contained: Array<Mismatch> = []
  // With `off`, the caller chose not to validate.
  let decoded =
    fits &&
    (validate === 'off' && !codec
      ? right(unsafeCast<A>(json))
      : request.decode(json, validate === 'contain' ? contained : undefined, received.text))
  if (decoded && decoded._tag === 'Right') {
    if (contained.length > 0)
      logMismatches(config, op, `${op}: parts of the response have an unexpected shape`, contained, secrets())
    return decoded
  }
  // A proxy may echo secrets, so they are redacted. The JSON is parsed again, since the first copy may be returned to the caller
  // unchanged, or contain marks of the mismatches that were contained.
  const hidden = secrets()
  const answer = redactJson(hidden, {
    ...received,
    headers: Array.from(received.headers, ([name, value]): [string, string] => [name, value]),
    json: json && tryParseJson(received.text),
  })
  if (decoded) decoded = request.decode(answer.json)
  const mismatches = decoded && decoded._tag === 'Left' ? decoded.left : []
  const [first] = mismatches
  const says = first && `unexpected response shape at ${first.path || 'the top level'} (expected ${first.expected})`
  const error = answerError(request, answer, config.clock.now(), says)
  if (!fits) return left(error)
  // `answerError` returns a union, so the compiler cannot see that the error of a success has all fields of a `DecodeError`.
  if (validate !== 'warn' || codec)
    return left(failure(unsafeCast<NotionError>({ ...error, _tag: 'DecodeError', mismatches })))
  logMismatches(config, op, error.message, mismatches, hidden)
  // With `warn`, the caller chose to receive it as it is.
  return right(unsafeCast<A>(json))
}

/** The maximum number of redirects followed in a row. */
const MOST_REDIRECTS = 5

/** Sends a request, and follows redirects of a GET to the same origin. Returns any other redirect as the response. */
const follow = async (send: Send, url: string, init: FetchInit, hops = MOST_REDIRECTS): Promise<FetchResponse> => {
  const response = await send(url, init)
  const location = hops > 0 && init.method === 'GET' && isRedirect(response.status) && response.headers.get('location')
  const target = location && tryTo(() => new URL(location, url))
  return target && target.origin === new URL(url).origin ? follow(send, target.href, init, hops - 1) : response
}

const outcomeOf = ({ kind }: Call, { sent }: Progress): Outcome => (sent && kind !== 'read' ? 'unknown' : 'not-applied')

const missing = ({ token }: Progress): string => (token ? 'no response' : 'no token from the auth function')

/** Makes one exchange and records its progress. Throws what the auth function, `fetch` or the response throws. */
const run = async <A>(
  config: Config,
  send: Send,
  request: NotionRequest<A>,
  progress: Progress,
  secrets: () => ReadonlyArray<string>,
): Promise<Either<NotionError, A>> => {
  const { method, signal, secret, stream, content } = request
  // The rest of the budget limits the last attempt.
  const timeoutMs = patienceMs(config, request)
  const issues: Array<InvalidInput> = []
  let body: string | FormData | undefined
  try {
    // `JSON.stringify(undefined)` is `undefined`: no body.
    body = content ? content() : JSON.stringify(request.body)
  } catch (thing) {
    issues.push({ field: 'body', given: thrown(thing).message, allowed: 'JSON-serializable data' })
  }
  const headers = request.headers && extraHeaders(request.headers, issues)
  // Errors must be serializable, so a body that is not is left out.
  if (issues.length > 0) return left(invalidInputError({ ...request, body: body && request.body }, issues))
  const answer = await withinDeadline(
    config.clock,
    timeoutMs,
    signal,
    async (controller): Promise<Answer | undefined> => {
      const given: unknown = await (secret ? secret.credentials : config.auth())
      if (typeof given !== 'string' || !SENDABLE_TOKEN.test(given)) return undefined
      // The call may have been aborted meanwhile: nothing is sent then.
      if (controller.signal.aborted) return undefined
      progress.token = given
      progress.sent = true
      const response = await follow(send, `${config.baseUrl}/v1/${pathOf(request)}`, {
        method,
        headers: {
          ...headers,
          authorization: `${secret ? 'Basic' : 'Bearer'} ${given}`,
          'notion-version': config.notionVersion,
          ...stream?.headers,
          // The content type of a multipart body contains its boundary, so the platform must set it.
          ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        },
        // The intersection that `FetchInit` describes: no value has both types.
        ...(body !== undefined && { body: unsafeCast<string & FormData>(body) }),
        signal: controller.signal,
        // So that the token is not sent to another host, and a write is not sent twice.
        redirect: 'manual',
      })
      progress.response = response
      const { status, headers: answered, redirected, url } = response
      // A stream is not read here: its consumer reads it. `FetchResponse` declares less than a `Response`; `open` checks what it needs.
      const opened = stream?.open(unsafeCast(response), signal, secrets)
      const came = opened ? '' : (text(await response.text()) ?? '')
      const json = opened ?? tryParseJson(came)
      return { status, headers: answered ?? [], text: came, json, from: redirected ? url : undefined }
    },
  )
  if (answer === 'timeout') {
    return left(timeoutError(request, missing(progress), timeoutMs, outcomeOf(request, progress)))
  }
  if (answer === 'aborted') return left(abortError(request, signal, outcomeOf(request, progress)))
  return answer ? interpretResponse(config, request, answer, secrets) : left(invalidInputError(request, [invalidToken]))
}

/** A fetcher that makes one exchange per run, using `send`. It never throws. */
export const exchange = (config: Config, send: Send): Fetcher => {
  const elapsed = stopwatch(config.clock)
  return <A>(request: NotionRequest<A>) =>
    async () => {
      const { secret, observe, onlyFailures } = request
      const progress: Progress = { token: '', sent: false }
      const secrets = (): ReadonlyArray<string> => spellings([progress.token, ...(secret?.words ?? [])])
      const started = elapsed()
      let result: Either<NotionError, A>
      try {
        result = await run(config, send, request, progress, secrets)
      } catch (thing) {
        const cause = thrown(thing, secrets())
        // A write knows whether a connection was made; if not, nothing was sent.
        if (!progress.response && request.mayBeApplied?.(undefined, thing) === false) progress.sent = false
        const message = `${missing(progress)}: ${wordsOf(cause)}`
        result = left(failedCall('NetworkError', request, outcomeOf(request, progress), message, { cause }))
      }
      if (secret && result._tag === 'Left') result = left(secret.redact(result.left))
      const error = result._tag === 'Left' ? result.left : undefined
      if (observe && (error || observe !== onlyFailures)) {
        const { response } = progress
        const header = tryTo(() => response?.headers.get('x-notion-request-id'))
        // Redacted in an error, but not in a response.
        const requestId = field(error, 'requestId') ?? requestIdOf(field(result, 'right'), header)
        const exchanged = {
          status: tryTo(() => response?.status),
          requestId: requestId ? redactText(secrets(), `${requestId}`) : undefined,
          durationMs: elapsed() - started,
          error,
        }
        tryTo(() => observe(exchanged))
      }
      return result
    }
}
