/** Secrets that responses echo are redacted, in all places and encodings. */
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Fetch } from '../../../src/core/call/config.js'
import type { NotionError } from '../../../src/core/call/error.js'
import type { LogEntry } from '../../../src/core/call/logger.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { anErrorBody, anId, aPage, aRequest } from '../../support/fixtures.js'

const decode = () => ({ _tag: 'Left', left: [{ path: 'id', expected: 'string', actual: null }] }) as const

/** All output of a call whose response echoes a token: its error, its log, and both as text. */
const shownOf = async (auth: string, fetch: Fetch, over: object = {}) => {
  const log: Array<LogEntry> = []
  const ctx = createContext({
    auth,
    fetch,
    retry: false,
    logLevel: 'debug',
    logger: (entry) => {
      log.push(entry)
    },
  })
  const result = await ctx.fetcher(aRequest({ kind: 'once', method: 'POST', ...over }))()
  const error: NotionError | undefined = result._tag === 'Left' ? result.left : undefined
  const text = [error, { ...error }, log]
    .map((one) => `${JSON.stringify(one)}\n${inspect(one, { depth: null, maxStringLength: null, showHidden: true })}`)
    .join('\n')
  return { error, log, text }
}

const unicode = (text: string): string =>
  [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
const json = (status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
  new Response(text, { status, headers })

const echoes: { readonly [where: string]: (token: string) => Response | Promise<Response> } = {
  'the message': (token) => Response.json(anErrorBody(400, 'a', { message: `no ${token}!` }), { status: 400 }),
  'the code': (token) => Response.json(anErrorBody(400, token), { status: 400 }),
  'the word of OAuth for it': (token) => Response.json({ error: token }, { status: 400 }),
  'the id of the request': (token) => Response.json(anErrorBody(400, 'a', { request_id: token }), { status: 400 }),
  'the id of the request of a success': (token) => Response.json({ request_id: token }),
  'a header': (token) =>
    Response.json(
      {},
      {
        status: 502,
        headers: { 'x-notion-request-id': token, 'cf-ray': token, server: `a ${token}`, date: token, location: token },
      },
    ),
  'a header of a redirect': (token) =>
    json(302, '', { location: `https://example.com/?token=${encodeURIComponent(token)}` }),
  'a header of a success': (token) => Response.json({}, { headers: { 'x-notion-request-id': token } }),
  'the media type': (token) => json(500, 'a', { 'content-type': `text/plain; token=${token}` }),
  'a name': (token) =>
    Response.json({ ...anErrorBody(400, 'a'), [token]: { [token]: [{ [`a ${token}`]: 1 }] } }, { status: 400 }),
  'a field name of a response with an unexpected shape': (token) => Response.json({ [token]: { [token]: token } }),
  'the data of the error': (token) =>
    Response.json(
      anErrorBody(503, 'a', {
        additional_data: {
          rate_limit_reason: token,
          committed_resource_id: token,
          committed_child_ids: [token],
          child_data_source_ids: [token],
          retry_after: token,
        },
      }),
      { status: 503 },
    ),
  'the reason of a 429': (token) =>
    Response.json(anErrorBody(429, 'a', { additional_data: { rate_limit_reason: token, retry_after: token } }), {
      status: 429,
    }),
  'the 400 of a database': (token) =>
    Response.json(anErrorBody(400, 'a', { additional_data: { child_data_source_ids: [token] } }), { status: 400 }),
  'characters that are escaped one by one': (token) =>
    json(400, `{"message":"${unicode(token)}","${unicode(token)}":1}`),
  'a text that is no JSON, its signs escaped': (token) => json(400, `{"message":"${unicode(token)}","half`),
  'JSON within JSON': (token) =>
    Response.json({ message: JSON.stringify({ authorization: `Bearer ${token}` }) }, { status: 400 }),
  'a URL in a page': (token) => json(502, `<a href="/?token=${encodeURIComponent(token)}">${token}</a>`),
  'a string as the whole response': (token) => Response.json(token),
  'a list as the whole response': (token) => Response.json([[token]], { status: 500 }),
  'something deep': (token) =>
    json(400, `${'{"a":['.repeat(300)}"${token.replace(/["\\]/g, '\\$&')}"${']}'.repeat(300)}`),
  'the name __proto__': (token) =>
    json(400, `{"__proto__":${JSON.stringify({ a: token })},"constructor":${JSON.stringify(token)}}`),
  'a page of HTML': (token) => json(403, `<title>${token}</title>`),
  'a thrown error': (token) =>
    Promise.reject(
      new TypeError(`Bearer ${token}`, { cause: Object.assign(new Error(token), { code: token, name: token }) }),
    ),
  'a thrown text': (token) => Promise.reject(token),
  'a thrown object': (token) => Promise.reject({ message: { token }, cause: { cause: { cause: { message: token } } } }),
  'a body that breaks': (token) =>
    new Response(new ReadableStream({ start: (body) => body.error(new TypeError(token)) })),
}

const tokens: { readonly [what: string]: string } = {
  'as Notion gives them': 'ntn_123456789aBcDeFgHi',
  'with signs that JSON escapes': 'ntn_"a\\b"/\\u0041\\n\\',
  'with special characters of patterns': 'secret_$&$1.*+?^(){}|[]',
  'of eight characters': 'abc12345',
}

for (const [what, token] of Object.entries(tokens)) {
  test.each(Object.entries(echoes))(
    `behavior: a token ${what} is redacted if the response echoes it in %s`,
    async (_where, answer) => {
      for (const over of [{ decode }, {}]) {
        const { error, log, text } = await shownOf(token, async () => answer(token), over)
        // At `debug`, a success that is returned unchanged is logged unchanged.
        const shown = error ? text : JSON.stringify(log.map(({ responseBody, ...entry }) => entry))
        const spellings = [token, JSON.stringify(token).slice(1, -1), encodeURIComponent(token), unicode(token)]
        expect(spellings.filter((spelling) => shown.includes(spelling))).toEqual([])
        expect(shown).toContain(error ? '(hidden)' : 'ok')
      }
    },
  )
}

test.each(['x', '0', 'session', 'true', 'id', 'data', 'null', 'a', 'message'])(
  'behavior: an error is unchanged with the token %j',
  async (token) => {
    const body = anErrorBody(400, 'validation_error', {
      additional_data: { child_data_source_ids: [anId(3)], session: [true, 0, null] },
    })
    const { error } = await shownOf(token, async () => Response.json(body, { status: 400 }))
    expect(error).toMatchObject({ code: 'validation_error', requestId: anId(99), childDataSourceIds: [anId(3)], body })
    expect(error?.message).toBe('getPage: 400 validation_error: A message for validation_error.')
  },
)

test.each([
  'additional_data',
  'child_data_source_ids',
  'not-applied',
  'ValidationError',
  'expected',
  '12345678',
  'request_id',
])('behavior: an error keeps its fields if the token, %j, is a word of the response', async (token) => {
  const body = anErrorBody(400, 'validation_error', {
    additional_data: { child_data_source_ids: [anId(3)] },
    count: 12345678,
  })
  const { error } = await shownOf(token, async () => Response.json(body, { status: 400 }))
  expect(error).toMatchObject({ _tag: 'ValidationError', outcome: 'not-applied', code: 'validation_error' })
  expect(typeof Reflect.get(Object(error), 'body')).toBe('object')
  const { error: other } = await shownOf(token, async () => Response.json({ id: 5 }), { decode })
  expect(other).toMatchObject({
    _tag: 'DecodeError',
    outcome: 'committed',
    mismatches: [{ path: 'id', expected: 'string' }],
  })
})

test('behavior: a valid response is returned unchanged, even if it contains the token', async () => {
  const page = aPage({ url: 'https://www.notion.so/ntn_123456789aBcDeFgHi' })
  const ctx = createContext({
    auth: 'ntn_123456789aBcDeFgHi',
    fetch: async () => Response.json(page),
    logLevel: 'silent',
  })
  expect(await ctx.fetcher(aRequest())()).toEqual({ _tag: 'Right', right: page })
})

test('behavior: redaction of megabytes is fast', async () => {
  const token = 'ntn_123456789aBcDeFgHi'
  const body = { message: token, list: Array(20_000).fill({ token, text: '"\\n'.repeat(20) }) }
  const { error } = await shownOf(token, async () => Response.json(body, { status: 400 }))
  expect(error?.message).toContain('(hidden)')
  expect(JSON.stringify(Reflect.get(Object(error), 'body').list.at(-1))).not.toContain(token)
})
