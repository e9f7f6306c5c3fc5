import { expect, test } from 'vitest'
import { date } from '../../src/props/date.js'
import { rejectedFields, writeBack } from './cases.js'
import { dateSample } from './samples/date.js'

test('default: builds a date from a string, and null empties the property', () => {
  expect(date('2026-03-11')).toEqual({ date: { start: '2026-03-11' } })
  expect(date(null)).toEqual({ date: null })
})

test('params: a date is a string, a Date, or a range of either', () => {
  const moment = new Date(Date.UTC(2026, 2, 11, 9, 30))
  const text = '2026-03-11T09:30:00.000Z'
  expect(date(moment)).toEqual({ date: { start: text } })
  expect(date({ start: moment, end: moment })).toEqual({ date: { start: text, end: text } })
  expect(date({ start: '2026-03-11T09:30', time_zone: 'Europe/Paris' })).toEqual({
    date: { start: '2026-03-11T09:30', time_zone: 'Europe/Paris' },
  })
})

test('params: an invalid Date neither throws nor empties the property', () => {
  expect(date(new Date(Number.NaN))).toEqual({ date: { start: null } })
})

test('behavior: a value that was read can be written back', () => {
  expect(dateSample.values.map((value) => writeBack(date, date.read(value)))).toEqual([
    { date: { start: '2026-03-11', time_zone: null } },
    { date: { start: '2026-03-11', end: '2026-03-12', time_zone: null } },
    { date: null },
  ])
})

test('default: a date is accepted', () => {
  expect(rejectedFields(date('2026-03-11'))).toEqual([])
})

test('error: an invalid Date is rejected', () => {
  expect(rejectedFields(date(new Date(Number.NaN)))).toEqual(['date.start'])
})
