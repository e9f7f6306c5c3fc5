import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogEntry } from '../../src/core/call/logger.js'
import { createContext } from '../../src/core/context/createContext.js'
import { parseConfig } from '../../src/core/context/parseConfig.js'
import { aPage, aRequest } from '../support/fixtures.js'

/** Failures that could expose the token of the call. */
const failures: { readonly [name: string]: (token: string) => Promise<Response> } = {
  'an error that quotes the token': async (token) => {
    throw new TypeError(`invalid header: Bearer ${token}`)
  },
  'an error whose cause quotes the token': async (token) => {
    throw new TypeError('fetch failed', { cause: new Error(`authorization: ${token}`) })
  },
  'an error that contains the request': async (token) => {
    throw Object.assign(new Error('failed'), { config: { headers: { authorization: token } }, code: token })
  },
  'a thrown string': (token) => Promise.reject(`Bearer ${token}`),
  'a proxy that returns the request': async (token) => new Response(`You sent: Bearer ${token}`, { status: 502 }),
  'a proxy that returns the request as JSON': async (token) =>
    Response.json({ code: token, message: token, headers: { [token]: token } }, { status: 400 }),
  'a proxy that returns the request with status 200': async (token) => new Response(`Bearer ${token}`),
  'an invalid response that contains the token': async (token) => Response.json({ id: { [token]: token } }),
}

const aToken = fc.stringMatching(/^(ntn_|secret_)[A-Za-z0-9]{12,40}$/)

test.each(Object.entries(failures))(
  'behavior: no error and no log entry contains the token: %s',
  async (_name, fetch) => {
    await fc.assert(
      fc.asyncProperty(aToken, fc.constantFrom('read', 'repeatable', 'once'), async (token, kind) => {
        const lines: Array<LogEntry> = []
        const ctx = createContext({
          auth: token,
          fetch: () => fetch(token),
          logLevel: 'debug',
          retry: { attempts: 2, baseDelayMs: 0 },
          logger: (entry) => {
            lines.push(entry)
          },
        })
        const decode = () => ({ _tag: 'Left', left: [{ path: 'id', expected: 'string', actual: null }] }) as const
        const result = await ctx.fetcher(aRequest({ kind, decode }))()
        expect(result._tag).toBe('Left')
        expect(lines.length).toBeGreaterThan(0)
        expect(JSON.stringify([result, lines])).not.toContain(token)
        expect(inspect([result, lines, ctx], { depth: null, showHidden: true })).not.toContain(token)
      }),
      { numRuns: 20 },
    )
  },
)

test('behavior: a valid response is returned unchanged, even if it contains the token', async () => {
  const page = aPage({ url: 'https://www.notion.so/ntn_secret' })
  const ctx = createContext({ auth: 'ntn_secret', fetch: async () => Response.json(page) })
  expect(await ctx.fetcher(aRequest())()).toEqual({ _tag: 'Right', right: page })
})

test('behavior: no issue of a config contains the token, whichever option it is given as', () => {
  fc.assert(
    fc.property(
      aToken,
      fc.constantFrom('auth', 'token', 'timeoutMs', 'baseUrl', 'notionVersion', 'logLevel', 'retry', 'cache', 'fetch'),
      (token, name) => {
        const parsed = parseConfig({ [name]: `${token}\n${token}` })
        expect(parsed._tag).toBe('Left')
        expect(inspect(parsed, { depth: null })).not.toContain(token)
      },
    ),
  )
})
