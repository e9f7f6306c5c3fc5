import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../src/core/schema/decode.js'
import { PropertyValue } from '../../src/props/propertyValue.js'
import { propertyPayloads } from '../../src/props/rollup.js'
import { aText } from '../support/fixtures.js'
import { sampleValues } from './cases.js'
import { samples } from './samples/index.js'

const values = sampleValues

/** The paths of all mismatches. */
const pathsIn = (json: unknown): ReadonlyArray<string> => {
  const result = decodeWith(PropertyValue)(json)
  return E.isLeft(result) ? result.left.map(({ path }) => path) : []
}

test.each(values.map((value) => [value.type, value] as const))('default: %s is decoded unchanged', (_type, value) => {
  const result = decodeWith(PropertyValue)(value)
  expect(E.isRight(result) && result.right).toBe(value)
})

test('default: the samples have every type', () => {
  expect(Object.keys(samples).sort()).toEqual(Object.keys(propertyPayloads).sort())
})

test('behavior: an unknown type is passed through', () => {
  const value = { id: 'v', type: 'last_visited_time', last_visited_time: { by: [1] } }
  expect(decodeWith(PropertyValue)(value)).toEqual(E.right(value))
})

test('behavior: unknown fields are passed through', () => {
  for (const value of values) expect(PropertyValue.is({ ...value, new_field: 1 })).toBe(true)
})

test.each(values.map((value) => [value.type, value] as const))(
  'error: %s without its payload is rejected',
  (type, value) => {
    expect(PropertyValue.is({ ...value, [type]: undefined })).toBe(false)
    expect(new Set(pathsIn({ ...value, [type]: undefined }))).toEqual(new Set([type]))
  },
)

test('error: a value without an id or type, or with a has_more that is not a boolean, is rejected', () => {
  expect(PropertyValue.is({ type: 'number', number: 1 })).toBe(false)
  expect(PropertyValue.is({ id: 'n', number: 1 })).toBe(false)
  expect(PropertyValue.is({ id: 'r', type: 'relation', relation: [], has_more: 'yes' })).toBe(false)
})

const option = { id: 'o', name: 'Next', color: 'blue' }
const { annotations, ...text } = aText('Text')

test.each([
  ...Object.keys(option).map((field) => ['select', field, { ...option, [field]: 1 }] as const),
  ...Object.keys(annotations).map(
    (field) =>
      ['rich_text', `[0].annotations.${field}`, [{ ...text, annotations: { ...annotations, [field]: 1 } }]] as const,
  ),
])('error: %s is rejected if %s has another type', (type, field, payload) => {
  const value = { id: 'v', type, [type]: payload }
  expect(PropertyValue.is(value)).toBe(false)
  expect(pathsIn(value)).toEqual([field.startsWith('[') ? type + field : `${type}.${field}`])
})

test('behavior: never throws, for any input', () => {
  const odd = fc
    .record({ id: fc.string(), type: fc.constantFrom(...Object.keys(samples)) })
    .chain((base) => fc.anything().map((payload) => ({ ...base, [base.type]: payload })))
  fc.assert(
    fc.property(fc.oneof(fc.anything(), odd), (value) => {
      expect(E.isRight(decodeWith(PropertyValue)(value))).toBe(PropertyValue.is(value))
    }),
  )
})
