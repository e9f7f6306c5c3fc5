import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import * as P from '../../src/props/index.js'
import type { PropertyType } from '../../src/props/propertyTables.js'
import { type PropertyValue, PropertyValue as PropertyValueCodec } from '../../src/props/propertyValue.js'
import { anId, aUser } from '../support/fixtures.js'
import { samples } from './samples.js'

const day = { start: '2026-03-11', end: null, time_zone: null }

const option = { id: 'x@Yz', name: 'High', color: 'red' }

/** Every prop with its codec, and what its samples read as, in their order. */
const table: {
  readonly [Known in PropertyType]: {
    readonly prop: P.ReadOnlyProp<Known, unknown>
    readonly codec: { readonly is: (value: unknown) => boolean }
    readonly reads: ReadonlyArray<unknown>
  }
} = {
  button: { prop: P.button, codec: P.ButtonPropertyValue, reads: [{}] },
  checkbox: { prop: P.checkbox, codec: P.CheckboxPropertyValue, reads: [true, false] },
  created_by: { prop: P.createdBy, codec: P.CreatedByPropertyValue, reads: [aUser(), { object: 'user', id: anId(2) }] },
  created_time: { prop: P.createdTime, codec: P.CreatedTimePropertyValue, reads: ['2026-01-02T03:04:00.000Z'] },
  date: { prop: P.date, codec: P.DatePropertyValue, reads: [day, { ...day, end: '2026-03-12' }, null] },
  email: { prop: P.email, codec: P.EmailPropertyValue, reads: ['ada@example.com', null] },
  files: { prop: P.files, codec: P.FilesPropertyValue, reads: samples.files.map(({ files }) => files) },
  formula: {
    prop: P.formula,
    codec: P.FormulaPropertyValue,
    reads: ['late', 3.5, true, day, { unavailable: 'unsupported' }, null],
  },
  last_edited_by: {
    prop: P.lastEditedBy,
    codec: P.LastEditedByPropertyValue,
    reads: [{ object: 'user', id: anId(2) }],
  },
  last_edited_time: {
    prop: P.lastEditedTime,
    codec: P.LastEditedTimePropertyValue,
    reads: ['2026-01-02T03:05:00.000Z'],
  },
  multi_select: {
    prop: P.multiSelect,
    codec: P.MultiSelectPropertyValue,
    reads: [[option, { id: 'q', name: 'Low', color: 'red' }], []],
  },
  number: { prop: P.number, codec: P.NumberPropertyValue, reads: [-0.5, null] },
  people: {
    prop: P.people,
    codec: P.PeoplePropertyValue,
    reads: [[aUser(), { object: 'user', id: anId(5) }, { object: 'group', id: anId(6), name: 'Everyone' }], []],
  },
  phone_number: { prop: P.phoneNumber, codec: P.PhoneNumberPropertyValue, reads: ['+33 1 23 45 67 89', null] },
  place: { prop: P.place, codec: P.PlacePropertyValue, reads: samples.place.map(({ place }) => place) },
  relation: { prop: P.relation, codec: P.RelationPropertyValue, reads: [[anId(7), anId(8)], []] },
  rich_text: { prop: P.richText, codec: P.RichTextPropertyValue, reads: ['Two runs', ''] },
  rollup: {
    prop: P.rollup,
    codec: P.RollupPropertyValue,
    reads: [
      12,
      day,
      [{ type: 'number', number: 4 }],
      { unavailable: 'incomplete' },
      { unavailable: 'unsupported' },
      null,
    ],
  },
  select: { prop: P.select, codec: P.SelectPropertyValue, reads: [option, null] },
  status: {
    prop: P.status,
    codec: P.StatusPropertyValue,
    reads: [{ id: '1', name: 'Not started', color: 'default' }, null],
  },
  title: { prop: P.title, codec: P.TitlePropertyValue, reads: ['Write the report', ''] },
  unique_id: {
    prop: P.uniqueId,
    codec: P.UniqueIdPropertyValue,
    reads: [
      { prefix: 'TASK', number: 12 },
      { prefix: null, number: null },
    ],
  },
  url: { prop: P.url, codec: P.UrlPropertyValue, reads: ['https://example.com', null] },
  verification: {
    prop: P.verification,
    codec: P.VerificationPropertyValue,
    reads: samples.verification.map(({ verification }) => verification),
  },
}

const rows = Object.values(table)
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
