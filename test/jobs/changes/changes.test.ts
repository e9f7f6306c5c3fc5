import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { appendBlockChildren } from '../../../src/index.js'
import type { Checkpoint } from '../../../src/jobs/changes/checkpoint.js'
import { ok } from '../../simulator/world.js'
import { EVERY_FAULT, turnsOf } from '../../support/everyFault.js'
import { aCopy, addRow, aTable, loadedId, loadRows, manyRows, printsOf, rename, stored, sync, truth } from './world.js'

const MINUTE = 60_000
const START = Date.UTC(2025, 0, 1)

test('default: without a checkpoint all rows are changes, then only those that have changed', async () => {
  const table = await aTable()
  const copy = aCopy()
  const first = await addRow(table, 'first')
  const second = await addRow(table, 'second')
  expect([...(await sync(table, copy)).upserts].sort()).toEqual([first, second].sort())
  expect(copy.since).toMatchObject({ complete: true, data_source_id: table.data_source_id })

  // In the same minute: last_edited_time does not change.
  await rename(table, first, 'renamed')
  expect((await sync(table, copy)).upserts).toEqual([first])
  table.clock.advance(10 * MINUTE)
  expect((await sync(table, copy)).upserts).toEqual([])
  await rename(table, second, 'renamed')
  const before = table.sent()
  expect((await sync(table, copy)).upserts).toEqual([second])
  expect(table.sent() - before).toBe(1)
  expect(printsOf(copy)).toEqual(await truth(table))
})

test('default: an empty data source has a checkpoint', async () => {
  const table = await aTable()
  const copy = aCopy()
  expect((await sync(table, copy)).items).toMatchObject([{ _tag: 'Checkpoint', complete: true, position: {} }])
  const id = await addRow(table, 'a')
  expect((await sync(table, copy)).upserts).toEqual([id])
})

test('behavior: the checkpoint is small JSON without a cursor', async () => {
  const table = await aTable()
  const copy = aCopy()
  await loadRows(table, 2500, (index) => ({ created: START, edited: START + index * MINUTE }))
  const { upserts } = await sync(table, copy)
  expect(new Set(upserts).size).toBe(2500)
  expect(upserts).toHaveLength(2500)
  expect(JSON.stringify(copy.since).length).toBeLessThan(800)
  expect(JSON.stringify(copy.since)).not.toContain('cursor')
  expect(table.sent()).toBe(26)
})

test('behavior: a minute with more rows than a page is read in the order of creation', async () => {
  const table = await aTable()
  const copy = aCopy()
  await loadRows(table, 450, (index) => ({ created: START + index * MINUTE, edited: START + 1000 * MINUTE }))
  expect((await sync(table, copy)).upserts).toHaveLength(450)
  // One page that shows it, the time, the pages of the minute, and what follows.
  expect(table.sent()).toBe(1 + 1 + 5 + 1)
  expect(printsOf(copy)).toEqual(await truth(table))
})

test('behavior: more than 10,000 rows of one minute are read by their times of creation', async () => {
  const table = manyRows(10_150, (index) => ({
    created: START + Math.floor(index / 5000) * MINUTE,
    edited: START + 9 * MINUTE,
  }))
  const copy = aCopy()
  const { upserts, error } = await sync(table, copy)
  expect(error).toBeUndefined()
  expect(upserts).toHaveLength(10_150)
  expect(copy.rows.size).toBe(10_150)
})

test('error: more than 10,000 rows with the same times are a failure that names a way out, and are not read twice', async () => {
  const table = manyRows(10_050, () => ({ created: START, edited: START }))
  const copy = aCopy()
  const { error } = await sync(table, copy)
  expect(error).toMatchObject({ _tag: 'UnexpectedResponseError', code: 'query_result_limit_reached' })
  expect(error?.message).toContain('each with its own filter')
  expect(table.sent()).toBe(102)
  expect(copy.rows.size).toBe(10_000)
  expect(copy.since).toMatchObject({ complete: false })
})

test('behavior: a row that is edited just before the page that begins with it leaves no others out', async () => {
  for (const edited of [START + MINUTE, START + 9 * MINUTE]) {
    const table = await aTable()
    const copy = aCopy()
    // Of one minute, and of many.
    await loadRows(table, 350, (index) => ({
      created: START + index * MINUTE,
      edited: edited === START + MINUTE ? edited : START + index * MINUTE,
    }))
    let touched = 0
    table.before(async () => {
      if (table.sent() === 4 || table.sent() === 6) {
        for (const index of [100, 101, 200, 201]) {
          touched++
          await rename(table, loadedId(index), `new ${touched}`)
        }
      }
      return undefined
    })
    expect((await sync(table, copy)).error).toBeUndefined()
    await sync(table, copy)
    expect(touched).toBeGreaterThanOrEqual(4)
    expect(printsOf(copy)).toEqual(await truth(table))
  }
})

test('behavior: a clock of the client that is ahead or behind does not matter', async () => {
  const table = await aTable()
  const copy = aCopy()
  const { config, ...rest } = table.ctx
  for (const skew of [-1e9, 1e9]) {
    const clock = { ...config.clock, now: () => config.clock.now() + skew }
    const ctx = { ...rest, config: { ...config, clock } }
    const id = await addRow(table, `a ${skew}`)
    expect((await sync({ ...table, ctx }, copy)).upserts).toEqual([id])
    table.clock.advance(20_000)
  }
})

test('behavior: small budgets make progress, and rows are not yielded again', async () => {
  const table = await aTable()
  const copy = aCopy()
  await loadRows(table, 1250, (index) => ({
    created: START + Math.floor(index / 50) * MINUTE,
    edited: START + (100 + Math.floor(index / 600)) * MINUTE,
  }))
  const yielded: Array<string> = []
  let runs = 0
  for (; !copy.since?.complete && runs < 60; runs++)
    yielded.push(...(await sync(table, copy, { max_requests: 4 })).upserts)
  expect(copy.since?.complete).toBe(true)
  expect(yielded).toHaveLength(1250)
  expect(printsOf(copy)).toEqual(await truth(table))
})

test('behavior: a minute that is read while rows are edited in it is read again by the next run', async () => {
  const table = await aTable()
  const copy = aCopy()
  const ids: Array<string> = []
  for (let index = 0; index < 120; index++) ids.push(await addRow(table, `${index}`))
  table.before(async () => {
    // After the first page of the minute, an early row is edited in the same minute; then others, much later.
    if (table.sent() === 4) await rename(table, ids[3] ?? '', 'late')
    if (table.sent() === 5) {
      table.clock.advance(10 * MINUTE)
      await rename(table, ids[50] ?? '', 'later')
    }
    return undefined
  })
  await sync(table, copy)
  table.before(async () => undefined)
  const { upserts } = await sync(table, copy)
  expect(upserts).toEqual([ids[3]])
  expect(printsOf(copy)).toEqual(await truth(table))
  expect((await sync(table, copy)).upserts).toEqual([])
})

test('params: since is checked', async () => {
  const table = await aTable()
  const copy = aCopy()
  await addRow(table, 'a')
  await sync(table, copy)
  const good = stored(copy.since)
  const bad: ReadonlyArray<unknown> = [
    {},
    'x',
    null,
    { ...good, version: 2 },
    { ...good, data_source_id: table.elsewhere },
    { ...good, seen: [] },
    { ...good, seen: { '2026-01-01T00:00:00.000Z': { a: 1 } } },
    { ...good, position: { from: 'yesterday' } },
    { ...good, position: { created: '' } },
    { ...good, dirty: { page: [1], body: [] } },
    { ...good, newest: '2026-01-01' },
  ]
  const before = table.sent()
  for (const since of bad) {
    const { error } = await sync(table, aCopy(), { since: unsafeCast<Checkpoint>(since) })
    expect(error).toMatchObject({ _tag: 'InvalidInputError', issues: [{ field: 'since' }] })
  }
  const other = await sync(table, aCopy(), { since: good, filter_properties: ['Name'] })
  expect(other.error?.message).toContain('same filter')
  expect(table.sent()).toBe(before)
})

test.each(Object.entries(EVERY_FAULT))(
  'error: after %s at any request, the next run completes the copy',
  async (fault, failing) => {
    for (const forever of [false, true]) {
      for (const index of turnsOf(fault, 9, forever ? 1 : 0)) {
        const table = await aTable()
        const copy = aCopy()
        await loadRows(table, 70, (at) => ({ created: START + at, edited: START + (at < 45 ? 0 : at) * MINUTE }))
        table.before(async (at, send) => (at === index || (forever && at > index) ? failing(send) : undefined))
        const { error } = await sync(table, copy, { page_size: 20 })
        if (!error) expect(copy.since?.complete).toBe(true)
        // A failure of one attempt passes.
        if (!forever) expect(error).toBeUndefined()
        table.before(async () => undefined)
        expect((await sync(table, copy, { page_size: 20 })).error).toBeUndefined()
        expect(printsOf(copy)).toEqual(await truth(table))
      }
    }
  },
)

test('behavior: a run can be stopped after any item', async () => {
  for (let stop = 0; stop < 80; stop += 5) {
    const table = await aTable()
    const copy = aCopy()
    await loadRows(table, 70, (at) => ({ created: START + at, edited: START + (at < 45 ? 0 : at) * MINUTE }))
    await sync(table, copy, { page_size: 20 }, stop)
    await sync(table, copy, { page_size: 20 })
    expect(printsOf(copy)).toEqual(await truth(table))
  }
})

test('behavior: a row that does not have the form of a page is reported, and read again until it has', async () => {
  const table = await aTable({ validate: 'contain' })
  const copy = aCopy()
  const id = await addRow(table, 'a')
  const good = await addRow(table, 'b')
  let isDamaged = true
  table.before(async (_, send) => {
    if (!isDamaged) return undefined
    const response = await send()
    const damage = (row: { id?: string }) => (row.id === id ? { ...row, url: 7 } : row)
    const { results, ...body } = await response.json()
    return Response.json(results ? { ...body, results: results.map(damage) } : damage(body))
  })
  const { items, upserts } = await sync(table, copy)
  expect(items).toContainEqual(expect.objectContaining({ _tag: 'Unread', id, part: 'page' }))
  expect(upserts).toEqual([good])
  expect(copy.since?.dirty.page).toEqual([id])
  table.clock.advance(100 * MINUTE)
  await rename(table, good, 'c')
  const again = await sync(table, copy)
  expect(again.upserts).toEqual([good])
  expect(copy.since?.dirty.page).toEqual([id])
  isDamaged = false
  expect((await sync(table, copy)).upserts).toEqual([id])
  expect(copy.since?.dirty.page).toEqual([])
})

test('behavior: a row of which Notion returns the id only is reported, and gone once it is not found', async () => {
  const table = await aTable({ validate: 'off' })
  const copy = aCopy()
  const hidden = await addRow(table, 'a')
  const good = await addRow(table, 'b')
  await sync(table, copy)
  await rename(table, hidden, 'secret')
  table.before(async (_, send) => {
    const { results, object, id, ...body } = await (await send()).json()
    if (id === hidden) {
      const error = { object: 'error', status: 404, code: 'object_not_found', message: 'Could not find page.' }
      return Response.json(error, { status: 404 })
    }
    const hide = (row: { id: string }) => (row.id === hidden ? { object: 'page', id: hidden } : row)
    return Response.json({ ...body, object, id, ...(results && { results: results.map(hide) }) })
  })
  const first = await sync(table, copy)
  expect(first.items).toMatchObject([{ _tag: 'Unread', id: hidden, part: 'page' }, { dirty: { page: [hidden] } }])
  expect(copy.rows.has(hidden)).toBe(true)
  table.clock.advance(10 * MINUTE)
  await rename(table, good, 'c')
  await sync(table, copy)
  table.clock.advance(10 * MINUTE)
  await rename(table, good, 'd')
  const { items } = await sync(table, copy)
  expect(items).toMatchObject([
    { _tag: 'Upsert' },
    { _tag: 'Checkpoint' },
    { _tag: 'Gone', id: hidden, reason: 'no_access' },
    { _tag: 'Checkpoint' },
  ])
  expect([...copy.rows.keys()]).toEqual([good])
  expect(copy.since?.dirty.page).toEqual([])
})

test('behavior: a row that queries return without its fields is read by itself, in an otherwise empty data source, too', async () => {
  const table = await aTable({ validate: 'off' })
  const copy = aCopy()
  const hidden = await addRow(table, 'a')
  table.before(async (_, send) => {
    const { results, ...body } = await (await send()).json()
    return Response.json(results ? { ...body, results: [{ object: 'page', id: hidden }] } : body)
  })
  expect((await sync(table, copy)).items).toMatchObject([{ _tag: 'Unread' }, { dirty: { page: [hidden] } }])
  // Not one of the rows that were queried: a query that finds it yields it again.
  expect((await sync(table, copy)).items).toMatchObject([{ _tag: 'Unread' }, { dirty: { page: [hidden] } }])
  table.before(async (_, send) => {
    const { results, ...body } = await (await send()).json()
    return Response.json(results ? { ...body, results: [] } : body)
  })
  expect((await sync(table, copy)).upserts).toEqual([hidden])
  expect(copy.since).toMatchObject({ complete: true, seen: {}, dirty: { page: [] } })
  table.before(async () => undefined)
  expect((await sync(table, copy)).upserts).toEqual([hidden])
  expect((await sync(table, copy)).upserts).toEqual([])
})

test.each([null, 7, {}])('behavior: %j in place of a row is reported, and holds up no others', async (odd) => {
  const table = await aTable({ validate: 'off' })
  const copy = aCopy()
  const id = await addRow(table, 'a')
  table.before(async (_, send) => {
    const { results, ...body } = await (await send()).json()
    return Response.json({ ...body, results: [odd, ...results] })
  })
  const { items, error } = await sync(table, copy)
  expect(error).toBeUndefined()
  expect(items).toMatchObject([{ _tag: 'Unread', part: 'page', row: odd }, { _tag: 'Upsert', page: { id } }, {}])
  // There is no page to read again.
  expect(copy.since).toMatchObject({ complete: true, dirty: { page: [], body: [] } })
})

test('behavior: rows of a full minute that do not say when they were created are read', async () => {
  const table = await aTable({ validate: 'off' })
  const copy = aCopy()
  await loadRows(table, 50, (index) => ({ created: START + index * MINUTE, edited: START + 1000 * MINUTE }))
  table.before(async (_, send) => {
    const { results, ...body } = await (await send()).json()
    return Response.json({
      ...body,
      results: results.map(({ created_time, ...row }: { created_time: string }, index: number) =>
        index % 20 === 0 ? { ...row, created_time: null } : { ...row, ...(index % 3 === 0 && { created_time }) },
      ),
    })
  })
  const { items, error } = await sync(table, copy, { page_size: 20 })
  expect(error).toBeUndefined()
  const found = items.flatMap((item) => (item._tag === 'Upsert' ? [item.page.id] : 'row' in item ? [item.id] : []))
  expect(new Set(found).size).toBe(50)
})

test('error: what cannot be read in order is a clear failure, not an endless run', async () => {
  const table = await aTable({ validate: 'off' })
  await loadRows(table, 50, () => ({ created: START, edited: START }))
  table.before(async (_, send) => {
    const { results, ...body } = await (await send()).json()
    return Response.json({ ...body, results: results?.map(({ id }: { id: string }) => ({ object: 'page', id })) })
  })
  const { error } = await sync(table, aCopy(), { page_size: 20 })
  expect(error?.message).toContain('the rows have no last_edited_time')
  const inner = table.ctx.fetcher
  const ctx = {
    ...table.ctx,
    fetcher: ((request) => {
      const hasCursor = JSON.stringify(request.body ?? {}).includes('start_cursor')
      return inner(hasCursor ? { ...request, body: Object.assign({}, request.body, { start_cursor: 'x' }) } : request)
    }) satisfies typeof inner,
  }
  table.before(async () => undefined)
  const copy = aCopy()
  const before = table.sent()
  const stopped = await sync({ ...table, ctx }, copy, { page_size: 20 })
  expect(stopped.error?.message).toContain('3 times at the same place')
  expect(table.sent() - before).toBeLessThan(15)
  await sync(table, copy, { page_size: 20 })
  expect(copy.rows.size).toBe(50)
})

const paragraph = (content: string) => [{ paragraph: { rich_text: [{ text: { content } }] } }]

test('behavior: content is read with its row, also after a second edit in the same minute, and not again later', async () => {
  const table = await aTable()
  const copy = aCopy()
  const id = await addRow(table, 'a')
  await ok(appendBlockChildren(table.editor, { block_id: id, children: paragraph('one') }))
  const first = await sync(table, copy, { body: true })
  expect(first.items).toMatchObject([{ _tag: 'Upsert', body: { complete: true } }, { _tag: 'Checkpoint' }])
  await ok(appendBlockChildren(table.editor, { block_id: id, children: paragraph('two') }))
  const second = await sync(table, copy, { body: true })
  expect(second.items).toMatchObject([{ body: { children: [{}, {}] } }, {}])
  expect((await sync(table, copy, { body: true })).upserts).toEqual([])
  table.clock.advance(MINUTE)
  const other = await addRow(table, 'b')
  expect((await sync(table, copy, { body: true })).upserts).toEqual([other])
  const before = table.sent()
  expect((await sync(table, copy, { body: true })).upserts).toEqual([])
  expect(table.sent() - before).toBe(2)
})

test('error: content that cannot be read holds up nothing, and is read by the next run', async () => {
  const table = await aTable()
  const copy = aCopy()
  const ids = [await addRow(table, 'a'), await addRow(table, 'b'), await addRow(table, 'c')]
  let failing = true
  const broken = ids[1] ?? ''
  const inner = table.ctx.fetcher
  const ctx = {
    ...table.ctx,
    fetcher: ((request) =>
      failing && request.path.includes(`${broken}/children`)
        ? inner({ ...request, path: request.path.replace(broken, table.elsewhere) })
        : inner(request)) satisfies typeof inner,
  }
  const run = await sync({ ...table, ctx }, copy, { body: true })
  expect([...run.upserts].sort()).toEqual(ids.sort())
  expect(run.items).toContainEqual(expect.objectContaining({ _tag: 'Unread', id: broken, part: 'body' }))
  expect(copy.since).toMatchObject({ complete: true, dirty: { page: [], body: [broken] } })
  failing = false
  expect((await sync({ ...table, ctx }, copy, { body: true })).upserts).toContain(broken)
  expect(copy.since?.dirty.body).toEqual([])
})

test('behavior: with a budget that is too small for all content, runs complete it', async () => {
  const table = await aTable()
  const copy = aCopy()
  for (let index = 0; index < 30; index++) await addRow(table, `${index}`)
  table.clock.advance(5 * MINUTE)
  await addRow(table, 'last')
  const withBody = new Set<string>()
  let runs = 0
  for (; runs < 30 && !(copy.since?.complete && copy.since.dirty.body.length === 0); runs++) {
    const { items } = await sync(table, copy, { body: true, max_requests: 10 })
    for (const item of items) if (item._tag === 'Upsert' && item.body) withBody.add(item.page.id)
  }
  expect(withBody.size).toBe(31)
  expect(runs).toBeLessThan(12)
})
