import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { DataSource, DataSourceOrPartial, isFullDataSource } from '../../../src/ops/data_sources/dataSource.js'
import { aDataSource, aPartialDataSource } from '../../support/dataSources.js'
import { anId, aPage, aUser } from '../../support/fixtures.js'

const decode = decodeWith(DataSource)
const decodeEither = decodeWith(DataSourceOrPartial)

const without = (...names: ReadonlyArray<string>) =>
  Object.fromEntries(Object.entries(aDataSource()).filter(([name]) => !names.includes(name)))

test('default: a data source', () => {
  expect(decode(aDataSource())).toEqual({ _tag: 'Right', right: aDataSource() })
})

test('behavior: accepts responses of version 2026-03-11, which omits fields', () => {
  expect(decode(without('archived'))._tag).toBe('Right')
})

test.each(['created_by', 'last_edited_by', 'description', 'is_inline', 'cover', 'url', 'public_url'])(
  'behavior: %s is optional',
  (name) => {
    expect(decode(without(name))._tag).toBe('Right')
  },
)

test.each(['id', 'properties', 'created_time', 'last_edited_time', 'title', 'parent', 'database_parent', 'in_trash'])(
  'error: %s is required',
  (name) => {
    expect(decode(without(name))).toMatchObject({ left: [{ path: name }] })
  },
)

test('behavior: the parent of a synced one is another data source', () => {
  const synced = aDataSource({ parent: { type: 'data_source_id', data_source_id: anId(7), database_id: anId(4) } })
  expect(decode(synced)).toEqual({ _tag: 'Right', right: synced })
})

test('behavior: the creator can be a complete user', () => {
  expect(decode(aDataSource({ created_by: aUser() }))._tag).toBe('Right')
})

test('behavior: a partial one has its schema', () => {
  expect(decodeEither(aPartialDataSource())).toEqual({ _tag: 'Right', right: aPartialDataSource() })
})

test('error: a partial one with an invalid schema reports the path', () => {
  const broken = { ...aPartialDataSource(), properties: { Done: { id: 'd', name: 'Done', type: 'number', number: 1 } } }
  expect(decodeEither(broken)).toMatchObject({ left: [{ path: 'properties.Done.number' }] })
})

test('error: an invalid complete one is not accepted as a partial one', () => {
  expect(decodeEither({ ...aDataSource(), title: 'Tasks' })).toMatchObject({ left: [{ path: 'title' }] })
})

test('behavior: isFullDataSource distinguishes complete from partial, though both have properties', () => {
  expect(isFullDataSource(aDataSource())).toBe(true)
  expect(isFullDataSource(aPartialDataSource())).toBe(false)
  expect(isFullDataSource(aPage())).toBe(false)
  expect(isFullDataSource({ object: 'page' })).toBe(false)
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.dictionary(fc.constantFrom(...Object.keys(aDataSource())), fc.anything()),
      (any, over) => {
        const broken = { ...aDataSource(), ...over }
        const decoded = decodeEither(broken)
        expect(decoded._tag === 'Left' ? decoded.left.length > 0 : decoded.right === broken).toBe(true)
        expect(decodeEither(any)._tag === 'Right').toBe(DataSourceOrPartial.is(any))
      },
    ),
  )
})
