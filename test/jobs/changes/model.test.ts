/** Random histories of a data source: a copy that runs now and then ends equal to it. */

import fc from 'fast-check'
import { isLeft } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { appendBlockChildren, isFullPage, movePage, updatePage } from '../../../src/index.js'
import { readDirty } from '../../../src/jobs/changes/readDirty.js'
import { reconcile } from '../../../src/jobs/changes/reconcile.js'
import { ok } from '../../simulator/world.js'
import { inBatches } from '../../support/chance.js'
import { EVERY_FAULT } from '../../support/everyFault.js'
import { aCopy, addRow, apply, aTable, type Copy, printsOf, rename, sync, type Table, truth } from './world.js'

type Step =
  | { readonly do: 'create' | 'createElsewhere' | 'reconcile' }
  | {
      readonly do: 'rename' | 'write' | 'trash' | 'restore' | 'restoreSilently' | 'moveAway' | 'moveHere' | 'dirty'
      readonly at: number
    }
  | { readonly do: 'wait'; readonly seconds: number }
  | {
      readonly do: 'run'
      readonly stopAfter: number
      readonly failAt: number
      readonly fault: number
      readonly budget: number
    }

const anAction = fc.constantFrom(
  'rename',
  'write',
  'trash',
  'restore',
  'restoreSilently',
  'moveAway',
  'moveHere',
  'dirty',
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('create', 'createElsewhere', 'create') }) },
  { weight: 8, arbitrary: fc.record({ do: anAction, at: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), seconds: fc.constantFrom(1, 25, 61, 130, 4000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconcile') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('run'),
      stopAfter: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(8)),
      failAt: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(6)),
      fault: fc.nat(13),
      budget: fc.constantFrom(1, 2, 3, 50),
    }),
  },
)

const pick = (ids: ReadonlyArray<string>, at: number): string => ids[at % Math.max(1, ids.length)] ?? ''

const paragraph = [{ paragraph: { rich_text: [{ text: { content: 'x' } }] } }]

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

const settle = async (table: Table, copy: Copy): Promise<void> => {
  const { ctx, data_source_id } = table
  const { gone, unknown, found, stale } = await ok(reconcile(ctx, { data_source_id, known: copy.rows.values() }))
  expect(unknown).toEqual([])
  for (const { id } of gone) copy.rows.delete(id)
  await readAll(table, copy, [...found, ...stale])
}

const readAll = async ({ ctx, data_source_id }: Table, copy: Copy, ids: ReadonlyArray<string>): Promise<void> => {
  for await (const change of readDirty(ctx, { data_source_id, ids })) if (!isLeft(change)) apply(copy, change.right)
}

const play = async (table: Table, copy: Copy, steps: ReadonlyArray<Step>): Promise<void> => {
  const { editor, data_source_id, elsewhere } = table
  const ids: Array<string> = []
  /** The last edit of each page before it was trashed. */
  const times = new Map<string, number>()
  const faults = Object.values(EVERY_FAULT)
  const move = (page_id: string, to: string) =>
    movePage(editor, { page_id, parent: { type: 'data_source_id', data_source_id: to } })()
  let count = 0
  for (const one of steps) {
    const id = 'at' in one ? pick(ids, one.at) : ''
    if ('at' in one && !id) continue
    // An edit of a page in the trash is refused.
    if (one.do === 'create') ids.push(await addRow(table, `${count++}`))
    else if (one.do === 'createElsewhere') ids.push(await addRow(table, `${count++}`, elsewhere))
    else if (one.do === 'rename') await rename(table, id, `${count++}`).catch(() => undefined)
    else if (one.do === 'write') await appendBlockChildren(editor, { block_id: id, children: paragraph })()
    else if (one.do === 'trash') {
      times.set(id, table.clock.now())
      await updatePage(editor, { page_id: id, in_trash: true })()
    } else if (one.do === 'restore') await updatePage(editor, { page_id: id, in_trash: false })()
    else if (one.do === 'restoreSilently') await restoreSilently(table, id, times)
    else if (one.do === 'moveAway') await move(id, elsewhere)
    else if (one.do === 'moveHere') await move(id, data_source_id)
    else if (one.do === 'dirty') await readAll(table, copy, [id])
    else if (one.do === 'wait') table.clock.advance(one.seconds * 1000)
    else if (one.do === 'reconcile') await settle(table, copy)
    else if (one.do === 'run') {
      const first = table.sent()
      table.before(async (at, send) => (at - first === one.failAt ? faults[one.fault]?.(send) : undefined))
      await sync(table, copy, { page_size: 3, max_requests: one.budget }, one.stopAfter)
      table.before(async () => undefined)
    }
  }
}

test.each(inBatches(4, 12))(
  'behavior: after any history, changes and reconcile make a copy equal (%j)',
  async (batch) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const table = await aTable()
        const copy = aCopy()
        await play(table, copy, steps)
        await sync(table, copy, { page_size: 3 })
        expect(copy.since?.complete).toBe(true)
        // Without reconcile, only what left no trace differs: rows that are gone, or were restored silently.
        if (!steps.some((one) => one.do === 'restoreSilently')) {
          const now = await truth(table)
          const present = new Map([...printsOf(copy)].filter(([id]) => now.has(id)))
          expect(present).toEqual(now)
        }
        await settle(table, copy)
        expect(printsOf(copy)).toEqual(await truth(table))
        expect([...copy.rows.values()].every(isFullPage)).toBe(true)
      }),
      { ...batch, endOnFailure: false },
    )
  },
)

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
