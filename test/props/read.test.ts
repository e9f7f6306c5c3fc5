import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import * as P from '../../src/props/index.js'
import { type PropertyValue, PropertyValue as PropertyValueCodec } from '../../src/props/propertyValue.js'
import { readers, samples } from './samples.js'

const day = { start: '2026-03-11', end: null, time_zone: null }

const rows = Object.values(readers)
const values: ReadonlyArray<PropertyValue> = Object.values(samples).flat()

test.each(rows)('default: $prop.type reads as a plain value', ({ prop, reads }) => {
  expect(samples[prop.type].map((value) => prop.read(value))).toEqual(reads.map(E.right))
})

test.each(rows)('default: the codec of $prop.type takes what Notion gives', ({ prop, codec }) => {
  for (const value of samples[prop.type]) expect([value, codec.is(value)]).toEqual([value, true])
})

test.each(rows)('default: $prop.type is named as Notion names it', ({ prop }) => {
  expect(samples[prop.type].map(({ type }) => type)).toEqual(samples[prop.type].map(() => prop.type))
})

test.each(rows)('error: $prop.type does not read a value of another type', ({ prop }) => {
  for (const value of values) {
    if (value.type !== prop.type) expect(prop.read(value)).toEqual(E.left({ expected: prop.type, actual: value.type }))
  }
})

test.each(rows)(
  'error: the codec of $prop.type refuses what is of another type, has no id, or another payload',
  (row) => {
    const { prop, codec } = row
    for (const value of values) if (value.type !== prop.type) expect(codec.is(value)).toBe(false)
    const [value] = samples[prop.type]
    expect(codec.is({ ...value, id: undefined })).toBe(false)
    expect(codec.is({ ...value, [prop.type]: Symbol('neither') })).toBe(false)
    expect(codec.is({ ...value, has_more: 'yes' })).toBe(false)
  },
)

test('behavior: the codecs agree with the codec of all values', () => {
  for (const { prop, codec } of rows) {
    for (const value of samples[prop.type]) expect(codec.is(value)).toBe(PropertyValueCodec.is(value))
    const broken = { id: 'b', type: prop.type, [prop.type]: 0n }
    expect(codec.is(broken)).toBe(PropertyValueCodec.is(broken))
  }
})

test('behavior: an element of a rollup is read as a value is', () => {
  expect(P.number.read({ type: 'number', number: 4 })).toEqual(E.right(4))
  expect(P.title.read({ type: 'number', number: 4 })).toEqual(E.left({ expected: 'title', actual: 'number' }))
})

test('behavior: a formula or rollup of an unknown type is unavailable, not empty', () => {
  const formula = PropertyValueCodec.decode({ id: 'x', type: 'formula', formula: { type: 'map', map: {} } })
  const rollup = PropertyValueCodec.decode({
    id: 'u',
    type: 'rollup',
    rollup: { function: 'sum', type: 'map', map: {} },
  })
  expect(E.isRight(formula) && P.formula.read(formula.right)).toEqual(E.right({ unavailable: 'map' }))
  expect(E.isRight(rollup) && P.rollup.read(rollup.right)).toEqual(E.right({ unavailable: 'map' }))
})

test('behavior: isUnavailable tells a missing value from all others', () => {
  expect(P.isUnavailable({ unavailable: 'unsupported' })).toBe(true)
  for (const value of [null, undefined, 'late', 3.5, true, day, []]) expect(P.isUnavailable(value)).toBe(false)
})

test('behavior: no reader throws, whatever it is given', () => {
  const payload = fc.oneof(fc.anything(), fc.constant(null), fc.array(fc.constantFrom(null, undefined, 0, {})))
  fc.assert(
    fc.property(fc.constantFrom(...rows), payload, fc.boolean(), ({ prop }, given, whole) => {
      const value = whole ? given : { id: 'a', type: prop.type, [prop.type]: given }
      const result = prop.read(unsafeCast(value))
      expect(E.isLeft(result) || E.isRight(result)).toBe(true)
    }),
  )
})

test('error: a payload of another shape, where nothing was validated, is a mismatch', () => {
  const broken = unsafeCast<PropertyValue>({ id: 'title', type: 'title', title: null })
  expect(P.title.read(broken)).toEqual(E.left({ expected: 'title', actual: 'title' }))
})
