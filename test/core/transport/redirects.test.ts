import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { CallKind } from '../../../src/core/call/call.js'
import type { Fetch } from '../../../src/core/call/config.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { kyFetcher } from '../../../src/core/transport/kyFetcher.js'
import { anId, aRequest } from '../../support/fixtures.js'

const HERE = `https://api.notion.com/v1/pages/${anId()}`
const KINDS: ReadonlyArray<readonly ['POST' | 'PATCH' | 'DELETE', CallKind]> = [
  ['POST', 'once'],
  ['POST', 'read'],
  ['PATCH', 'repeatable'],
  ['PATCH', 'once'],
  ['DELETE', 'repeatable'],
]

/** A server that redirects a number of times before it responds. */
const sendingOn = (status: number, location: string | undefined, times = 1) => {
  const sent: Array<string> = []
  const fetch: Fetch = async (url, { redirect }) => {
    sent.push(url)
    expect(redirect).toBe('manual')
    return sent.length > times
      ? Response.json({ object: 'page' })
      : new Response(null, { status, ...(location && { headers: { location } }) })
  }
  return { sent, fetch }
}

for (const [name, transport] of [
  ['fetchFetcher', fetchFetcher],
  ['kyFetcher', kyFetcher],
] as const) {
  const fetcherOf = (fetch: Fetch) => makeContext({ auth: 'ntn_secret', logLevel: 'silent', fetch }, transport).fetcher

  for (const status of [301, 302, 303, 307, 308])
    test.each(KINDS)(`error: ${name} does not follow the redirect ${status} of a %s (%s)`, async (method, kind) => {
      const { fetch, sent } = sendingOn(status, `${HERE}/elsewhere`)
      expect(await fetcherOf(fetch)(aRequest({ method, kind }))()).toMatchObject({
        left: {
          _tag: 'UnexpectedResponseError',
          status,
          message: expect.stringContaining(`${HERE}/elsewhere`),
          headers: { location: `${HERE}/elsewhere` },
        },
      })
      expect(sent).toEqual([HERE])
    })

  test.each([
    ['another host', 'https://evil.example/v1/pages'],
    ['another port', 'https://api.notion.com:8443/v1/pages'],
    ['plain http', 'http://api.notion.com/v1/pages'],
    ['an address that cannot be read', 'https://['],
    ['nowhere', undefined],
  ])(`error: ${name} does not follow a GET to %s`, async (_what, location) => {
    const { fetch, sent } = sendingOn(302, location)
    expect(await fetcherOf(fetch)(aRequest())()).toMatchObject({
      left: { _tag: 'UnexpectedResponseError', status: 302 },
    })
    expect(sent).toEqual([HERE])
  })

  test.each(['/v1/pages/other', `${HERE}?again`, 'other'])(
    `behavior: ${name} follows a GET within its host: %s`,
    async (to) => {
      const { fetch, sent } = sendingOn(308, to)
      expect(await fetcherOf(fetch)(aRequest())()).toEqual(E.right({ object: 'page' }))
      expect(sent).toEqual([HERE, new URL(to, HERE).href])
    },
  )

  test(`error: ${name} stops after too many redirects`, async () => {
    const { fetch, sent } = sendingOn(302, HERE, Number.POSITIVE_INFINITY)
    expect(await fetcherOf(fetch)(aRequest())()).toMatchObject({ left: { _tag: 'UnexpectedResponseError' } })
    expect(sent).toHaveLength(6)
  })

  test(`error: ${name} reports a redirect whose target the browser hides`, async () => {
    const hidden = { status: 0, headers: new Headers(), text: async () => '' }
    const result = await fetcherOf(async () => hidden)(aRequest({ method: 'POST', kind: 'once' }))()
    expect(result).toMatchObject({ left: { _tag: 'UnexpectedResponseError', status: 0, outcome: 'unknown' } })
  })
}
