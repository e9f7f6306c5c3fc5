import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { number } from '../../src/props/number.js'
import { aConfig, configPaths, decodeConfig, rejectedFields, writeBack } from './cases.js'
import { numberSample } from './samples/number.js'

test('default: builds a number, and null empties the property', () => {
  expect(number(3)).toEqual({ number: 3 })
  expect(number(null)).toEqual({ number: null })
})

test('behavior: returns a new object for each call', () => {
  expect(number(1)).not.toBe(number(1))
})

test('behavior: reads an element of a rollup like a value', () => {
  expect(number.read({ type: 'number', number: 4 })).toEqual(E.right(4))
})

test('behavior: a value that was read can be written back', () => {
  for (const value of numberSample.values) {
    expect(writeBack(number, number.read(value))).toEqual({ number: value.number })
  }
})

test('default: zero is accepted', () => {
  expect(rejectedFields(number(0))).toEqual([])
})

test.each([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
])('error: %s, which JSON cannot represent, is rejected', (_what, value) => {
  expect(rejectedFields(number(value))).toEqual(['number'])
})

test('behavior: a configuration with an unknown format is decoded', () => {
  const config = aConfig('number', { format: 'a new format' })
  expect(decodeConfig(config)).toEqual(E.right(config))
})

test('error: a configuration without a format names the field', () => {
  expect(configPaths('number', {})).toEqual(['number.format'])
})
