/** One exchange with Notion, whatever carries it: the request put on the wire, its answer read, decoded or explained. */
import * as E from 'fp-ts/Either'
import type { Config } from '../config.js'
import { abortError, callOf, type DecodeError, invalidInputError, type NotionError } from '../error.js'
import type { DecodeFailure, Exchange, Fetcher, FormPart, NotionRequest } from '../fetcher.js'
import { trust } from '../trust.js'
import { pathOf } from '../url.js'
import { type Answer, answerDetails, answerError, requestIdOf } from './answerError.js'
import { withinDeadline } from './deadline.js'

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
type Wire = Pick<NotionRequest<never>, 'op' | 'kind' | 'method' | 'path' | 'query' | 'body' | 'form' | 'signal'>

const formOf = (parts: ReadonlyArray<FormPart>): FormData => {
  const form = new FormData()
  for (const { name, value, filename } of parts) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, filename)
  }
  return form
}

const bodyOf = ({ body, form }: Wire): string | FormData | undefined =>
  form ? formOf(form) : body === undefined ? undefined : JSON.stringify(body)

const parsed = (text: string): { readonly json?: unknown } => {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return {}
  }
}

const read = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, ...parsed(text) }
}

/** A header may hold visible ASCII only, and the platform's own complaint about another would quote the token. */
const SENDABLE_TOKEN = /^[\x21-\x7e]+$/

const invalidToken = {
  field: 'auth',
  given: '(hidden)',
  allowed: 'a token of visible ASCII characters, without spaces',
}

const sendingOf = (
  config: Config,
  request: Wire,
  token: string,
  body: string | FormData | undefined,
): Omit<Sending, 'signal'> => ({
  method: request.method,
  headers: {
    authorization: `Bearer ${token}`,
    'notion-version': config.notionVersion,
    // A multipart body names its own boundary, so the platform must write that header.
    ...(typeof body === 'string' && { 'content-type': 'application/json' }),
  },
  ...(body !== undefined && { body }),
})

/** An answer, or why there is none. */
const exchanged = async (config: Config, send: Send, request: Wire): Promise<E.Either<NotionError, Answer>> => {
  const { op, kind, signal } = request
  if (signal?.aborted) return E.left(abortError(request, signal))
  let body: string | FormData | undefined
  try {
    body = bodyOf(request)
  } catch (cause) {
    return E.left(
      invalidInputError(request, [{ field: 'body', given: `${cause}`, allowed: 'data that JSON can hold' }]),
    )
  }
  let sent = false
  const outcome = () => (sent && kind !== 'read' ? 'unknown' : 'not-applied')
  const { timeoutMs } = config
  try {
    const first = await withinDeadline(config.clock, timeoutMs, signal, async (exchange) => {
      const token = await config.auth()
      if (!SENDABLE_TOKEN.test(token)) return undefined
      sent = true
      return read(
        await send(`${config.baseUrl}/v1/${pathOf(request)}`, {
          ...sendingOf(config, request, token, body),
          signal: exchange,
        }),
      )
    })
    if ('done' in first) return first.done ? E.right(first.done) : E.left(invalidInputError(request, [invalidToken]))
    if (first.ended === 'aborted' && signal) return E.left(abortError(request, signal, outcome()))
    return E.left({
      _tag: 'TimeoutError',
      message: `${op}: no answer within ${timeoutMs} ms`,
      call: callOf(request),
      timeoutMs,
      outcome: outcome(),
    })
  } catch (cause) {
    return E.left({
      _tag: 'NetworkError',
      message: `${op}: ${sent ? 'no answer' : 'no token from the auth function'}: ${cause instanceof Error ? cause.message : cause}`,
      call: callOf(request),
      cause,
      outcome: outcome(),
    })
  }
}

const decodeFailure = (request: Wire, answer: Answer, mismatches: DecodeFailure): DecodeError => {
  const [first] = mismatches
  const says = `the answer has another shape at ${first?.path || 'its top'} (expected ${first?.expected})`
  return { _tag: 'DecodeError', ...answerDetails(request, answer, says), mismatches }
}

/** The answer decoded as far as the config asks for, or the failure that it is. */
const understood = <A>(config: Config, request: NotionRequest<A>, answer: Answer): E.Either<NotionError, A> => {
  const { status, json } = answer
  if (status < 200 || status > 299) return E.left(answerError(request, answer, config.clock.now()))
  if (!('json' in answer)) return E.left({ _tag: 'UnexpectedResponseError', ...answerDetails(request, answer) })
  if (config.validate === 'off') return E.right(trust<A>(json))
  const decoded = request.decode(json)
  if (decoded._tag === 'Right') return decoded
  const error = decodeFailure(request, answer, decoded.left)
  if (config.validate === 'strict') return E.left(error)
  if (config.logLevel !== 'silent' && config.logLevel !== 'error') {
    config.logger({
      level: 'warn',
      message: error.message,
      op: request.op,
      mismatches: error.mismatches.map(({ path }) => path),
    })
  }
  return E.right(trust<A>(json))
}

const report = (
  answer: E.Either<NotionError, Answer>,
  result: E.Either<NotionError, unknown>,
  durationMs: number,
): Exchange => {
  const requestId = E.isRight(answer) ? requestIdOf(answer.right) : undefined
  return {
    durationMs,
    ...(E.isRight(answer) && { status: answer.right.status }),
    ...(requestId !== undefined && { requestId }),
    ...(E.isLeft(result) && { error: result.left }),
  }
}

/** A fetcher that makes one exchange per run, over whatever `send` puts it on the wire with. It never throws. */
export const exchange =
  (config: Config, send: Send): Fetcher =>
  <A>(request: NotionRequest<A>) =>
  async () => {
    const started = config.clock.now()
    const answer = await exchanged(config, send, request)
    const result = E.isLeft(answer) ? answer : understood(config, request, answer.right)
    request.observe?.(report(answer, result, config.clock.now() - started))
    return result
  }
