import { expect, test } from 'vitest'
import { phoneNumber } from '../../src/props/phoneNumber.js'
import { rejectedFields } from './cases.js'

test('default: builds the value from a text, and null empties the property', () => {
  expect(phoneNumber('+33 1')).toEqual({ phone_number: '+33 1' })
  expect(phoneNumber(null)).toEqual({ phone_number: null })
})

test('default: 200 characters are accepted', () => {
  expect(rejectedFields(phoneNumber('x'.repeat(200)))).toEqual([])
})

test('error: 201 characters are rejected', () => {
  expect(rejectedFields(phoneNumber('x'.repeat(201)))).toEqual(['phone_number'])
})
