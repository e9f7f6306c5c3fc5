import { expect, test } from 'vitest'
import { select } from '../../src/props/select.js'
import { configPaths, rejectedFields, writeBack } from './cases.js'
import { selectSample } from './samples/select.js'

test('default: builds an option from its name, and null empties the property', () => {
  expect(select('High')).toEqual({ select: { name: 'High' } })
  expect(select(null)).toEqual({ select: null })
})

test('params: an option with an id is sent by its id alone', () => {
  expect(select({ id: 'x@Yz', name: 'Renamed since', color: 'red' })).toEqual({ select: { id: 'x@Yz' } })
})

test('params: an empty name is sent and does not empty the property', () => {
  expect(select('')).toEqual({ select: { name: '' } })
})

test('behavior: a value that was read can be written back', () => {
  for (const value of selectSample.values) {
    expect(writeBack(select, select.read(value))).toEqual({ select: value.select && { id: value.select.id } })
  }
})

test('default: a name of 100 characters and an empty value are accepted', () => {
  expect(rejectedFields(select('x'.repeat(100)))).toEqual([])
  expect(rejectedFields({ select: null })).toEqual([])
})

test('error: a name of 101 characters is rejected', () => {
  expect(rejectedFields(select('x'.repeat(101)))).toEqual(['select.name'])
})

test('behavior: the name of an option with an id is not checked', () => {
  expect(rejectedFields({ select: { id: 'x@Yz', name: 'a, b' } })).toEqual([])
})

test('error: a configuration with an option without a color names the field', () => {
  expect(configPaths('select', { options: [{ id: 'o1', name: 'Doing' }] })).toEqual(['select.options[0].color'])
})
