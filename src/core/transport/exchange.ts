/** One exchange with Notion, whatever carries it: the request put on the wire, its answer read, decoded or explained. */
import { type Either, left, right } from 'fp-ts/Either'
import { tryTo } from '../attempt.js'
import { stopwatch } from '../clock.js'
import { type Config, type FetchInit, type FetchResponse, SENDABLE_TOKEN } from '../config.js'
import { abortError, callOf, failure, type InvalidInput, invalidInputError, type NotionError } from '../error.js'
import type { Call, Fetcher, Mismatch, NotionRequest } from '../fetcher.js'
import { parsed } from '../parsed.js'
import { redactJson, redactText } from '../redact.js'
import { trust } from '../trust.js'
import { pathOf } from '../url.js'
import { type Answer, answerError, isSuccess, requestIdOf } from './answerError.js'
import { withinDeadline } from './deadline.js'
import { logMismatches } from './logMismatches.js'
import { neverConnected, thrown, wordsOf } from './thrown.js'

/** Puts a request on the wire and gives its answer, whatever the status. */
export type Send = (url: string, init: FetchInit) => Promise<FetchResponse>

/** An answer with the token that was sent for it, which no failure may show. */
interface Received extends Answer {
  readonly token: string
}

const invalidToken = {
  field: 'auth',
  given: '(hidden)',
  allowed: 'a token of visible ASCII characters',
}

/** An answer without the token that was sent for it. Its JSON is parsed anew: what was parsed may be given as it came. */
const withoutToken = ({ token, headers, text, json, ...received }: Received): Received => ({
  ...received,
  token,
  headers: new Headers([...headers].map(([name, value]): [string, string] => [name, redactText(token, value)])),
  text: redactText(token, text),
  json: json && redactJson(token, parsed(text)),
})

/** The answer decoded as far as the config asks for, or the failure that it is. */
const meaning = <A>(config: Config, request: NotionRequest<A>, received: Received): Either<NotionError, A> => {
  const { validate } = config
  const { status, json, token } = received
  const { op, alwaysDecode } = request
  const fits = isSuccess(status) && json !== undefined
  const contained: Array<Mismatch> = []
  let decoded =
    fits &&
    (validate === 'off' && !alwaysDecode
      ? right(trust<A>(json))
      : request.decode(json, validate === 'contain' ? contained : undefined))
  if (decoded && decoded._tag === 'Right') {
    if (contained.length > 0)
      logMismatches(config, op, `${op}: parts of the answer have another shape`, contained, token)
    return decoded
  }
  // A proxy may send back what it was sent; and what was contained before the rest failed is marked.
  const answer = withoutToken(received)
  if (decoded) decoded = request.decode(answer.json)
  const mismatches = decoded && decoded._tag === 'Left' ? decoded.left : []
  const [first] = mismatches
  const says = first && `the answer has another shape at ${first.path || 'its top'} (expected ${first.expected})`
  const error = answerError(request, answer, config.clock.now(), says)
  if (!fits) return left(error)
  if (validate !== 'warn' || alwaysDecode)
    return left(trust<NotionError>({ ...error, _tag: 'DecodeError', mismatches }))
  logMismatches(config, op, error.message, mismatches, token)
  return right(trust<A>(json))
}

/** The most redirects in a row that are followed. */
const MOST_REDIRECTS = 5

/** The address that a redirect leads to, for a GET that stays on its host; any other redirect is an answer like any other. */
const targetOf = (url: string, { status, headers }: FetchResponse): string | undefined => {
  const location = status > 299 && status < 400 ? headers.get('location') : null
  const [from, to] = location === null ? [] : tryTo(() => [new URL(url), new URL(location, url)] as const, [])
  return from && to && to.host === from.host && to.protocol === from.protocol ? to.href : undefined
}

/** Sends a request, and follows a GET to where its host says that the answer is. */
const follow = async (send: Send, url: string, init: FetchInit): Promise<FetchResponse> => {
  let response = await send(url, init)
  let target = init.method === 'GET' ? targetOf(url, response) : undefined
  for (let hop = 0; target !== undefined && hop < MOST_REDIRECTS; hop++) {
    response = await send(target, init)
    target = targetOf(target, response)
  }
  return response
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** What is wrong with headers: the platform throws for it, and quotes them. */
const headerIssues = (headers: { readonly [name: string]: unknown }): ReadonlyArray<InvalidInput> =>
  Object.entries(headers).flatMap(([name, given]) =>
    HEADER_NAME.test(name) && typeof given === 'string' && HEADER_VALUE.test(given)
      ? []
      : [{ field: `headers.${name}`, given, allowed: 'a header of Latin-1 characters without line breaks' }],
  )

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
  const headers = tryTo(
    () => Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    { '': '' },
  )
  const issues = headerIssues(headers)
  if (issues.length > 0) return left(invalidInputError(request, issues))
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
      const response = await follow(send, `${config.baseUrl}/v1/${pathOf(request)}`, {
        method,
        headers: {
          ...headers,
          authorization: `${secret ? 'Basic' : 'Bearer'} ${token}`,
          'notion-version': config.notionVersion,
          ...stream?.headers,
          // A multipart body names its own boundary, so the platform must write that header.
          ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
        signal: controller.signal,
        // The token goes to no other host, and a write is sent nowhere twice.
        redirect: 'manual',
      })
      // A stream has no end to wait for: whoever reads it gets it as it comes.
      const opened = stream?.open(trust(response), signal)
      const text = opened ? '' : await response.text()
      if (typeof text !== 'string') throw new TypeError('fetch gave something that is not a Response')
      return { status: response.status, headers: response.headers, text, json: opened ?? parsed(text), token }
    })
    if (first === 'timeout') {
      const what = token ? 'answer' : 'token from the auth function'
      return left(
        failure({ _tag: 'TimeoutError', message: `${op}: no ${what} within ${timeoutMs} ms`, timeoutMs, ...told() }),
      )
    }
    if (first === 'aborted') return left(abortError(request, signal, told().outcome))
    return first ? right(first) : left(invalidInputError(request, [invalidToken]))
  } catch (thing) {
    const cause = thrown(thing, token)
    const message = `${op}: ${token ? 'no answer' : 'no token from the auth function'}: ${wordsOf(cause)}`
    return left(
      failure({
        _tag: 'NetworkError',
        message,
        cause,
        ...told(),
        ...(neverConnected(cause) && { outcome: 'not-applied' }),
      }),
    )
  }
}

/** The failure of an answer that is not even a `Response`. */
const unreadable = (call: Call): NotionError =>
  failure({
    _tag: 'NetworkError',
    message: `${call.op}: fetch gave something that is not a Response`,
    outcome: call.kind === 'read' ? 'not-applied' : 'unknown',
    cause: { name: 'TypeError', message: 'not a Response' },
    call: callOf(call),
  })

/** A fetcher that makes one exchange per run, over whatever `send` puts it on the wire with. It never throws. */
export const exchange = (config: Config, send: Send): Fetcher => {
  const elapsed = stopwatch(config.clock)
  return <A>(request: NotionRequest<A>) =>
    async () => {
      const { secret, observe } = request
      const started = elapsed()
      const answer = await received(config, send, trust(request))
      const meant = answer._tag === 'Left' ? answer : tryTo(() => meaning(config, request, answer.right), undefined)
      // What `fetch` gave has a status but cannot be read.
      const result = meant ?? left(unreadable(request))
      const safe = secret && result._tag === 'Left' ? left(secret.safe(result.left)) : result
      if (observe) {
        const given = answer._tag === 'Right' ? answer.right : undefined
        const requestId = given && requestIdOf(given)
        const exchanged = {
          status: given?.status,
          requestId: requestId && redactText(given.token, requestId),
          durationMs: elapsed() - started,
          error: safe._tag === 'Left' ? safe.left : undefined,
        }
        tryTo(() => observe(exchanged), undefined)
      }
      return safe
    }
}
