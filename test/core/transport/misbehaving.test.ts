/** Calls with faulty parts of a context: each results in a Left or a Right, and none throws or hangs. */
import { expect, test } from 'vitest'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { type Clock, systemClock } from '../../../src/core/internal/clock.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { kyFetcher } from '../../../src/core/transport/kyFetcher.js'
import { anErrorBody, aRequest } from '../../support/fixtures.js'

const broken = (): never => {
  throw new Error('broken')
}

const clocks: ReadonlyArray<readonly [what: string, over: Partial<Clock>]> = [
  ['throws in now', { now: broken }],
  ['throws in now, without monotonic', { now: broken, monotonic: unsafeCast(undefined) }],
  ['throws in monotonic', { monotonic: broken }],
  ['throws in after', { after: broken }],
  ['throws in cancel', { after: () => broken }],
  ['returns no cancel function', { after: () => unsafeCast(undefined) }],
  ['throws in sleep and random', { sleep: broken, random: broken }],
]

for (const [name, transport] of [
  ['fetchFetcher', fetchFetcher],
  ['kyFetcher', kyFetcher],
] as const) {
  test.each(clocks)(`behavior: ${name} returns a response or an error with a clock that %s`, async (_what, over) => {
    for (const status of [200, 429, 500]) {
      const fetch = async () =>
        Response.json(anErrorBody(status, 'a_code'), {
          status,
          headers: { 'retry-after': new Date(9e12).toUTCString() },
        })
      const ctx = makeContext(
        { auth: 'ntn_secret', logLevel: 'silent', fetch, clock: { ...systemClock, ...over } },
        transport,
      )
      const result = await ctx.fetcher(aRequest({ observe: () => undefined }))()
      // Without a timer, no call is certain to end.
      if ('after' in over && over.after === broken) expect(result).toMatchObject({ left: { _tag: 'NetworkError' } })
      else expect(result._tag).toBe(status === 200 ? 'Right' : 'Left')
    }
  })

  test(`behavior: ${name} ignores an observer or a logger that throws`, async () => {
    const options = {
      auth: 'ntn_secret',
      logger: broken,
      validate: 'warn',
      fetch: async () => Response.json({}),
    } as const
    const { fetcher } = makeContext(options, transport)
    const decode = () => ({ _tag: 'Left', left: [{ path: 'id', expected: 'string', actual: null }] }) as const
    expect(await fetcher(aRequest({ observe: broken }))()).toEqual({ _tag: 'Right', right: {} })
    expect(await fetcher(aRequest({ observe: broken, decode }))()).toEqual({ _tag: 'Right', right: {} })
  })

  test.each(['status', 'headers', 'text', 'redirected', 'url'])(
    `error: ${name} returns an error for a response whose %s throws, with or without an observer`,
    async (part) => {
      const fetch = async () => Object.defineProperty(new Response('{}'), part, { get: broken })
      const { fetcher } = makeContext({ auth: 'ntn_secret', logLevel: 'silent', fetch }, transport)
      expect(await fetcher(aRequest({ observe: () => undefined }))()).toMatchObject({ left: { _tag: 'NetworkError' } })
    },
  )

  test(`behavior: ${name} returns an error for a decode that throws`, async () => {
    const { fetcher } = makeContext({ auth: 'ntn_secret', fetch: async () => Response.json({}) }, transport)
    const write = aRequest({ kind: 'once', method: 'POST', decode: broken })
    expect(await fetcher(write)()).toMatchObject({ left: { _tag: 'NetworkError', outcome: 'unknown' } })
  })

  test.each<readonly [string, unknown]>([
    ['throws', () => broken()],
    ['returns undefined', () => undefined],
    ['returns an object', () => ({})],
    ['returns an unreadable object', () => new Proxy({}, { get: broken })],
    ['rejects with undefined', () => Promise.reject(undefined)],
    ['rejects with an unreadable object', () => Promise.reject(new Proxy({}, { get: broken, getPrototypeOf: broken }))],
    ['resolves with an object', async () => ({ token: 'ntn_secret' })],
    ['returns a thenable that throws', () => Object.defineProperty({}, 'then', { value: broken })],
  ])(`error: ${name} sends nothing for an auth function that %s`, async (_what, auth) => {
    let sent = 0
    const fetch = async () => {
      sent++
      return Response.json({})
    }
    const { fetcher } = makeContext({ auth: unsafeCast(auth), logLevel: 'silent', fetch }, transport)
    const result = await fetcher(aRequest({ kind: 'once', method: 'POST' }))()
    expect(result).toMatchObject({ left: { outcome: 'not-applied' } })
    expect(sent).toBe(0)
  })

  test(`behavior: ${name} returns an error if fetch follows a redirect in spite of its options`, async () => {
    const fetch = async () => {
      const { status, headers } = new Response()
      return { status, headers, text: async () => '{"id":1}', redirected: true, url: 'https://example.com/elsewhere' }
    }
    const { fetcher } = makeContext({ auth: 'ntn_secret', logLevel: 'silent', fetch }, transport)
    expect(await fetcher(aRequest({ kind: 'once', method: 'POST' }))()).toMatchObject({
      left: {
        _tag: 'UnexpectedResponseError',
        outcome: 'unknown',
        message: 'getPage: 200: a redirect to https://example.com/elsewhere, which is not followed: is baseUrl right?',
      },
    })
  })
}
