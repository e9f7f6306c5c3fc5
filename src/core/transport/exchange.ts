/** One exchange with Notion, whatever carries it: the request put on the wire, its answer read, decoded or explained. */
import { type Either, left, right } from 'fp-ts/Either'
import { type Config, SENDABLE_TOKEN } from '../config.js'
import { abortError, callOf, invalidInputError, type NotionError } from '../error.js'
import type { Fetcher, NotionRequest } from '../fetcher.js'
import { parsed } from '../parsed.js'
import { trust } from '../trust.js'
import { pathOf } from '../url.js'
import { type Answer, answerError, isSuccess, requestIdOf } from './answerError.js'
import { withinDeadline } from './deadline.js'
import { thrown, without, wordsOf } from './thrown.js'

/** What goes on the wire. */
export interface Sending {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string | FormData
  readonly signal: AbortSignal
}

/** Puts a request on the wire and gives its answer, whatever the status. */
export type Send = (url: string, sending: Sending) => Promise<Response>

/** An answer with the token that was sent for it, which no failure may show. */
interface Received extends Answer {
  readonly token: string
}

const invalidToken = {
  field: 'auth',
  given: '(hidden)',
  allowed: 'a token of visible ASCII characters',
}

/** The answer decoded as far as the config asks for, or the failure that it is. */
const meaning = <A>(config: Config, request: NotionRequest<A>, received: Received): Either<NotionError, A> => {
  const { validate, logger, logLevel } = config
  const { status, json } = received
  const fits = isSuccess(status) && json !== undefined
  let decoded = fits && (validate === 'off' ? right(trust<A>(json)) : request.decode(json))
  if (decoded && decoded._tag === 'Right') return decoded
  let answer = received
  // A proxy may send back what it was sent.
  const text = without(received.token, received.text)
  if (text !== received.text) {
    answer = { ...received, text, json: parsed(text) }
    decoded = fits && request.decode(answer.json)
  }
  const mismatches = decoded && decoded._tag === 'Left' ? decoded.left : []
  const [first] = mismatches
  const says = first && `the answer has another shape at ${first.path || 'its top'} (expected ${first.expected})`
  const error = answerError(request, answer, config.clock.now(), says)
  if (!fits) return left(error)
  if (validate === 'strict') return left(trust<NotionError>({ ...error, _tag: 'DecodeError', mismatches }))
  if (logLevel !== 'silent' && logLevel !== 'error') {
    const paths = mismatches.map(({ path }) => path)
    logger({ level: 'warn', message: error.message, op: request.op, mismatches: paths })
  }
  return right(trust<A>(json))
}

/** An answer, or why there is none. */
const received = async (
  config: Config,
  send: Send,
  request: NotionRequest<unknown>,
): Promise<Either<NotionError, Received>> => {
  const { op, kind, method, signal, secret, stream, content, budget } = request
  // The last attempt of a call may take what is left of its budget.
  const timeoutMs = Math.max(
    0,
    Math.min(request.timeoutMs ?? config.timeoutMs, Math.ceil(budget?.leftMs() ?? Number.POSITIVE_INFINITY)),
  )
  let body: string | FormData | undefined
  try {
    // Nothing becomes nothing, also as JSON.
    body = content ? content() : JSON.stringify(request.body)
  } catch (thing) {
    const issue = { field: 'body', given: thrown(thing).message, allowed: 'data that JSON can hold' }
    // Without the body: an error is data that can be logged, which this body is not.
    return left(invalidInputError({ ...request, body: undefined }, [issue]))
  }
  let token = ''
  const told = () => ({ call: callOf(request), outcome: token && kind !== 'read' ? 'unknown' : 'not-applied' }) as const
  try {
    const first = await withinDeadline(config.clock, timeoutMs, signal, async (controller) => {
      const gives = secret ? secret.credentials : config.auth()
      const given: unknown = await gives
      if (typeof given !== 'string' || !SENDABLE_TOKEN.test(given)) return undefined
      // An auth function that is waited for may take longer than its caller waits: nothing is sent then.
      if (given !== gives && controller.signal.aborted) return undefined
      token = given
      const response = await send(`${config.baseUrl}/v1/${pathOf(request)}`, {
        method,
        headers: {
          authorization: `${secret ? 'Basic' : 'Bearer'} ${token}`,
          'notion-version': config.notionVersion,
          ...stream?.headers,
          // A multipart body names its own boundary, so the platform must write that header.
          ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
        signal: controller.signal,
      })
      // A stream has no end to wait for: whoever reads it gets it as it comes.
      const opened = stream?.open(response, signal)
      const text = opened ? '' : await response.text()
      return { status: response.status, headers: response.headers, text, json: opened ?? parsed(text), token }
    })
    if (first === 'timeout') {
      return left({ _tag: 'TimeoutError', message: `${op}: no answer within ${timeoutMs} ms`, timeoutMs, ...told() })
    }
    if (first === 'aborted') return left(abortError(request, signal, told().outcome))
    return first ? right(first) : left(invalidInputError(request, [invalidToken]))
  } catch (thing) {
    const cause = thrown(thing, token)
    const message = `${op}: ${token ? 'no answer' : 'no token from the auth function'}: ${wordsOf(cause)}`
    return left({ _tag: 'NetworkError', message, cause, ...told() })
  }
}

/** A fetcher that makes one exchange per run, over whatever `send` puts it on the wire with. It never throws. */
export const exchange =
  (config: Config, send: Send): Fetcher =>
  <A>(request: NotionRequest<A>) =>
  async () => {
    const { clock } = config
    const { secret, observe } = request
    const started = clock.now()
    const answer = await received(config, send, trust(request))
    const meant = answer._tag === 'Left' ? answer : meaning(config, request, answer.right)
    const result = secret && meant._tag === 'Left' ? left(secret.safe(meant.left)) : meant
    if (observe) {
      const told = answer._tag === 'Right' ? answer.right : undefined
      observe({
        status: told?.status,
        requestId: told && requestIdOf(told),
        durationMs: clock.now() - started,
        error: result._tag === 'Left' ? result.left : undefined,
      })
    }
    return result
  }
