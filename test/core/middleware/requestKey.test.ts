import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requestKey } from '../../../src/core/middleware/requestKey.js'
import { aRequest } from '../../support/fixtures.js'

const tenant = () => 'ada'

test('default: the key of a read names who asks and what for', async () => {
  expect(await requestKey(aRequest({ query: { page_size: 5 } }), tenant)).toBe(
    `ada getPage GET ${aRequest().path}?page_size=5 undefined`,
  )
})

test('behavior: bodies that say the same have the same key, in whatever order their names are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (body) => {
      const reversed = Object.fromEntries(Object.entries(body).reverse())
      expect(await requestKey(aRequest({ body: reversed }), tenant)).toBe(await requestKey(aRequest({ body }), tenant))
    }),
  )
})

test('behavior: bodies that say different things have different keys', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (one, other) => {
      const sameText = JSON.stringify(one) === JSON.stringify(other)
      fc.pre(!sameText && typeof one !== 'object')
      expect(await requestKey(aRequest({ body: one }), tenant)).not.toBe(
        await requestKey(aRequest({ body: other }), tenant),
      )
    }),
  )
})

test('behavior: there is no key where nobody knows who asks, or the body is no JSON', async () => {
  const unknown = () => {
    throw new Error('who?')
  }
  expect(await requestKey(aRequest(), unknown)).toBeUndefined()
  expect(await requestKey(aRequest({ body: 1n }), tenant)).toBeUndefined()
  expect(await requestKey(aRequest(), () => Promise.reject(new Error('who?')))).toBeUndefined()
})
