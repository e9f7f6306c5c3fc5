import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Context } from '../src/core/call/context.js'
import { makeContext } from '../src/core/context/makeContext.js'
import { fetchFetcher } from '../src/core/transport/fetchFetcher.js'
import { appendBlockChildren } from '../src/ops/blocks/appendBlockChildren.js'
import { getBlock } from '../src/ops/blocks/getBlock.js'
import { updateBlock } from '../src/ops/blocks/updateBlock.js'
import { getDataSource } from '../src/ops/data_sources/getDataSource.js'
import { getDataSourceEntries } from '../src/ops/data_sources/getDataSourceEntries.js'
import { queryDataSource } from '../src/ops/data_sources/queryDataSource.js'
import { updateDataSource } from '../src/ops/data_sources/updateDataSource.js'
import { getDatabase } from '../src/ops/databases/getDatabase.js'
import { getFileUpload } from '../src/ops/file_uploads/getFileUpload.js'
import { queryMeetingNotes } from '../src/ops/meeting_notes/queryMeetingNotes.js'
import { getPage } from '../src/ops/pages/getPage.js'
import { updatePage } from '../src/ops/pages/updatePage.js'
import { aBlock } from './support/blocks.js'
import { aDatabase, aDataSource } from './support/dataSources.js'
import { aFileUpload } from './support/fileUploads.js'
import { aList, anId, aPage } from './support/fixtures.js'
import { aMeetingNote } from './support/meetingNotes.js'
import { notionServer } from './support/server.js'

const { answer, sent } = notionServer()

const versions = ['2025-09-03', '2026-03-11'] as const
type Version = (typeof versions)[number]

const speaking = (notionVersion: Version): Context =>
  makeContext({ auth: 'ntn_test', notionVersion, logLevel: 'silent' }, fetchFetcher)

/** An object as returned by a version of the API. */
const as = (version: Version, given: object): object => {
  const { archived: _, ...object }: { readonly archived?: unknown } = { ...given }
  return version === '2026-03-11' ? { ...object, in_trash: false } : { ...object, in_trash: false, archived: false }
}

/** The name of the trash field in a version. */
const trashIn = (version: Version): object => (version === '2026-03-11' ? { in_trash: true } : { archived: true })

const meeting = { title: [], status: 'notes_ready' }

test.each(versions)('default: the responses of version %s are returned unchanged', async (version) => {
  const ctx = speaking(version)
  const page = as(version, aPage())
  const block = as(version, aBlock({ id: anId(5) }))
  const dataSource = as(version, aDataSource())
  const database = as(version, aDatabase())
  const upload = as(version, aFileUpload())
  answer('GET', `pages/${anId()}`, page)
  answer('GET', `blocks/${anId(5)}`, block)
  answer('GET', `data_sources/${anId(3)}`, dataSource)
  answer('GET', `databases/${anId(4)}`, database)
  answer('GET', `file_uploads/${anId(40)}`, upload)
  answer('POST', `data_sources/${anId(3)}/query`, aList([page]))
  expect(await getPage(ctx, { page_id: anId() })()).toEqual(E.right(page))
  expect(await getBlock(ctx, { block_id: anId(5) })()).toEqual(E.right(block))
  expect(await getDataSource(ctx, { data_source_id: anId(3) })()).toEqual(E.right(dataSource))
  expect(await getDatabase(ctx, { database_id: anId(4) })()).toEqual(E.right(database))
  expect(await getFileUpload(ctx, { file_upload_id: anId(40) })()).toEqual(E.right(upload))
  expect(await queryDataSource(ctx, { data_source_id: anId(3) })()).toEqual(E.right(aList([page])))
  expect(sent.map(({ headers }) => headers.get('notion-version'))).toEqual(Array(6).fill(version))
})

test.each([
  ['2025-09-03', 'transcription'],
  ['2026-03-11', 'meeting_notes'],
] as const)('default: the type of meeting notes in version %s is %s', async (version, type) => {
  const { meeting_notes: _, ...note }: Readonly<Record<string, unknown>> = { ...aMeetingNote() }
  const named = { ...note, type, [type]: meeting }
  const block = aBlock({ id: anId(5), type, paragraph: undefined, [type]: meeting })
  answer('GET', `blocks/${anId(5)}`, JSON.parse(JSON.stringify(block)))
  answer('POST', 'blocks/meeting_notes/query', { results: [named], has_more: false })
  expect(await getBlock(speaking(version), { block_id: anId(5) })()).toMatchObject({ right: { type, [type]: meeting } })
  expect(await queryMeetingNotes(speaking(version), {})()).toMatchObject({ right: { results: [named] } })
})

test.each(versions)('params: archived works with version %s', async (version) => {
  const ctx = speaking(version)
  answer('PATCH', `pages/${anId()}`, aPage())
  answer('PATCH', `blocks/${anId(5)}`, aBlock({ id: anId(5) }))
  answer('PATCH', `data_sources/${anId(3)}`, aDataSource())
  answer('POST', `data_sources/${anId(3)}/query`, aList([]))
  await updatePage(ctx, { page_id: anId(), archived: true })()
  await updateBlock(ctx, { block_id: anId(5), archived: true })()
  await updateDataSource(ctx, { data_source_id: anId(3), archived: true })()
  await queryDataSource(ctx, { data_source_id: anId(3), archived: true })()
  await getDataSourceEntries(ctx, { data_source_id: anId(3), archived: true })()
  expect(sent.map(({ body }) => body)).toEqual([
    ...Array(4).fill(trashIn(version)),
    { ...trashIn(version), sorts: [{ timestamp: 'created_time', direction: 'ascending' }] },
  ])
})

test.each(versions)('params: in_trash is sent unchanged to version %s', async (version) => {
  answer('PATCH', `pages/${anId()}`, aPage())
  await updatePage(speaking(version), { page_id: anId(), in_trash: false })()
  expect(sent[0]?.body).toEqual({ in_trash: false })
})

const position = { type: 'after_block', after_block: { id: anId(9) } } as const

test.each([
  ['2025-09-03', { after: anId(9) }],
  ['2026-03-11', { position }],
] as const)('params: after and position work with version %s', async (version, words) => {
  const ctx = speaking(version)
  const to = { block_id: anId(), children: [] }
  answer('PATCH', `blocks/${anId()}/children`, aList([]))
  await appendBlockChildren(ctx, { ...to, after: anId(9) })()
  await appendBlockChildren(ctx, { ...to, position })()
  expect(sent.map(({ body }) => body)).toEqual([
    { children: [], ...words },
    { children: [], position },
  ])
})
