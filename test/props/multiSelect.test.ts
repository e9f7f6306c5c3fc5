import { expect, test } from 'vitest'
import { multiSelect } from '../../src/props/multiSelect.js'
import { configPaths, rejectedFields } from './cases.js'

test('default: builds options from their names, and an empty array empties the property', () => {
  expect(multiSelect(['a', 'b'])).toEqual({ multi_select: [{ name: 'a' }, { name: 'b' }] })
  expect(multiSelect([])).toEqual({ multi_select: [] })
})

test('params: an option with an id is sent by its id alone, and any other as it is given', () => {
  expect(
    multiSelect([
      { name: 'New', color: 'blue' },
      { id: 'q', name: 'Low' },
    ]),
  ).toEqual({ multi_select: [{ name: 'New', color: 'blue' }, { id: 'q' }] })
})

test('default: 100 options are accepted', () => {
  expect(rejectedFields(multiSelect(Array.from({ length: 100 }, (_, index) => `${index}`)))).toEqual([])
})

test('error: 101 options are rejected', () => {
  expect(rejectedFields(multiSelect(Array.from({ length: 101 }, (_, index) => `${index}`)))).toEqual(['multi_select'])
})

test('error: a name with a comma is rejected', () => {
  expect(rejectedFields(multiSelect(['fine', 'not, fine']))).toEqual(['multi_select[1].name'])
})

test('error: a configuration without options names the field', () => {
  expect(configPaths('multi_select', {})).toEqual(['multi_select.options'])
})
