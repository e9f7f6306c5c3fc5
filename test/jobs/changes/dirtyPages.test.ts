import { isLeft } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import type { WebhookEvent } from '../../../src/index.js'
import { updatePage } from '../../../src/index.js'
import { dirtyPages } from '../../../src/jobs/changes/dirtyPages.js'
import { readDirty } from '../../../src/jobs/changes/readDirty.js'
import { ok } from '../../simulator/world.js'
import { aCopy, addRow, apply, aTable, printsOf, rename, type Table, truth } from './world.js'

const A = 'aaaaaaaa-0000-4000-8000-000000000000'
const B = 'bbbbbbbb-0000-4000-8000-000000000000'

const event = (type: string, entity: object, data: unknown = {}): WebhookEvent =>
  unsafeCast({ id: B, type, entity, data, timestamp: '2026-01-01T00:00:00.000Z' })

test.each([
  'page.created',
  'page.deleted',
  'page.undeleted',
  'page.moved',
  'page.locked',
  'page.properties_updated',
  'page.content_updated',
  'page.transcription_block.transcript_deleted',
  'unknown:page.moved',
  'page.renamed_later',
])('default: %s names its page', (type) => {
  expect(dirtyPages(event(type, { id: A, type: 'page' }, { updated_blocks: [{ id: B, type: 'block' }] }))).toEqual([A])
})

test('default: an aggregated event of a data source names its rows', () => {
  const updated_blocks = [{ id: A, type: 'page' }, { id: B }, { id: A, type: 'page' }, { id: B, type: 'block' }]
  const entity = { id: B, type: 'data_source' }
  expect(dirtyPages(event('data_source.content_updated', entity, { updated_blocks }))).toEqual([A, B])
  expect(dirtyPages(event('data_source.content_updated', entity, { updated_blocks: null }))).toEqual([])
  expect(dirtyPages(event('data_source.schema_updated', entity, { updated_properties: [] }))).toEqual([])
})

test('default: several events name each page once', () => {
  const entity = { id: A, type: 'page' }
  expect(dirtyPages([event('page.created', entity), event('page.deleted', entity)])).toEqual([A])
})

test('behavior: comments, views, uploads and invalid events name no page', () => {
  const entity = { id: A, type: 'page' }
  const others = ['comment.created', 'view.updated', 'file_upload.completed', 'unknown:comment.resolved']
  expect(others.flatMap((type) => dirtyPages(event(type, entity)))).toEqual([])
  const invalid: ReadonlyArray<unknown> = [
    null,
    'page.created',
    7,
    {},
    { type: 'page.created' },
    { type: 'page.created', entity: 1 },
  ]
  expect(invalid.flatMap((one) => dirtyPages(unsafeCast(one)))).toEqual([])
})

const read = async ({ ctx, data_source_id }: Table, ids: ReadonlyArray<string>, copy = aCopy(), more = {}) => {
  const tags: Array<string> = []
  for await (const change of readDirty(ctx, { data_source_id, ids, ...more })) {
    tags.push(isLeft(change) ? change.left._tag : change.right._tag)
    if (!isLeft(change)) apply(copy, change.right)
  }
  return { tags, copy }
}

test('default: each dirty page is read once, in any order, and also twice', async () => {
  const table = await aTable()
  const a = await addRow(table, 'a')
  const b = await addRow(table, 'b')
  const elsewhere = await addRow(table, 'c', table.elsewhere)
  await ok(updatePage(table.editor, { page_id: b, in_trash: true }))
  const { tags, copy } = await read(table, [b, a, elsewhere, a.replaceAll('-', ''), A])
  expect(tags).toEqual(['Gone', 'Upsert', 'Gone', 'Gone'])
  expect(table.sent()).toBe(4)
  await rename(table, a, 'new')
  await read(table, [a, A, elsewhere, b], copy)
  await read(table, [elsewhere, b, A, a], copy)
  expect(printsOf(copy)).toEqual(await truth(table))
})

test('error: a page that cannot be read is named', async () => {
  const table = await aTable()
  const ids = [await addRow(table, 'a'), await addRow(table, 'b')]
  expect((await read(table, ids, aCopy(), { max_requests: 1, concurrency: 1 })).tags).toEqual(['Upsert', 'Unread'])
  expect((await read(table, ['x'])).tags).toEqual(['InvalidInputError'])
  expect((await read(table, ids, aCopy(), { concurrency: 0 })).tags).toEqual(['InvalidInputError'])
  const broken = { [Symbol.iterator]: () => unsafeCast<Iterator<string>>({}) }
  expect((await read(table, unsafeCast(broken))).tags).toEqual(['InvalidInputError'])
})
