import { expect, test } from 'vitest'
import { url } from '../../src/props/url.js'
import { rejectedFields } from './cases.js'

test('default: builds the value from a text, and null empties the property', () => {
  expect(url('https://example.com')).toEqual({ url: 'https://example.com' })
  expect(url(null)).toEqual({ url: null })
})

test('default: 2000 characters are accepted', () => {
  expect(rejectedFields(url('x'.repeat(2000)))).toEqual([])
})

test('error: 2001 characters are rejected', () => {
  expect(rejectedFields(url('x'.repeat(2001)))).toEqual(['url'])
})
