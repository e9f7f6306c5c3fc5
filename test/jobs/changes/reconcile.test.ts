import { isLeft } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { movePage, type Page, updatePage } from '../../../src/index.js'
import { absenceOf } from '../../../src/jobs/changes/readState.js'
import { reconcile } from '../../../src/jobs/changes/reconcile.js'
import { HOME, ok } from '../../simulator/world.js'
import { EVERY_FAULT, turnsOf } from '../../support/everyFault.js'
import { addRow, aTable, type Table } from './world.js'

const trash = (table: Table, page_id: string, in_trash = true) => ok(updatePage(table.editor, { page_id, in_trash }))

const moveAway = (table: Table, page_id: string) =>
  ok(movePage(table.editor, { page_id, parent: { type: 'data_source_id', data_source_id: table.elsewhere } }))

/** Rows that are there, trashed, moved, archived and unknown to Notion. */
const rowsOf = async (table: Table) => {
  const here = await addRow(table, 'here')
  const trashed = await addRow(table, 'trashed')
  const moved = await addRow(table, 'moved')
  const archived = await addRow(table, 'archived')
  await trash(table, trashed)
  await moveAway(table, moved)
  await ok(updatePage(table.editor, { page_id: archived, is_archived: true }))
  return { here, trashed, moved, archived, lost: '77777777-0000-4000-8000-000000000000' }
}

test('default: each known row that is missing has a reason, and rows that are not known are found', async () => {
  const table = await aTable()
  const { data_source_id, ctx } = table
  const { here, trashed, moved, archived, lost } = await rowsOf(table)
  const restored = await addRow(table, 'restored')
  const stale = await addRow(table, 'stale')
  const known = [
    here,
    trashed,
    moved,
    archived.replaceAll('-', ''),
    lost,
    { id: stale, last_edited_time: '2025-01-01T00:00:00Z' },
  ]
  expect(await ok(reconcile(ctx, { data_source_id, known }))).toEqual({
    gone: [
      { id: trashed, reason: 'trashed' },
      { id: moved, reason: 'moved' },
      { id: lost, reason: 'no_access' },
    ],
    unknown: [],
    found: [restored],
    stale: [stale],
    present: 4,
    requests: 4,
  })
})

test('default: an archived row is gone if queries leave it out', async () => {
  const table = await aTable()
  const { data_source_id, ctx } = table
  const { here, archived } = await rowsOf(table)
  table.before(async (_, send) => {
    const { results, ...body } = await (await send()).json()
    return Response.json(
      results ? { ...body, results: results.filter((row: { id: string }) => row.id === here) } : body,
    )
  })
  expect((await ok(reconcile(ctx, { data_source_id, known: [here, archived] }))).gone).toEqual([
    { id: archived, reason: 'archived' },
  ])
})

test('behavior: a row that is restored after the query is not gone', async () => {
  const table = await aTable()
  const { data_source_id, ctx } = table
  const id = await addRow(table, 'a')
  await trash(table, id)
  table.before(async (index) => {
    if (index === 1) await trash(table, id, false)
    return undefined
  })
  const result = await ok(reconcile(ctx, { data_source_id, known: [id] }))
  expect(result).toMatchObject({ gone: [], unknown: [], present: 0 })
})

test('behavior: a row that was made a page of another page has moved', async () => {
  const table = await aTable()
  const { data_source_id, ctx, editor } = table
  const id = await addRow(table, 'a')
  await ok(movePage(editor, { page_id: id, parent: { type: 'page_id', page_id: HOME } }))
  expect((await ok(reconcile(ctx, { data_source_id, known: [id] }))).gone).toEqual([{ id, reason: 'moved' }])
})

test('behavior: a row without an id is none that is found', async () => {
  const table = await aTable({ validate: 'off' })
  const { data_source_id, ctx } = table
  const id = await addRow(table, 'a')
  table.before(async (_, send) => {
    const { results, ...body } = await (await send()).json()
    return Response.json({ ...body, results: [...results, {}] })
  })
  expect(await ok(reconcile(ctx, { data_source_id, known: [] }))).toMatchObject({ found: [id], gone: [] })
})

test.each([
  [{ archived: true }, 'trashed'],
  [{ archived: false }, undefined],
  [{ archived: true, in_trash: false }, undefined],
])('behavior: pages of earlier versions of the API, whose parents are databases: %j', (fields, reason) => {
  const page = { ...fields, parent: { type: 'database_id', database_id: HOME } }
  expect(absenceOf(unsafeCast<Page>(page), HOME)).toBe(reason)
})

test('params: filter: a row that does not match any more is gone from the copy', async () => {
  const table = await aTable()
  const { data_source_id, ctx } = table
  const id = await addRow(table, 'a')
  const filter = { property: 'Name', title: { equals: 'b' } }
  const { gone } = await ok(reconcile(ctx, { data_source_id, known: [id], filter }))
  expect(gone).toEqual([{ id, reason: 'filtered' }])
})

test.each(Object.entries(EVERY_FAULT))('error: %s at any request never makes a row gone', async (fault, failing) => {
  for (const index of turnsOf(fault, 4)) {
    const table = await aTable()
    const { data_source_id, ctx } = table
    const { here, trashed, moved, archived, lost } = await rowsOf(table)
    table.before(async (at, send) => (at >= index ? failing(send) : undefined))
    const result = await reconcile(ctx, {
      data_source_id,
      known: [here, trashed, moved, archived, lost],
      concurrency: 1,
    })()
    if (index === 0) expect(result._tag).toBe('Left')
    if (isLeft(result)) continue
    const { gone, unknown } = result.right
    expect(gone).toHaveLength(index - 1)
    expect([...gone, ...unknown].map(({ id }) => id).sort()).toEqual([trashed, moved, lost].sort())
  }
})

test('params: max_requests: rows that were not read are unknown', async () => {
  const table = await aTable()
  const { data_source_id, ctx } = table
  const { trashed, moved } = await rowsOf(table)
  const { gone, unknown } = await ok(reconcile(ctx, { data_source_id, known: [trashed, moved], max_requests: 2 }))
  expect(gone).toHaveLength(1)
  expect(unknown).toMatchObject([{ error: { _tag: 'AbortError', reason: 'max_requests' } }])
})

test('params: invalid ones are refused before any request', async () => {
  const table = await aTable()
  const { data_source_id, ctx } = table
  const bad: ReadonlyArray<object> = [
    { data_source_id },
    { data_source_id, known: ['x'] },
    { data_source_id, known: [{}] },
    { data_source_id, known: 'abc' },
    { data_source_id, known: { [Symbol.iterator]: () => ({}) } },
    { data_source_id: 'x', known: [] },
    { data_source_id, known: [], filter: 1 },
    { data_source_id, known: [], concurency: 1 },
  ]
  for (const params of bad) {
    const result = await reconcile(ctx, unsafeCast(params))()
    expect(result).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidInputError' } })
  }
  expect(await reconcile(ctx, { data_source_id, known: [data_source_id, 'row 7'] })()).toMatchObject({
    left: { message: 'reconcile: known must be ids of pages, or their URLs, not "row 7"' },
  })
  expect(table.sent()).toBe(0)
})
