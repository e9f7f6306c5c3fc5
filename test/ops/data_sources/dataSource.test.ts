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

test('behavior: understands what version 2026-03-11 leaves out', () => {
  expect(decode(without('archived'))._tag).toBe('Right')
})

test.each(['created_by', 'last_edited_by', 'description', 'is_inline', 'cover', 'url', 'public_url'])(
  'behavior: %s may be missing',
  (name) => {
    expect(decode(without(name))._tag).toBe('Right')
  },
)

test.each(['id', 'properties', 'created_time', 'last_edited_time', 'title', 'parent', 'database_parent', 'in_trash'])(
  'error: %s may not be missing',
  (name) => {
    expect(decode(without(name))).toMatchObject({ left: [{ path: name }] })
  },
)

test('behavior: one that is synced has another data source as its parent', () => {
  const synced = aDataSource({ parent: { type: 'data_source_id', data_source_id: anId(7), database_id: anId(4) } })
  expect(decode(synced)).toEqual({ _tag: 'Right', right: synced })
})

test('behavior: who made it may be told in full', () => {
  expect(decode(aDataSource({ created_by: aUser() }))._tag).toBe('Right')
})

test('behavior: a partial one has its schema', () => {
  expect(decodeEither(aPartialDataSource())).toEqual({ _tag: 'Right', right: aPartialDataSource() })
})

test('error: a partial one with a broken schema names the place', () => {
  const broken = { ...aPartialDataSource(), properties: { Done: { id: 'd', name: 'Done', type: 'number', number: 1 } } }
  expect(decodeEither(broken)).toMatchObject({ left: [{ path: 'properties.Done.number' }] })
})

test('error: a whole one that is broken does not pass for a partial one', () => {
  expect(decodeEither({ ...aDataSource(), title: 'Tasks' })).toMatchObject({ left: [{ path: 'title' }] })
})

test('behavior: isFullDataSource tells whole from partial, though both have properties', () => {
  expect(isFullDataSource(aDataSource())).toBe(true)
  expect(isFullDataSource(aPartialDataSource())).toBe(false)
  expect(isFullDataSource(aPage())).toBe(false)
  expect(isFullDataSource({ object: 'page' })).toBe(false)
})

test('behavior: no input makes it throw', () => {
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
