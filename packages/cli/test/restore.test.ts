import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faults, type Simulator } from '@notion-fp/simulator'
import { appendBlockChildren, getBlockChildren, getDataSource } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { backUp, contextOn, killedAt, restoreInto } from './support/backups.js'
import { aFolder, lines, runCommand } from './support/command.js'
import { compareBackups, lossesOf } from './support/compare.js'
import { listen } from './support/loopback.js'
import { aWorkspace, HOME, LARGE, SMALL, TARGET, TASKS } from './support/workspace.js'

const expectSame = (restored: unknown, original: unknown, what: string): void => {
  expect(restored, what).toEqual(original)
}

/** Backs up what was restored, and compares it with the original. */
const expectRestored = async (
  simulator: Simulator,
  folder: string,
  ids: ReadonlyMap<string, string>,
): Promise<void> => {
  const again = aFolder()
  await backUp(simulator.fetch, TARGET, again)
  const file = join(again, 'ids.json')
  writeFileSync(file, JSON.stringify(Object.fromEntries(ids)))
  await compareBackups(folder, again, file, expectSame)
}

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

describe('the command', () => {
  /** A backup, and a Notion on loopback to restore it into. */
  const served = async () => {
    const simulator = await aWorkspace(SMALL)
    const folder = aFolder()
    await backUp(simulator.fetch, HOME, folder)
    const { url, close } = await listen(simulator)
    const env = {
      NOTION_TOKEN: 'ntn_test',
      NOTION_BASE_URL: url,
      NOTION_RATE_LIMIT_PER_MINUTE: 'false',
      XDG_STATE_HOME: aFolder(),
    }
    const run = (args: ReadonlyArray<string>, options: Parameters<typeof runCommand>[1] = {}) =>
      runCommand(args, { ...options, env })
    return { simulator, folder, run, close }
  }

  test('params: --dry-run writes nothing; a restore continues after SIGKILL and Ctrl-C', async () => {
    const { simulator, folder, run, close } = await served()
    const plan = await run(['restore', folder, '--into', TARGET, '--dry-run'])
    expect(plan.code).toBe(0)
    expect(lines(plan.out)).toMatchObject([{ pages: 7, rows: 18, databases: 3, comments: 13 }])
    expect(plan.err).toContain('lost: page (25): created_time')
    expect(simulator.journal.filter(({ method, path }) => method !== 'GET' && path.includes(TARGET))).toEqual([])
    for (const signal of ['SIGKILL', 'SIGINT'] as const) {
      let writes = 0
      const stopped = await run(['restore', folder, '--into', TARGET], {
        onStart: (kill) => {
          simulator.onRequest(({ method }) => {
            if (method !== 'GET' && ++writes === 25) kill(signal)
          })
        },
      })
      expect(stopped.code).toBe(signal === 'SIGINT' ? 130 : null)
      if (signal === 'SIGINT') expect(stopped.err).toContain('the same command continues')
    }
    const { code, out } = await run(['restore', folder, '--into', TARGET])
    expect(code).toBe(0)
    expect(lines(out)).toMatchObject([{ page: TARGET, rows: 18 }])
    const ids: { readonly [id: string]: string } = JSON.parse(
      readFileSync(join(folder, 'restore', TARGET, 'ids.json'), 'utf8'),
    )
    await expectRestored(simulator, folder, new Map(Object.entries(ids)))
    expect(lossesOf(folder, TARGET).map(({ kind, what }) => `${kind} ${what}`)).toContain('property No: numbers')
    await close()
  })

  test('error: a page that is not empty, no page, and no backup', async () => {
    const { simulator, folder, run, close } = await served()
    const ctx = contextOn(simulator.fetch)
    await appendBlockChildren(ctx, { block_id: TARGET, children: [{ divider: {} }] })()
    const { code, err } = await run(['restore', folder, '--into', TARGET])
    expect(code).toBe(1)
    expect(err).toContain(`The page ${TARGET} is not empty.`)
    const children = await getBlockChildren(ctx, { block_id: TARGET })()
    expect(children._tag === 'Right' && children.right.results).toHaveLength(1)
    expect((await run(['restore', folder])).err).toContain('--into should name an empty page.')
    expect((await run(['restore', aFolder(), '--into', TARGET])).err).toContain('There is no finished backup')
    await close()
  })
})
