import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Query } from '../../../src/core/call/call.js'
import { decoded, encoded, pathOf } from '../../../src/core/call/url.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'

test('default: pathOf appends the query to the path', () => {
  expect(pathOf({ path: 'users' })).toBe('users')
  expect(pathOf({ path: 'users', query: { page_size: 5, start_cursor: 'a b', flag: false } })).toBe(
    'users?page_size=5&start_cursor=a+b&flag=false',
  )
})

test('params: a list repeats the name of its parameter', () => {
  expect(pathOf({ path: 'pages/1', query: { filter_properties: ['title', ':UPp'] } })).toBe(
    'pages/1?filter_properties=title&filter_properties=%3AUPp',
  )
})

test('params: undefined, null and empty lists are left out', () => {
  const query = unsafeCast<Query>({ a: undefined, b: null, c: [] })
  expect(pathOf({ path: 'users', query })).toBe('users')
})

test('behavior: a query parses back to its values', () => {
  const word = fc.string({ minLength: 1, unit: 'grapheme' })
  fc.assert(
    fc.property(fc.dictionary(word, fc.oneof(word, fc.array(word, { minLength: 1 }))), (query) => {
      const { searchParams } = new URL(`https://api.notion.com/${pathOf({ path: 'users', query })}`)
      for (const [name, value] of Object.entries(query)) {
        expect(searchParams.getAll(name)).toEqual(typeof value === 'string' ? [value] : value)
      }
    }),
  )
})

test('default: decoded decodes a valid encoding and returns any other string unchanged', () => {
  expect([decoded('%3AUPp'), decoded(':UPp'), decoded('100%'), decoded('%zz')]).toEqual([':UPp', ':UPp', '100%', '%zz'])
})

test('behavior: any string can be encoded, and decodes to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decoded(encoded(text))).toBe(text)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(encoded(text)).toMatch(/^[\x21-\x7e]*$/)
    }),
  )
  expect(encoded('\ud800')).toBe('%EF%BF%BD')
})
