/** One exchange with Notion, whatever carries it: the request put on the wire, its answer read, decoded or explained. */
import { type Either, left, right } from 'fp-ts/Either'
import { type Config, SENDABLE_TOKEN } from '../config.js'
import { abortError, callOf, invalidInputError, type NotionError } from '../error.js'
import type { Fetcher, FormPart, NotionRequest } from '../fetcher.js'
import { trust } from '../trust.js'
import { pathOf } from '../url.js'
import { type Answer, answerDetails, answerError, requestIdOf } from './answerError.js'
import { withinDeadline } from './deadline.js'
import { thrown, wordsOf } from './thrown.js'

/** What goes on the wire. */
export interface Sending {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string | FormData
  readonly signal: AbortSignal
}

/** Puts a request on the wire and gives its answer, whatever the status. */
export type Send = (url: string, sending: Sending) => Promise<Response>

/** The parts of a request that do not depend on what its answer is. */
type Wire = Omit<NotionRequest<never>, 'decode' | 'reads' | 'writes'>

const formOf = (parts: ReadonlyArray<FormPart>): FormData => {
  const form = new FormData()
  for (const { name, value, filename } of parts) {
    if (typeof value === 'string') form.append(name, value)
    // A name that is there but `undefined` would be sent as the word.
    else if (filename === undefined) form.append(name, value)
    else form.append(name, value, filename)
  }
  return form
}

/** Nothing becomes nothing, also as JSON. */
const bodyOf = ({ body, form, secret }: Wire): string | FormData | undefined =>
  form ? formOf(form) : JSON.stringify(secret ? secret.body : body)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const invalidToken = {
  field: 'auth',
  given: '(hidden)',
  allowed: 'a token of visible ASCII characters, without spaces',
}

/** The answer decoded as far as the config asks for, or the failure that it is. */
const understood = <A>(config: Config, request: NotionRequest<A>, answer: Answer): Either<NotionError, A> => {
  const { status, json } = answer
  if (status < 200 || status > 299) return left(answerError(request, answer, config.clock.now()))
  if (json === undefined) return left({ _tag: 'UnexpectedResponseError', ...answerDetails(request, answer) })
  if (config.validate === 'off') return right(trust<A>(json))
  const decoded = request.decode(json)
  if (decoded._tag === 'Right') return decoded
  const mismatches = decoded.left
  const [first] = mismatches
  const says = `the answer has another shape at ${first?.path || 'its top'} (expected ${first?.expected})`
  const details = answerDetails(request, answer, says)
  if (config.validate === 'strict') return left({ _tag: 'DecodeError', ...details, mismatches })
  if (config.logLevel !== 'silent' && config.logLevel !== 'error') {
    const paths = mismatches.map(({ path }) => path)
    config.logger({ level: 'warn', message: details.message, op: request.op, mismatches: paths })
  }
  return right(trust<A>(json))
}

/** An answer with the token that was sent for it, which no failure may show. */
interface Received extends Answer {
  readonly token: string
}

/** An answer, or why there is none. */
const received = async (config: Config, send: Send, request: Wire): Promise<Either<NotionError, Received>> => {
  const { op, kind, method, signal, secret, stream } = request
  const { timeoutMs } = config
  if (signal?.aborted) return left(abortError(request, signal))
  let body: string | FormData | undefined
  try {
    body = bodyOf(request)
  } catch (thing) {
    // Without the body: an error is data that can be logged, which this body is not.
    const { body: _, ...call } = request
    const given = wordsOf(thrown(thing))
    return left(invalidInputError(call, [{ field: 'body', given, allowed: 'data that JSON can hold' }]))
  }
  let token = ''
  const outcome = () => (token && kind !== 'read' ? 'unknown' : 'not-applied')
  try {
    const first = await withinDeadline(config.clock, timeoutMs, signal, async (controller) => {
      const told = secret ? secret.credentials : config.auth()
      const given: unknown = await told
      if (typeof given !== 'string' || !SENDABLE_TOKEN.test(given)) return undefined
      // An auth function that is waited for may take longer than its caller waits: nothing is sent then.
      if (given !== told && controller.signal.aborted) return undefined
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
        get signal() {
          return controller.signal
        },
      })
      // A stream has no end to wait for: whoever reads it gets it as it comes.
      const opened = stream?.open(response, signal)
      const text = opened ? '' : await response.text()
      return { status: response.status, headers: response.headers, text, json: opened ?? parsed(text), token }
    })
    if ('done' in first) return first.done ? right(first.done) : left(invalidInputError(request, [invalidToken]))
    if (first.ended === 'aborted' && signal) return left(abortError(request, signal, outcome()))
    return left({
      _tag: 'TimeoutError',
      message: `${op}: no answer within ${timeoutMs} ms`,
      call: callOf(request),
      timeoutMs,
      outcome: outcome(),
    })
  } catch (thing) {
    const cause = thrown(thing, token)
    return left({
      _tag: 'NetworkError',
      message: `${op}: ${token ? 'no answer' : 'no token from the auth function'}: ${wordsOf(cause)}`,
      call: callOf(request),
      cause,
      outcome: outcome(),
    })
  }
}

/** What an answer means. */
const meaning = <A>(config: Config, request: NotionRequest<A>, answer: Received): Either<NotionError, A> => {
  const { text, token } = answer
  const result = understood(config, request, answer)
  if (result._tag === 'Right' || !text.includes(token)) return result
  // A proxy may send back what it was sent.
  const safe = text.replaceAll(token, '(hidden)')
  return understood(config, request, { ...answer, text: safe, json: parsed(safe) })
}

/** A fetcher that makes one exchange per run, over whatever `send` puts it on the wire with. It never throws. */
export const exchange =
  (config: Config, send: Send): Fetcher =>
  <A>(request: NotionRequest<A>) =>
  async () => {
    const { clock } = config
    const { secret } = request
    const started = clock.now()
    const answer = await received(config, send, request)
    const meant = answer._tag === 'Left' ? answer : meaning(config, request, answer.right)
    const result = secret && meant._tag === 'Left' ? left(secret.safe(meant.left)) : meant
    if (request.observe) {
      const told = answer._tag === 'Right' ? answer.right : undefined
      const error = result._tag === 'Left' ? result.left : undefined
      const durationMs = clock.now() - started
      request.observe({
        status: told?.status,
        // Looked up where it is read: most logs show failures only.
        get requestId() {
          return told && requestIdOf(told)
        },
        durationMs,
        error,
      })
    }
    return result
  }
