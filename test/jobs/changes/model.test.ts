/** Random histories of a data source: a copy that runs now and then ends equal to it. */

import fc from 'fast-check'
import { isLeft } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import {
  appendBlockChildren,
  deleteBlock,
  getBlockChildren,
  isFullPage,
  movePage,
  updateBlock,
  updatePage,
} from '../../../src/index.js'
import { getBlockTree } from '../../../src/jobs/blocks/tree/getBlockTree.js'
import { readDirty } from '../../../src/jobs/changes/readDirty.js'
import { reconcile } from '../../../src/jobs/changes/reconcile.js'
import { printOfJson } from '../../../src/jobs/changes/rowPrint.js'
import { ok } from '../../simulator/world.js'
import { inBatches } from '../../support/chance.js'
import { EVERY_FAULT } from '../../support/everyFault.js'
import { aCopy, addRow, apply, aTable, type Copy, printsOf, remove, rename, sync, type Table, truth } from './world.js'

const EDITS = [
  'rename',
  'rename',
  'write',
  'rewrite',
  'erase',
  'trash',
  'restore',
  'restoreSilently',
  'moveAway',
  'moveHere',
] as const

type Edit =
  | { readonly do: 'create' | 'createElsewhere' }
  | { readonly do: (typeof EDITS)[number]; readonly at: number }
  | { readonly do: 'wait'; readonly seconds: number }

interface Run {
  readonly do: 'run'
  readonly stopAfter: number
  readonly failAt: number
  readonly fault: number
  readonly budget: number
  /** What somebody does before a request of the run, by its number. */
  readonly meanwhile: ReadonlyArray<{ readonly before: number; readonly edit: Edit }>
}

type Step = Edit | Run | { readonly do: 'reconcile' } | { readonly do: 'dirty'; readonly at: number }

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('create', 'createElsewhere', 'create') }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom(...EDITS), at: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), seconds: fc.constantFrom(1, 25, 61, 130, 4000) }) },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 15, arbitrary: edit },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dirty'), at: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconcile') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('run'),
      stopAfter: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(8)),
      failAt: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(6)),
      fault: fc.nat(13),
      budget: fc.constantFrom(1, 2, 3, 50),
      meanwhile: fc.oneof(
        fc.constant([]),
        fc.array(fc.record({ before: fc.nat(8), edit }), { minLength: 1, maxLength: 5 }),
      ),
    }),
  },
)

const pick = (ids: ReadonlyArray<string>, at: number): string => ids[at % Math.max(1, ids.length)] ?? ''

const paragraph = (content: string) => [{ paragraph: { rich_text: [{ text: { content } }] } }]

/** Restores a page from the trash without a trace in its times. */
const restoreSilently = async (table: Table, id: string, times: ReadonlyMap<string, number>): Promise<void> => {
  await updatePage(table.editor, { page_id: id, in_trash: false })()
  const text = JSON.stringify(table.simulator.snapshot(), (_, value) =>
    value?.id === id && typeof value.lastEditedTime === 'number'
      ? { ...value, lastEditedTime: times.get(id) ?? value.lastEditedTime }
      : value,
  )
  table.simulator.restore(JSON.parse(text))
}

/** How a copy is brought up to date. */
interface Mode {
  readonly page_size: number
  readonly body: boolean
}

const settle = async (table: Table, copy: Copy, body = false): Promise<void> => {
  const { ctx, data_source_id } = table
  const { gone, unknown, found, stale } = await ok(reconcile(ctx, { data_source_id, known: copy.rows.values() }))
  expect(unknown).toEqual([])
  for (const { id } of gone) remove(copy, id)
  await readAll(table, copy, [...found, ...stale], body)
}

const readAll = async (table: Table, copy: Copy, ids: ReadonlyArray<string>, body: boolean): Promise<void> => {
  const { ctx, data_source_id } = table
  for await (const change of readDirty(ctx, { data_source_id, ids, body })) {
    if (!isLeft(change)) apply(copy, change.right)
  }
}

interface History {
  readonly ids: Array<string>
  /** The last edit of each page before it was trashed. */
  readonly times: Map<string, number>
  count: number
}

const makeEdit = async (table: Table, history: History, one: Edit): Promise<void> => {
  const { editor, data_source_id, elsewhere } = table
  const { ids, times } = history
  const text = `${history.count++}`
  const move = (page_id: string, to: string) =>
    movePage(editor, { page_id, parent: { type: 'data_source_id', data_source_id: to } })()
  if (one.do === 'wait') return table.clock.advance(one.seconds * 1000)
  if (one.do === 'create') return void ids.push(await addRow(table, text))
  if (one.do === 'createElsewhere') return void ids.push(await addRow(table, text, elsewhere))
  const id = 'at' in one ? pick(ids, one.at) : ''
  if (!id) return
  const blocks = async () =>
    (await ok(getBlockChildren(editor, { block_id: id })).catch(() => undefined))?.results ?? []
  // An edit of a page in the trash is refused.
  if (one.do === 'rename') await rename(table, id, text).catch(() => undefined)
  else if (one.do === 'write') await appendBlockChildren(editor, { block_id: id, children: paragraph(text) })()
  else if (one.do === 'rewrite') {
    for (const block of (await blocks()).slice(0, 1)) {
      await updateBlock(editor, { block_id: block.id, paragraph: { rich_text: [{ text: { content: text } }] } })()
    }
  } else if (one.do === 'erase') {
    for (const block of (await blocks()).slice(-1)) await deleteBlock(editor, { block_id: block.id })()
  } else if (one.do === 'trash') {
    times.set(id, table.clock.now())
    await updatePage(editor, { page_id: id, in_trash: true })()
  } else if (one.do === 'restore') await updatePage(editor, { page_id: id, in_trash: false })()
  else if (one.do === 'restoreSilently') await restoreSilently(table, id, times)
  else await move(id, one.do === 'moveAway' ? elsewhere : data_source_id)
}

const play = async (table: Table, copy: Copy, steps: ReadonlyArray<Step>, mode: Mode): Promise<void> => {
  const history: History = { ids: [], times: new Map(), count: 0 }
  const faults = Object.values(EVERY_FAULT)
  for (const one of steps) {
    if (one.do === 'dirty') await readAll(table, copy, history.ids.slice(one.at, one.at + 1), mode.body)
    else if (one.do === 'reconcile') await settle(table, copy, mode.body)
    else if (one.do !== 'run') await makeEdit(table, history, one)
    else {
      const first = table.sent()
      table.before(async (at, send) => {
        for (const { before, edit } of one.meanwhile) {
          if (at - first === before) await makeEdit(table, history, edit)
        }
        return at - first === one.failAt ? faults[one.fault]?.(send) : undefined
      })
      await sync(table, copy, { ...mode, max_requests: one.budget }, one.stopAfter)
      table.before(async () => undefined)
    }
  }
}

/** The content of the rows, as far as a copy has it or the data source does. */
const contentsIn = async (table: Table): Promise<ReadonlyMap<string, string>> =>
  new Map(
    await Promise.all(
      [...(await truth(table)).keys()].map(
        async (id) => [id, printOfJson(await ok(getBlockTree(table.editor, { block_id: id })))] as const,
      ),
    ),
  )

test.each([
  ...inBatches(4, 12).map((batch) => ({ ...batch, body: false })),
  ...inBatches(4, 6).map((batch) => ({ ...batch, body: true })),
])('behavior: after any history, changes and reconcile make a copy equal (%j)', async ({ body, ...batch }) => {
  const mode = { page_size: 3, body }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const table = await aTable()
      const copy = aCopy()
      await play(table, copy, steps, mode)
      // A run that continues a stopped one does not read again what that one has read: the run after it does.
      if (copy.since?.complete === false) await sync(table, copy, mode)
      await sync(table, copy, mode)
      expect(copy.since).toMatchObject({ complete: true, dirty: { page: [], body: [] } })
      // Without reconcile, only what left no trace differs: rows that are gone, or were restored silently.
      if (!JSON.stringify(steps).includes('restoreSilently')) {
        const now = await truth(table)
        const present = new Map([...printsOf(copy)].filter(([id]) => now.has(id)))
        expect(present).toEqual(now)
      }
      await settle(table, copy, body)
      expect(printsOf(copy)).toEqual(await truth(table))
      expect([...copy.rows.values()].every(isFullPage)).toBe(true)
      if (body) expect(copy.contents).toEqual(await contentsIn(table))
    }),
    { ...batch, endOnFailure: false },
  )
})

test('behavior: a page that is restored from the trash with its old time is found by reconcile only', async () => {
  const table = await aTable()
  const copy = aCopy()
  const edited = table.clock.now()
  const id = await addRow(table, 'a')
  await sync(table, copy)
  await ok(updatePage(table.editor, { page_id: id, in_trash: true }))
  await settle(table, copy)
  expect(copy.rows.size).toBe(0)
  table.clock.advance(4_000_000)
  const other = await addRow(table, 'b')
  expect((await sync(table, copy)).upserts).toEqual([other])
  await restoreSilently(table, id, new Map([[id, edited]]))
  expect((await sync(table, copy)).upserts).toEqual([])
  await settle(table, copy)
  expect([...copy.rows.keys()].sort()).toEqual([id, other].sort())
  expect(printsOf(copy)).toEqual(await truth(table))
})
