/** The outcome of a write whose connection failed. */
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import type { CallKind } from '../../../src/core/call/call.js'
import type { Fetch } from '../../../src/core/call/config.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { kyFetcher } from '../../../src/core/transport/kyFetcher.js'
import { aRequest } from '../../support/fixtures.js'

const system = (syscall: string, code: string, message = `${syscall} ${code} 127.0.0.1:1`) =>
  Object.assign(new Error(message), { code, syscall, errno: -1 })
const coded = (code: string, message = 'a message') => Object.assign(new Error(message), { code })
const failed = (cause: unknown) => new TypeError('fetch failed', { cause })

const neverSent: { readonly [what: string]: unknown } = {
  ECONNREFUSED: failed(system('connect', 'ECONNREFUSED')),
  ENOTFOUND: failed(system('getaddrinfo', 'ENOTFOUND', 'getaddrinfo ENOTFOUND api.notion.com')),
  EAI_AGAIN: failed(system('getaddrinfo', 'EAI_AGAIN')),
  EHOSTUNREACH: failed(system('connect', 'EHOSTUNREACH')),
  ENETUNREACH: failed(system('connect', 'ENETUNREACH')),
  'a code alone': failed(coded('ECONNREFUSED')),
  'a code of an unreachable network alone': failed(coded('ENETUNREACH')),
  'a connection that was not made in time': failed(system('connect', 'ETIMEDOUT')),
  'a connection that was not allowed': failed(system('connect', 'EPERM')),
  'a code at the top, as node-fetch gives it': Object.assign(
    coded('ECONNREFUSED', 'request to http://a/ failed, reason: connect ECONNREFUSED'),
    {
      type: 'system',
      errno: 'ECONNREFUSED',
    },
  ),
  'undici, no connection in time': failed(coded('UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error')),
  'undici, an address that is none': new TypeError('Failed to parse URL from http://[', {
    cause: coded('ERR_INVALID_URL', 'Invalid URL'),
  }),
  'a certificate that is over': failed(coded('CERT_HAS_EXPIRED', 'certificate has expired')),
  'a certificate of its own': failed(coded('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate')),
  'a certificate in a chain of its own': failed(coded('SELF_SIGNED_CERT_IN_CHAIN')),
  'a certificate for another name': failed(coded('ERR_TLS_CERT_ALTNAME_INVALID')),
  'a certificate that nobody vouches for': failed(coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE')),
  'TLS that never began': failed(
    coded('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
  ),
  'TLS with what speaks none': failed(coded('ERR_SSL_WRONG_VERSION_NUMBER')),
  'all addresses refused': failed(
    Object.assign(new AggregateError([system('connect', 'ECONNREFUSED'), system('connect', 'ENETUNREACH')]), {
      code: 'ECONNREFUSED',
    }),
  ),
  'all addresses refused or too slow': failed(
    Object.assign(new AggregateError([system('connect', 'ETIMEDOUT'), system('connect', 'ECONNREFUSED')]), {
      code: 'ETIMEDOUT',
    }),
  ),
  'all addresses refused, without a code of its own': failed(
    new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]),
  ),
  Bun: coded('ConnectionRefused', 'Unable to connect. Is the computer able to access the url?'),
  'Bun, no such name': coded('FailedToOpenSocket', 'Was there a typo in the url or port?'),
  Deno: new TypeError(
    'error sending request for url (http://localhost:1/): client error (Connect): tcp connect error: Connection refused (os error 111)',
  ),
  'Deno, no such name': new TypeError(
    'error sending request for url (http://a.invalid/): client error (Connect): dns error: failed to lookup address information',
  ),
}

const perhapsSent: { readonly [what: string]: unknown } = {
  ECONNRESET: failed(system('read', 'ECONNRESET', 'read ECONNRESET')),
  EPIPE: failed(system('write', 'EPIPE', 'write EPIPE')),
  'a read that times out': failed(system('read', 'ETIMEDOUT', 'read ETIMEDOUT')),
  'a host that became unreachable': failed(system('read', 'EHOSTUNREACH', 'read EHOSTUNREACH')),
  'a network that became unreachable': failed(system('write', 'ENETUNREACH', 'write ENETUNREACH')),
  'undici, the other side closed': failed(coded('UND_ERR_SOCKET', 'other side closed')),
  'undici, timeout of the headers': failed(coded('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error')),
  'one address refused, another lost': failed(
    Object.assign(
      new AggregateError([system('connect', 'ECONNREFUSED'), system('read', 'ECONNRESET', 'read ECONNRESET')]),
      {
        code: 'ECONNREFUSED',
      },
    ),
  ),
  'no errors at all': failed(new AggregateError([])),
  Chromium: new TypeError('Failed to fetch'),
  Firefox: new TypeError('NetworkError when attempting to fetch resource.'),
  Safari: new TypeError('Load failed'),
  workerd: new Error('Network connection lost.'),
  'a message that contains "certain" and "refused"': new Error('uncertain: connection refused to answer'),
  'a text': 'ECONNREFUSED',
  nothing: undefined,
}

const outcomeOf = async (transport: typeof fetchFetcher, fetch: Fetch, kind: CallKind) => {
  const { fetcher } = makeContext({ auth: 'ntn_secret', logLevel: 'silent', fetch }, transport)
  const result = await fetcher(aRequest({ kind, method: 'POST' }))()
  return result._tag === 'Left' && [result.left._tag, result.left.outcome]
}

for (const [name, transport] of [
  ['fetchFetcher', fetchFetcher],
  ['kyFetcher', kyFetcher],
] as const) {
  test.each(Object.entries(neverSent))(
    `error: over ${name}, a write was not applied after %s`,
    async (_what, thing) => {
      const fetch = () => Promise.reject(thing)
      expect(await outcomeOf(transport, fetch, 'once')).toEqual(['NetworkError', 'not-applied'])
    },
  )

  test.each(Object.entries(perhapsSent))(
    `error: over ${name}, the outcome of a write is unknown after %s`,
    async (_what, thing) => {
      const fetch = () => Promise.reject(thing)
      expect(await outcomeOf(transport, fetch, 'once')).toEqual(['NetworkError', 'unknown'])
      expect(await outcomeOf(transport, fetch, 'read')).toEqual(['NetworkError', 'not-applied'])
    },
  )

  test(`error: over ${name}, the outcome of a write is unknown after its response began, whatever the error`, async () => {
    const fetch = async () =>
      new Response(new ReadableStream({ start: (body) => body.error(failed(system('connect', 'ECONNREFUSED'))) }))
    expect(await outcomeOf(transport, fetch, 'once')).toEqual(['NetworkError', 'unknown'])
  })
}

/** A local URL with a port that is not open. */
const deserted = (): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(`http://localhost:${typeof address === 'object' ? address?.port : 0}`))
    })
  })

test('error: a write was not applied if a real connection is refused or the URL is invalid', async () => {
  const outcome = async (baseUrl: string) => {
    const { fetcher } = makeContext({ auth: 'ntn_secret', logLevel: 'silent', baseUrl }, fetchFetcher)
    const result = await fetcher(aRequest({ kind: 'once', method: 'POST' }))()
    return result._tag === 'Left' && [result.left._tag, result.left.outcome]
  }
  expect(await outcome(await deserted())).toEqual(['NetworkError', 'not-applied'])
  expect(await outcome('http://[::1')).toEqual(['NetworkError', 'not-applied'])
  expect(await outcome('http://127.0.0.1:9')).toEqual(['NetworkError', 'not-applied'])
})
