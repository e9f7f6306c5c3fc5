import { expect, test } from 'vitest'
import { phoneNumber } from '../../src/props/phoneNumber.js'
import { rejectedFields } from './cases.js'

test('default: builds a phone number from a text, and null empties the property', () => {
  expect(phoneNumber('+33 1')).toEqual({ phone_number: '+33 1' })
  expect(phoneNumber(null)).toEqual({ phone_number: null })
})

test('default: a value of 200 characters is accepted', () => {
  expect(rejectedFields(phoneNumber('x'.repeat(200)))).toEqual([])
})

test('error: a value of 201 characters is rejected', () => {
  expect(rejectedFields(phoneNumber('x'.repeat(201)))).toEqual(['phone_number'])
})
