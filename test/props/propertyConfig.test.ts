import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeWith } from '../../src/core/schema/decode.js'
import { PropertyConfig } from '../../src/props/propertyConfig.js'
import { anId } from '../support/fixtures.js'
import { configSamples } from './samples.js'

const decode = decodeWith(PropertyConfig)
const dual = { synced_property_id: 's1', synced_property_name: 'Blocks' }

const types = Object.entries(configSamples)

test.each(types)('default: a configuration of type %s', (type, payload) => {
  const config = { id: 'p1', name: 'A property', description: null, type, [type]: payload }
  expect(decode(config)).toEqual({ _tag: 'Right', right: config })
})

test.each(types)('error: a configuration of type %s without its payload', (type) => {
  expect(decode({ id: 'p1', name: 'A property', type })).toMatchObject({ left: [{ path: type, actual: undefined }] })
})

test('behavior: the very object that was parsed comes out', () => {
  const config = { id: 'p1', name: 'A property', type: 'title', title: {}, new_field: 1 }
  const decoded = decode(config)
  expect(decoded._tag === 'Right' && decoded.right === config).toBe(true)
})

test('behavior: a type that is not known keeps its payload', () => {
  const config = { id: 'p1', name: 'A property', type: 'hologram', hologram: { depth: 3 } }
  expect(decode(config)).toEqual({ _tag: 'Right', right: config })
})

test.each([
  ['relation', { database_id: anId(4), data_source_id: anId(3), dual_property: dual }],
  ['relation', { database_id: anId(4), data_source_id: anId(3), type: 'dual_property', dual_property: dual }],
  ['unique_id', {}],
  ['unique_id', { prefix: null }],
  ['number', { format: 'a new format' }],
  ['rollup', { ...configSamples.rollup, function: 'a new function' }],
])('behavior: another form of %s: %j', (type, payload) => {
  const config = { id: 'p1', name: 'A property', type, [type]: payload }
  expect(decode(config)).toEqual({ _tag: 'Right', right: config })
})

test.each([
  [
    'relation',
    { ...configSamples.relation, dual_property: { synced_property_id: 's1' } },
    'relation.dual_property.synced_property_name',
  ],
  ['relation', { data_source_id: anId(3) }, 'relation.database_id'],
  ['number', {}, 'number.format'],
  ['formula', { expression: null }, 'formula.expression'],
  ['select', { options: [{ id: 'o1', name: 'Doing' }] }, 'select.options[0].color'],
  ['multi_select', {}, 'multi_select.options'],
  ['status', { options: [], groups: [{ id: 'g1', name: 'Done', color: 'red' }] }, 'status.groups[0].option_ids'],
  ['rollup', { ...configSamples.rollup, function: 1 }, 'rollup.function'],
  ['unique_id', { prefix: 1 }, 'unique_id.prefix'],
])('error: a broken %s names the place', (type, payload, path) => {
  expect(decode({ id: 'p1', name: 'A property', type, [type]: payload })).toMatchObject({ left: [{ path }] })
})

test('behavior: no input makes it throw, and what it takes it gives back', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...types.map(([type]) => type)), (payload, type) => {
      const config = { id: 'p1', name: 'A property', type, [type]: payload }
      const decoded = decode(config)
      expect(decoded._tag === 'Left' ? decoded.left.length > 0 : decoded.right === config).toBe(true)
      expect(decode(payload)._tag === 'Right').toBe(PropertyConfig.is(payload))
    }),
  )
})
