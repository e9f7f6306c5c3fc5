import { inspect } from 'node:util'
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Fetch } from '../../../src/core/call/config.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { requestKey } from '../../../src/core/middleware/requestKey.js'
import { withRetry } from '../../../src/core/middleware/withRetry.js'
import { withSignal } from '../../../src/core/middleware/withSignal.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import {
  type CreateOAuthTokenParams,
  createOAuthToken,
  createOAuthTokenRequest,
} from '../../../src/ops/oauth/createOAuthToken.js'
import { introspectOAuthTokenRequest } from '../../../src/ops/oauth/introspectOAuthToken.js'
import { fakeClock } from '../../support/fakes.js'
import { anErrorBody } from '../../support/fixtures.js'
import { aClient, aTalkativeContext, aToken } from '../../support/oauth.js'

const params = {
  ...aClient,
  grant_type: 'authorization_code',
  code: 'a "code" of a user',
  redirect_uri: 'https://example.com/back',
} as const
const credentials = btoa('client-id:secret_of_the_client')
/** What is sent and nobody may see, in any spelling. */
const SENT = [
  aClient.client_secret,
  credentials,
  params.code,
  'a \\"code\\" of a user',
  encodeURIComponent(params.code),
]
/** A token as other services make them. */
const ODD_TOKEN = 'a.token/of~another+form=='
const SECRETS = [...SENT, aToken().access_token, `${aToken().refresh_token}`, ODD_TOKEN, encodeURIComponent(ODD_TOKEN)]

const shownBy = async (fetch: Fetch, given: CreateOAuthTokenParams = params) => {
  const { ctx, log } = aTalkativeContext(fetch)
  const result = await createOAuthToken(ctx, given)()
  const failure = E.isLeft(result) ? result.left : undefined
  return {
    failure,
    log,
    text: [failure, log].map((one) => `${JSON.stringify(one)} ${inspect(one, { depth: 50 })}`).join('\n'),
  }
}

const escaped = (text: string): string => Array.from(text, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`).join('')

const echo = `You sent ${SENT.join(' and ')}`
const failures: ReadonlyArray<readonly [what: string, tag: string, fetch: Fetch]> = [
  [
    'an error that repeats them',
    'ValidationError',
    async () =>
      Response.json(anErrorBody(400, 'invalid_grant', { message: echo, additional_data: { sent: [echo] } }), {
        status: 400,
      }),
  ],
  [
    'an error in the words of OAuth',
    'AuthenticationError',
    async () => Response.json({ error: 'invalid_client', error_description: echo }, { status: 401 }),
  ],
  [
    'a page that repeats them',
    'PermissionError',
    async () => new Response(`<title>${echo}</title>${echo}`, { status: 403 }),
  ],
  ['a failure of Notion', 'ServerError', async () => Response.json({ message: echo }, { status: 503 })],
  [
    'a token of another shape',
    'DecodeError',
    async () => Response.json({ ...aToken(), access_token: [aToken().access_token], owner: [aToken().refresh_token] }),
  ],
  ...[301, 400, 401, 429, 500, 502, 503, 529].map(
    (status) =>
      [
        `an answer with status ${status}`,
        status === 301 ? 'UnexpectedResponseError' : '',
        async () => Response.json({ ...aToken(), message: aToken().access_token, nested: [aToken()] }, { status }),
      ] as const,
  ),
  [
    'a page of a gateway that holds the answer',
    'ServerError',
    async () => new Response(`<pre>${JSON.stringify(JSON.stringify(aToken()))}</pre>`, { status: 502 }),
  ],
  [
    'a failure with a token of another form',
    'ServerError',
    async () =>
      Response.json(
        { access_token: aToken().access_token, message: `access_token=${encodeURIComponent(ODD_TOKEN)}&x=1` },
        { status: 500 },
      ),
  ],
  [
    'an error with them in its headers and names',
    'ValidationError',
    async () =>
      Response.json(
        { [echo]: { [credentials]: [{ [params.code]: 1 }] }, code: credentials, request_id: aClient.client_secret },
        { status: 400, headers: { 'cf-ray': credentials, server: aClient.client_secret, date: params.code } },
      ),
  ],
  [
    'an error with them in numbers for their characters',
    'ValidationError',
    async () => new Response(`{"message":"${escaped(credentials)} ${escaped(params.code)}"}`, { status: 400 }),
  ],
  [
    'a redirect that repeats them',
    'UnexpectedResponseError',
    async () =>
      new Response('', { status: 307, headers: { location: `https://example.com/${credentials}/${params.code}` } }),
  ],
  ['half a token', 'UnexpectedResponseError', async () => new Response(JSON.stringify(aToken()).slice(0, -9))],
  [
    'a fetch that throws them',
    'NetworkError',
    async () => Promise.reject(new TypeError(echo, { cause: new Error(echo) })),
  ],
]

test.each(failures)('behavior: no secret is in the error or in a log line after %s', async (_what, tag, fetch) => {
  const { failure, log, text } = await shownBy(fetch)
  expect(failure?._tag).toMatch(tag)
  expect(failure?.call).toEqual({ op: 'createOAuthToken', kind: 'once', method: 'POST', path: 'oauth/token' })
  expect(log.length).toBeGreaterThan(0)
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([])
})

test('behavior: no secret is in a log line after a success, at whatever level', async () => {
  const { failure, log, text } = await shownBy(async () => Response.json(aToken()))
  expect(failure).toBe(undefined)
  expect(log.map(({ responseBody }) => responseBody)).toContain('(hidden)')
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([])
})

test('behavior: values that are not secret stay in the error', async () => {
  const body = anErrorBody(400, 'invalid_grant', { message: `The code ${params.code} is not good any more.` })
  const { failure } = await shownBy(async () => Response.json(body, { status: 400 }))
  expect(failure).toMatchObject({
    code: 'invalid_grant',
    requestId: body.request_id,
    message: 'createOAuthToken: 400 invalid_grant: The code (hidden) is not good any more.',
    body: { message: 'The code (hidden) is not good any more.', status: 400 },
  })
})

test('behavior: the reason of a signal is returned unchanged', async () => {
  const reason = new Error('enough')
  const { ctx } = aTalkativeContext(async () => Response.json(aToken()))
  const aborted = wrap(withSignal(AbortSignal.abort(reason)))(ctx)
  const result = await createOAuthToken(aborted, params)()
  expect(E.isLeft(result) && result.left._tag === 'AbortError' && result.left.reason).toBe(reason)
})

test('behavior: the auth function is not called, so that it can refresh its token with it', async () => {
  const asked: Array<string> = []
  const auth = async () => {
    asked.push('once')
    return 'ntn_test'
  }
  const ctx = makeContext({ auth, logLevel: 'silent', fetch: async () => Response.json(aToken()) }, fetchFetcher)
  expect([await createOAuthToken(ctx, params)(), asked]).toEqual([E.right(aToken()), []])
})

test('behavior: a read of a secret has no key', async () => {
  const request = introspectOAuthTokenRequest({ ...aClient, token: 'ntn_any' })
  expect(requestKey(request, 'tenant', 'strict')).toBe(undefined)
})

test('behavior: a code is not sent again if the outcome is unknown', async () => {
  let sent = 0
  const { ctx } = aTalkativeContext(async () => {
    sent++
    return Response.json({}, { status: 502 })
  })
  const result = await createOAuthToken(wrap(withRetry({ clock: fakeClock() }))(ctx), params)()
  expect([sent, E.isLeft(result) && result.left._tag]).toEqual([1, 'ServerError'])
})

test('behavior: a very deeply nested response fails in the same way', async () => {
  const body = `${'['.repeat(5000)}${']'.repeat(5000)}`
  const { failure } = await shownBy(async () => new Response(body, { status: 400 }))
  expect(failure?._tag).toBe('ValidationError')
})

test('behavior: a response that repeats secrets never reveals them', async () => {
  const secret = fc
    .string({ minLength: 8, maxLength: 40, unit: 'grapheme' })
    .filter((text) => !'(hidden)'.includes(text))
  await fc.assert(
    fc.asyncProperty(secret, secret, async (client_secret, code) => {
      const repeats = { message: `${client_secret} ${code}`, code: 'invalid_grant' }
      const fetch: Fetch = async () => Response.json(repeats, { status: 400 })
      const { failure, log } = await shownBy(fetch, { ...params, client_secret, code })
      const message = failure?.message ?? ''
      expect(
        [message, ...log.map((line) => line.message)].filter(
          (text) => text.includes(client_secret) || text.includes(code),
        ),
      ).toEqual([])
      expect(createOAuthTokenRequest({ ...params, client_secret, code }).body).toBe(undefined)
    }),
    { numRuns: 50 },
  )
})
