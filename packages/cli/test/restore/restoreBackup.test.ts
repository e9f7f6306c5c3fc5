import { faults, type Simulator } from '@notion-fp/simulator'
import { getDataSource } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { backUp, contextOn, killedAt, restoreInto } from '../support/backups.js'
import { aFolder } from '../support/command.js'
import { expectRestored } from '../support/expectRestored.js'
import { aWorkspace, HOME, LARGE, SMALL, TARGET, TASKS } from '../support/workspace.js'

/** Restores while the process is killed again and again, after a number of requests that differs each time. */
const restoreWithKills = async (
  simulator: Simulator,
  folder: string,
  budgets: ReadonlyArray<number>,
): Promise<ReadonlyMap<string, string>> => {
  for (const [index, requests] of budgets.entries()) {
    const { fetch, killed } = killedAt(simulator.fetch, requests, index % 2 === 0)
    const outcome = await Promise.race([killed, restoreInto(fetch, folder, TARGET)])
    if (outcome === 'killed') continue
    // Faults that pass do not end a restore.
    expect(outcome.result).toMatchObject({ _tag: 'Right' })
    return outcome.ids
  }
  const { result, ids } = await restoreInto(simulator.fetch, folder, TARGET)
  expect(result._tag).toBe('Right')
  return ids
}

describe('a workspace of 40 pages, 2,500 rows and 60 files', () => {
  test('default: is the same after it was restored, with faults and kills', { timeout: 300_000 }, async () => {
    const simulator = await aWorkspace(LARGE)
    const folder = aFolder()
    await backUp(simulator.fetch, HOME, folder)
    simulator.setConditions({
      faults: [
        { ...faults.rateLimited, chance: 0.01 },
        { status: 500, chance: 0.01 },
        { ...faults.droppedAfterCommit, chance: 0.01 },
        { ...faults.unavailableAfterCommit, chance: 0.01 },
        { ...faults.conflict, chance: 0.01 },
      ],
      seed: 3,
      sleep: async () => undefined,
    })
    const ids = await restoreWithKills(simulator, folder, [37, 410, 1_200])
    simulator.setConditions({})
    await expectRestored(simulator, folder, ids)
  })
})

describe('a small workspace', () => {
  test.each([1, 2, 3])('behavior: killed at many requests, nothing is there twice (%i)', async (seed) => {
    const simulator = await aWorkspace(SMALL)
    const folder = aFolder()
    await backUp(simulator.fetch, HOME, folder)
    // Each run does a little more than a resumed one needs to find its place.
    const budgets = Array.from({ length: 30 }, (_, index) => 12 + ((index * 7 + seed * 11) % 23))
    const ids = await restoreWithKills(simulator, folder, budgets)
    await expectRestored(simulator, folder, ids)
  })

  test('default: losses are reported, and the marker of the rows is gone', async () => {
    const simulator = await aWorkspace(SMALL)
    const folder = aFolder()
    await backUp(simulator.fetch, HOME, folder)
    const { losses, ids, result } = await restoreInto(simulator.fetch, folder, TARGET)
    expect(result._tag).toBe('Right')
    expect(losses).toEqual([])
    const source = await getDataSource(contextOn(simulator.fetch), { data_source_id: ids.get(TASKS) ?? '' })()
    expect(Object.keys(source._tag === 'Right' ? source.right.properties : {})).not.toContain('notion-fp restore')
    // What is finished stays as it is.
    const before = simulator.journal.length
    expect((await restoreInto(simulator.fetch, folder, TARGET)).result._tag).toBe('Right')
    expect(simulator.journal.length).toBe(before)
  })
})
