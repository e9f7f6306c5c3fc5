import { expect, test } from 'vitest'
import { url } from '../../src/props/url.js'
import { rejectedFields } from './cases.js'

test('default: builds a URL from a text, and null empties the property', () => {
  expect(url('https://example.com')).toEqual({ url: 'https://example.com' })
  expect(url(null)).toEqual({ url: null })
})

test('default: a value of 2000 characters is accepted', () => {
  expect(rejectedFields(url('x'.repeat(2000)))).toEqual([])
})

test('error: a value of 2001 characters is rejected', () => {
  expect(rejectedFields(url('x'.repeat(2001)))).toEqual(['url'])
})
