import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { Database, DatabaseOrPartial, isFullDatabase } from '../../../src/ops/databases/database.js'
import { aDatabase, aDataSource } from '../../support/dataSources.js'
import { anId } from '../../support/fixtures.js'

const decode = decodeWith(Database)
const decodeEither = decodeWith(DatabaseOrPartial)
const partial = { object: 'database', id: anId(4) } as const

const without = (...names: ReadonlyArray<string>) =>
  Object.fromEntries(Object.entries(aDatabase()).filter(([name]) => !names.includes(name)))

test('default: a database with its data sources', () => {
  expect(decode(aDatabase())).toEqual({ _tag: 'Right', right: aDatabase() })
})

test.each(['description', 'is_inline', 'in_trash', 'archived', 'is_locked', 'icon', 'cover', 'url', 'public_url'])(
  'behavior: %s is optional',
  (name) => {
    expect(decode(without(name))._tag).toBe('Right')
  },
)

test.each(['id', 'created_time', 'last_edited_time', 'title', 'parent', 'data_sources'])(
  'error: %s is required',
  (name) => {
    expect(decode(without(name))).toMatchObject({ left: [{ path: name }] })
  },
)

test.each([
  { type: 'workspace', workspace: true },
  { type: 'block_id', block_id: anId(6) },
  { type: 'database_id', database_id: anId(6) },
  { type: 'page_id', page_id: anId(6) },
] as const)('behavior: the parent can be %j', (parent) => {
  expect(decode(aDatabase({ parent }))._tag).toBe('Right')
})

test('behavior: the icon can be a Notion icon', () => {
  expect(decode(aDatabase({ icon: { type: 'icon', icon: { name: 'calendar', color: 'gray' } } }))._tag).toBe('Right')
})

test('error: a data source without a name', () => {
  expect(decode({ ...aDatabase(), data_sources: [{ id: anId(3) }] })).toMatchObject({
    left: [{ path: 'data_sources[0].name', expected: 'string' }],
  })
})

test('behavior: a partial one has only its id', () => {
  expect(decodeEither(partial)).toEqual({ _tag: 'Right', right: partial })
})

test('error: an invalid complete one is not accepted as a partial one', () => {
  expect(decodeEither(without('data_sources'))).toMatchObject({ left: [{ path: 'data_sources' }] })
})

test('behavior: isFullDatabase distinguishes complete from partial', () => {
  expect(isFullDatabase(aDatabase())).toBe(true)
  expect(isFullDatabase(partial)).toBe(false)
  expect(isFullDatabase(aDataSource())).toBe(false)
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), (any) => {
      expect(decodeEither(any)._tag === 'Right').toBe(DatabaseOrPartial.is(any))
    }),
  )
})
