import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { hashOfHeaders, requestKey } from '../../../src/core/middleware/requestKey.js'
import { aRequest } from '../../support/fixtures.js'

const keyOf = (over: Partial<NotionRequest<unknown>> = {}) => requestKey(aRequest(over), 'ada', 'strict')

test('default: the key of a read names who asks, how the answer is checked, and the call', () => {
  expect(keyOf({ query: { page_size: 5 } })).toBe(`ada strict getPage GET ${aRequest().path}?page_size=5 `)
})

test('behavior: bodies that say the same have the same key, in whatever order their names are', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
      const reversed = Object.fromEntries(Object.entries(body).reverse())
      expect(keyOf({ body: reversed })).toBe(keyOf({ body }))
    }),
  )
})

test('behavior: bodies that say different things have different keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const sameText = JSON.stringify(one) === JSON.stringify(other)
      fc.pre(!sameText && typeof one !== 'object')
      expect(keyOf({ body: one })).not.toBe(keyOf({ body: other }))
    }),
  )
})

test('behavior: a call with a codec of its own is not the operation that it is named after', () => {
  expect(new Set([keyOf(), keyOf({ codec: null })]).size).toBe(2)
})

test.each<[string, Partial<NotionRequest<unknown>>]>([
  ['the body is no JSON', { body: 1n }],
  ['what is asked for is a secret', { secret: { credentials: 'x', words: [], redact: (error) => error } }],
  ['the body is made by a function', { content: () => 'a form' }],
  ['the answer is a stream', { stream: { headers: {}, open: () => E.right('once') } }],
])('behavior: there is no key where %s', (_name, over) => {
  expect(keyOf(over)).toBeUndefined()
})

test('behavior: there is no key where nobody knows who asks', () => {
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
])('behavior: a header of tracing is no part of the key: %s', (name) => {
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
])('behavior: any other header is: %s', async (name) => {
  const keys = await Promise.all(['1', '2'].map((value) => keyOf({ headers: { [name]: value, traceparent: '3' } })))
  expect(new Set([...keys, keyOf()]).size).toBe(3)
  expect(await keyOf({ headers: { [name.toUpperCase()]: '1' } })).toBe(keys[0])
})

test('behavior: a hash remembers the headers before, and only those', async () => {
  const hash = hashOfHeaders()
  const first = await hash('a')
  expect(hash('a')).toBe(first)
  const second = await hash('b')
  expect([hash('b'), await hash('a')]).toEqual([second, first])
  expect(second).not.toBe(first)
})
