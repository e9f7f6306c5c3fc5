import { expect, test } from 'vitest'
import { email } from '../../src/props/email.js'
import { rejectedFields } from './cases.js'

test('default: builds the value from a text, and null empties the property', () => {
  expect(email('ada@example.com')).toEqual({ email: 'ada@example.com' })
  expect(email(null)).toEqual({ email: null })
})

test('default: 200 characters are accepted', () => {
  expect(rejectedFields(email('x'.repeat(200)))).toEqual([])
})

test('error: 201 characters are rejected', () => {
  expect(rejectedFields(email('x'.repeat(201)))).toEqual(['email'])
})
