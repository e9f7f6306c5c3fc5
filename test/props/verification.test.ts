import { expect, test } from 'vitest'
import { type Verification, verification } from '../../src/props/verification.js'
import { writeBack } from './cases.js'
import { verificationSample } from './samples/verification.js'

const date = { start: '2026-02-10T15:00:00.000Z', end: '2026-02-17T15:00:00.000Z' }

test('default: builds a verification, and null removes it', () => {
  expect(verification({ state: 'verified' })).toEqual({ verification: { state: 'verified' } })
  expect(verification(null)).toEqual({ verification: { state: 'unverified' } })
})

test('params: a verification may have a date', () => {
  expect(verification({ state: 'verified', date })).toEqual({ verification: { state: 'verified', date } })
  expect(verification({ state: 'unverified' })).toEqual({ verification: { state: 'unverified' } })
})

test('behavior: an expired verification is sent as unverified', () => {
  const expired: Verification = { state: 'expired', date: { ...date, time_zone: null }, verified_by: null }
  expect(verification(expired)).toEqual({ verification: { state: 'unverified' } })
})

test('behavior: a value that was read can be written back', () => {
  expect(verificationSample.values.map((value) => writeBack(verification, verification.read(value)))).toMatchObject([
    { verification: { state: 'verified', date: { start: '2026-02-10T15:00:00.000Z' } } },
    { verification: { state: 'unverified' } },
    { verification: { state: 'unverified' } },
  ])
})
