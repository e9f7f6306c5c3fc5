import { pipe } from 'fp-ts/function'
import { beforeEach, expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import type { Context } from '../../../src/core/call/context.js'
import { objectTag, treeTag } from '../../../src/core/call/tag.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { withCache } from '../../../src/core/middleware/withCache.js'
import { getDataSource } from '../../../src/ops/data_sources/getDataSource.js'
import { queryDataSource } from '../../../src/ops/data_sources/queryDataSource.js'
import { updateDataSource, updateDataSourceRequest } from '../../../src/ops/data_sources/updateDataSource.js'
import { createDatabase } from '../../../src/ops/databases/createDatabase.js'
import { getDatabase } from '../../../src/ops/databases/getDatabase.js'
import { updateDatabase } from '../../../src/ops/databases/updateDatabase.js'
import { aDatabase, aDataSource } from '../../support/dataSources.js'
import { aList, anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const aCachedContext = (): Context => pipe(aContext(), wrap(withCache({ cache: lruCache(), tenant: () => 'a tenant' })))

const data_source_id = anId(3)
const database_id = anId(4)

beforeEach(() => {
  answer('GET', `data_sources/${data_source_id}`, aDataSource())
  answer('POST', `data_sources/${data_source_id}/query`, aList([aPage()]))
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', 'databases', aDatabase({ id: anId(7) }))
})

const readAll = async (ctx: Context): Promise<void> => {
  await getDatabase(ctx, { database_id })()
  await getDataSource(ctx, { data_source_id })()
  await queryDataSource(ctx, { data_source_id })()
}

/** How many of the three reads go to Notion once more after a write. */
const readAnewAfter = async (write: (ctx: Context) => Promise<unknown>): Promise<number> => {
  const ctx = aCachedContext()
  await readAll(ctx)
  await readAll(ctx)
  expect(sent).toHaveLength(3)
  await write(ctx)
  const before = sent.length
  await readAll(ctx)
  return sent.length - before
}

test('behavior: invalidates the rows and the database of a data source', async () => {
  answer('PATCH', `data_sources/${data_source_id}`, aDataSource())
  expect(await readAnewAfter((ctx) => updateDataSource(ctx, { data_source_id, properties: { Old: null } })())).toBe(3)
})

test('behavior: the same if the outcome is unknown', async () => {
  answer('PATCH', `data_sources/${data_source_id}`, anErrorBody(502, 'bad_gateway'), 502)
  expect(await readAnewAfter((ctx) => updateDataSource(ctx, { data_source_id, in_trash: true })())).toBe(3)
})

test.each([
  ['title', { title: [] }],
  ['icon', { icon: null }],
])('behavior: a new %s invalidates its database, and everything if the response does not name it', (_, change) => {
  const { writes } = updateDataSourceRequest({ data_source_id, ...change })
  expect(writes?.(undefined)).toContain(treeTag)
  expect(writes?.({ object: 'data_source', id: data_source_id, properties: {} })).toContain(treeTag)
  expect(writes?.(aDataSource())).not.toContain(treeTag)
  expect(writes?.(aDataSource())).toContain(objectTag(database_id))
})

test('behavior: invalidates the data sources of a database and their rows', async () => {
  answer('PATCH', `databases/${database_id}`, aDatabase({ in_trash: true }))
  expect(await readAnewAfter((ctx) => updateDatabase(ctx, { database_id, in_trash: true })())).toBe(3)
})

test('behavior: a new database does not invalidate others', async () => {
  expect(await readAnewAfter((ctx) => createDatabase(ctx, { parent: { page_id: anId(5) } })())).toBe(0)
})
