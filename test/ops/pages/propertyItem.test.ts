import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { isPropertyItemList, PageProperty } from '../../../src/ops/pages/propertyItem.js'
import { anId, aText, aUser } from '../../support/fixtures.js'
import { aCheckboxItem, aRelation } from '../../support/propertyItems.js'

const decode = decodeWith(PageProperty)
const date = { start: '2026-03-11', end: null, time_zone: null }
const option = { id: 'an id', name: 'Doing', color: 'blue' }
const rollup = { type: 'number', number: 3, function: 'sum' }

const payloads: ReadonlyArray<readonly [type: string, payload: unknown]> = [
  ['button', {}],
  ['checkbox', false],
  ['created_by', aUser()],
  ['created_time', '2026-01-02T03:04:00.000Z'],
  ['date', date],
  ['email', null],
  ['files', [{ name: 'a.png', type: 'external', external: { url: 'https://example.com/a.png' } }]],
  ['formula', { type: 'boolean', boolean: true }],
  ['last_edited_by', { object: 'user', id: anId(2) }],
  ['last_edited_time', '2026-01-02T03:04:00.000Z'],
  ['multi_select', [option]],
  ['number', 1.5],
  ['people', aUser()],
  ['people', { object: 'group', id: anId(3), name: 'Everybody' }],
  ['phone_number', '555'],
  ['place', { lat: 1, lon: 2 }],
  ['relation', { id: anId(5) }],
  ['rich_text', aText('words')],
  ['rollup', rollup],
  ['select', option],
  ['status', null],
  ['title', aText('A page')],
  ['unique_id', { prefix: null, number: 4 }],
  ['url', 'https://example.com'],
  ['verification', { state: 'verified', verified_by: { object: 'user', id: anId(2) }, date }],
  ['a_type_to_come', { raw: true }],
]

test.each(payloads)('default: an item of type %s is returned unchanged', (type, payload) => {
  const item = { object: 'property_item', id: '%3AUPp', type, [type]: payload, request_id: anId(99) }
  const decoded = decode(item)
  expect(E.isRight(decoded) && decoded.right).toBe(item)
})

test.each([
  ['number', { type: 'number', number: null, function: 'max' }],
  ['date', { type: 'date', date, function: 'latest_date' }],
  ['array', { type: 'array', array: [], function: 'show_original' }],
  ['array of what is left out', { type: 'array', array: [{}], function: 'show_original' }],
  ['incomplete', { type: 'incomplete', incomplete: {}, function: 'sum' }],
  ['unsupported', { type: 'unsupported', unsupported: {}, function: 'unique' }],
  ['a type to come', { type: 'histogram', function: 'to_come' }],
])('default: a list of the values of a rollup, with the result %s', (_what, result) => {
  const list = { ...aRelation([5]), property_item: { id: 'a', next_url: null, type: 'rollup', rollup: result } }
  expect(decode(list)).toEqual(E.right(list))
})

test('default: a list of an unknown type', () => {
  const list = { ...aRelation([]), property_item: { id: 'a', type: 'backlinks' } }
  expect(decode(list)).toEqual(E.right(list))
})

test.each([
  ['checkbox', { object: 'property_item', id: 'a', type: 'checkbox', checkbox: 1 }],
  ['relation', { object: 'property_item', id: 'a', type: 'relation', relation: [{ id: anId() }] }],
  ['rollup.function', { object: 'property_item', id: 'a', type: 'rollup', rollup: { type: 'number', number: 1 } }],
  [
    'results[1].relation.id',
    { ...aRelation([5]), results: [...aRelation([5]).results, { ...aRelation([5]).results[0], relation: {} }] },
  ],
  [
    'property_item.rollup.number',
    { ...aRelation([]), property_item: { id: 'a', type: 'rollup', rollup: { ...rollup, number: 'x' } } },
  ],
  ['object', { object: 'page', id: anId(), type: 'new' }],
])('error: an invalid value at %s', (path, answer) => {
  expect(decode(answer)).toMatchObject({ left: [{ path }] })
})

test('default: isPropertyItemList distinguishes a list from an item', () => {
  expect([aRelation([5]), aCheckboxItem()].map(isPropertyItemList)).toEqual([true, false])
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom('list', 'property_item'), (value, object) => {
      const answer = typeof value === 'object' && value !== null ? { ...value, object } : value
      expect(E.isRight(decode(answer))).toBe(PageProperty.is(answer))
    }),
  )
})
