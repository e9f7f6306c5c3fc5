import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../src/core/schema/decode.js'
import { PropertyValue } from '../../src/props/propertyValue.js'
import { propertyPayloads, RollupItem } from '../../src/props/rollup.js'
import { samples } from './samples.js'

const values = Object.values(samples).flat()

/** Where a value differs, as paths. */
const pathsIn = (json: unknown): ReadonlyArray<string> => {
  const result = decodeWith(PropertyValue)(json)
  return E.isLeft(result) ? result.left.map(({ path }) => path) : []
}

test.each(values.map((value) => [value.type, value] as const))('default: %s is decoded as it is', (_type, value) => {
  const result = decodeWith(PropertyValue)(value)
  expect(E.isRight(result) && result.right).toBe(value)
})

test('default: there is a sample of every type', () => {
  expect(Object.keys(samples).sort()).toEqual(Object.keys(propertyPayloads).sort())
})

test('behavior: a type that is not known passes with whatever it holds', () => {
  const value = { id: 'v', type: 'last_visited_time', last_visited_time: { by: [1] } }
  expect(decodeWith(PropertyValue)(value)).toEqual(E.right(value))
})

test('behavior: fields that are not known pass', () => {
  for (const value of values) expect(PropertyValue.is({ ...value, new_field: 1 })).toBe(true)
})

test.each(values.map((value) => [value.type, value] as const))(
  'error: %s is refused without its payload',
  (type, value) => {
    expect(PropertyValue.is({ ...value, [type]: undefined })).toBe(false)
    expect(new Set(pathsIn({ ...value, [type]: undefined }))).toEqual(new Set([type]))
  },
)

test('error: a value without an id or type, or whose has_more is no boolean, is refused', () => {
  expect(PropertyValue.is({ type: 'number', number: 1 })).toBe(false)
  expect(PropertyValue.is({ id: 'n', number: 1 })).toBe(false)
  expect(PropertyValue.is({ id: 'r', type: 'relation', relation: [], has_more: 'yes' })).toBe(false)
})

test('error: the fault is named however deep it is', () => {
  const array = [
    { type: 'number', number: 1 },
    { type: 'people', people: [{ object: 'user' }] },
  ]
  const value = { id: 'u', type: 'rollup', rollup: { function: 'show_original', type: 'array', array } }
  expect(pathsIn(value)).toContain('rollup.array[1].people[0].id')
  expect(pathsIn(value).every((path) => path.startsWith('rollup.array[1].people[0].'))).toBe(true)
})

test('default: an element of a rollup is a value without an id', () => {
  for (const { id, ...item } of values) {
    expect(id).not.toBe('')
    expect(RollupItem.is(item)).toBe(true)
  }
})

test('behavior: nothing throws, whatever it is', () => {
  const odd = fc
    .record({ id: fc.string(), type: fc.constantFrom(...Object.keys(samples)) })
    .chain((base) => fc.anything().map((payload) => ({ ...base, [base.type]: payload })))
  fc.assert(
    fc.property(fc.oneof(fc.anything(), odd), (value) => {
      expect(E.isRight(decodeWith(PropertyValue)(value))).toBe(PropertyValue.is(value))
    }),
  )
})
