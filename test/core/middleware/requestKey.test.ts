import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { hashOfHeaders, requestKey } from '../../../src/core/middleware/requestKey.js'
import { aRequest } from '../../support/fixtures.js'

const keyOf = (over: Partial<NotionRequest<unknown>> = {}) => requestKey(aRequest(over), 'ada', 'strict')

test('default: the key contains the tenant, the validation and the call', () => {
  expect(keyOf({ query: { page_size: 5 } })).toBe(`ada strict getPage GET ${aRequest().path}?page_size=5 `)
})

test('behavior: the order of keys in the body does not affect the key', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
      const reversed = Object.fromEntries(Object.entries(body).reverse())
      expect(keyOf({ body: reversed })).toBe(keyOf({ body }))
    }),
  )
})

test('behavior: different bodies have different keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const sameText = JSON.stringify(one) === JSON.stringify(other)
      fc.pre(!sameText && typeof one !== 'object')
      expect(keyOf({ body: one })).not.toBe(keyOf({ body: other }))
    }),
  )
})

test('behavior: a call with a custom codec has a different key from the operation of the same name', () => {
  expect(new Set([keyOf(), keyOf({ codec: null })]).size).toBe(2)
})

test.each<[string, Partial<NotionRequest<unknown>>]>([
  ['the body is not JSON', { body: 1n }],
  ['the call has secrets', { secret: { credentials: 'x', words: [], redact: (error) => error } }],
  ['a function creates the body', { content: () => 'a form' }],
  ['the response is a stream', { stream: { headers: {}, open: () => E.right('once') } }],
])('behavior: there is no key if %s', (_name, over) => {
  expect(keyOf(over)).toBeUndefined()
})

test('behavior: there is no key if the tenant is unknown', () => {
  expect(requestKey(aRequest(), null, 'strict')).toBeUndefined()
})

test.each([
  'traceparent',
  'TraceState',
  'baggage',
  'b3',
  'X-B3-TraceId',
  'x-request-id',
  'X-Correlation-ID',
  'sentry-trace',
  'x-trace',
  'x-trace-id',
  'x-amzn-trace-id',
  'X-Cloud-Trace-Context',
  'x-datadog-parent-id',
  'uber-trace-id',
])('behavior: the key does not depend on the tracing header %s', (name) => {
  expect(keyOf({ headers: { [name]: '1' } })).toBe(keyOf())
})

test.each([
  'accept-language',
  'x-key',
  'x-tenant-id',
  'cookie',
  'x-traceable',
  'idempotency-key',
  'x-parent-id',
  'b3x',
])('behavior: the key depends on the header %s', async (name) => {
  const keys = await Promise.all(['1', '2'].map((value) => keyOf({ headers: { [name]: value, traceparent: '3' } })))
  expect(new Set([...keys, keyOf()]).size).toBe(3)
  expect(await keyOf({ headers: { [name.toUpperCase()]: '1' } })).toBe(keys[0])
})

test('behavior: the hash function caches only its last result', async () => {
  const hash = hashOfHeaders()
  const first = await hash('a')
  expect(hash('a')).toBe(first)
  const second = await hash('b')
  expect([hash('b'), await hash('a')]).toEqual([second, first])
  expect(second).not.toBe(first)
})
