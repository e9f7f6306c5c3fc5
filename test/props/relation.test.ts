import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { relation } from '../../src/props/relation.js'
import { title } from '../../src/props/title.js'
import { anId, aPage } from '../support/fixtures.js'
import { aConfig, checkProperties, configPaths, decodeConfig, rejectedFields, writeBack } from './cases.js'
import { relationSample } from './samples/relation.js'

const dual_property = { synced_property_id: 's1', synced_property_name: 'Blocks' }
const target = { database_id: anId(4), data_source_id: anId(3) }

test('default: builds references from ids, and an empty array empties the property', () => {
  expect(relation([anId(7)])).toEqual({ relation: [{ id: anId(7) }] })
  expect(relation([])).toEqual({ relation: [] })
})

test('params: related pages are ids or pages', () => {
  expect(relation([anId(7), aPage()])).toEqual({ relation: [{ id: anId(7) }, { id: anId() }] })
  expect(relation([aPage()])).toEqual(relation([anId()]))
})

test('behavior: a value that was read can be written back', () => {
  for (const value of relationSample.values) {
    expect(writeBack(relation, relation.read(value))).toEqual({ relation: value.relation })
  }
})

test('behavior: ids are accepted with and without dashes', () => {
  expect(rejectedFields(relation([anId(), anId().replaceAll('-', '')]))).toEqual([])
})

test('behavior: Notion URLs become ids', () => {
  const address = 'https://www.notion.so/A-page-00000000000040008000000000000001'
  const given = { Related: relation([address, anId(2)]), Name: title('a') }
  expect(checkProperties(given)).toEqual({
    value: { ...given, Related: relation([anId(), anId(2)]) },
    issues: [],
  })
})

test('error: 101 references are rejected', () => {
  expect(rejectedFields(relation(Array.from({ length: 101 }, () => anId())))).toEqual(['relation'])
})

test('error: a malformed id is rejected', () => {
  expect(rejectedFields(relation([anId(), 'nobody']))).toEqual(['relation[1].id'])
})

test.each([
  ['without a type', { ...target, dual_property }],
  ['of two sides', { ...target, type: 'dual_property', dual_property }],
])('behavior: a configuration %s is decoded', (_what, payload) => {
  const config = aConfig('relation', payload)
  expect(decodeConfig(config)).toEqual(E.right(config))
})

test.each([
  [{ ...relationSample.config, dual_property: { synced_property_id: 's1' } }, 'dual_property.synced_property_name'],
  [{ data_source_id: anId(3) }, 'database_id'],
])('error: a broken configuration names the field: %j', (payload, field) => {
  expect(configPaths('relation', payload)).toEqual([`relation.${field}`])
})
