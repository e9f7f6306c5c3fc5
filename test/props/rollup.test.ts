import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../src/core/schema/decode.js'
import { PropertyValue } from '../../src/props/propertyValue.js'
import { RollupItem, rollup } from '../../src/props/rollup.js'
import { aConfig, configPaths, decodeConfig, sampleValues } from './cases.js'
import { rollupSample } from './samples/rollup.js'

test('behavior: a result of an unknown type is unavailable, not empty', () => {
  const value = PropertyValue.decode({ id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'map', map: {} } })
  expect(E.isRight(value) && rollup.read(value.right)).toEqual(E.right({ unavailable: 'map' }))
})

test('default: an element of an array is a value without an id, of any type', () => {
  for (const { id, ...item } of sampleValues) {
    expect(id).not.toBe('')
    expect(RollupItem.is(item)).toBe(true)
  }
})

test('error: a mismatch inside an element names its whole path', () => {
  const array = [
    { type: 'number', number: 1 },
    { type: 'people', people: [{ object: 'user' }] },
  ]
  const result = decodeWith(PropertyValue)({
    id: 'u',
    type: 'rollup',
    rollup: { function: 'show_original', type: 'array', array },
  })
  const paths = E.isLeft(result) ? result.left.map(({ path }) => path) : []
  expect(paths).toContain('rollup.array[1].people[0].id')
  expect(paths.every((path) => path.startsWith('rollup.array[1].people[0].'))).toBe(true)
})

test('behavior: a configuration with an unknown function is decoded', () => {
  const config = aConfig('rollup', { ...rollupSample.config, function: 'a new function' })
  expect(decodeConfig(config)).toEqual(E.right(config))
})

test('error: a configuration with a function that is not a string names the field', () => {
  expect(configPaths('rollup', { ...rollupSample.config, function: 1 })).toEqual(['rollup.function'])
})
