import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import { PropertyValue } from '../../src/props/propertyValue.js'
import { sampleValues } from './cases.js'
import { samples } from './samples/index.js'

const rows = Object.values(samples)

test.each(rows)('default: $type is read as a plain value', ({ prop, values: own, reads }) => {
  expect(own.map((value) => prop.read(value))).toEqual(reads.map(E.right))
})

test.each(rows)('default: the codec of $type accepts every value of the API', ({ values: own, codec }) => {
  for (const value of own) expect([value, codec.is(value)]).toEqual([value, true])
})

test.each(rows)('default: the prop of $type has the name of the type', ({ type, prop, values: own }) => {
  expect(prop.type).toBe(type)
  expect(own.map((value) => value.type)).toEqual(own.map(() => type))
})

test.each(rows)('error: $type does not read a value of another type', ({ type, prop }) => {
  for (const value of sampleValues) {
    if (value.type !== type) expect(prop.read(value)).toEqual(E.left({ expected: type, actual: value.type }))
  }
})

test.each(rows)(
  'error: the codec of $type rejects values of other types, without an id, or with another payload',
  ({ type, codec, values: own }) => {
    for (const value of sampleValues) if (value.type !== type) expect(codec.is(value)).toBe(false)
    const [value] = own
    expect(codec.is({ ...value, id: undefined })).toBe(false)
    expect(codec.is({ ...value, [type]: Symbol('neither') })).toBe(false)
    expect(codec.is({ ...value, has_more: 'yes' })).toBe(false)
  },
)

test('behavior: the codecs agree with the codec of all values', () => {
  for (const { type, codec, values: own } of rows) {
    for (const value of own) expect(codec.is(value)).toBe(PropertyValue.is(value))
    const broken = { id: 'b', type, [type]: 0n }
    expect(codec.is(broken)).toBe(PropertyValue.is(broken))
  }
})

test('behavior: no reader throws, for any input', () => {
  const payload = fc.oneof(fc.anything(), fc.constant(null), fc.array(fc.constantFrom(null, undefined, 0, {})))
  fc.assert(
    fc.property(fc.constantFrom(...rows), payload, fc.boolean(), ({ prop }, given, whole) => {
      const value = whole ? given : { id: 'a', type: prop.type, [prop.type]: given }
      const result = prop.read(unsafeCast(value))
      expect(E.isLeft(result) || E.isRight(result)).toBe(true)
    }),
  )
})
