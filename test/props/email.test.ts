import { expect, test } from 'vitest'
import { email } from '../../src/props/email.js'
import { rejectedFields } from './cases.js'

test('default: builds an email from a text, and null empties the property', () => {
  expect(email('ada@example.com')).toEqual({ email: 'ada@example.com' })
  expect(email(null)).toEqual({ email: null })
})

test('default: a value of 200 characters is accepted', () => {
  expect(rejectedFields(email('x'.repeat(200)))).toEqual([])
})

test('error: a value of 201 characters is rejected', () => {
  expect(rejectedFields(email('x'.repeat(201)))).toEqual(['email'])
})
