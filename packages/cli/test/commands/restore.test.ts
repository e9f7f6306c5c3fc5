import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appendBlockChildren, getBlockChildren } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { backUp, contextOn } from '../support/backups.js'
import { aFolder, lines, runCommand } from '../support/command.js'
import { lossesOf } from '../support/compare.js'
import { expectRestored } from '../support/expectRestored.js'
import { listen } from '../support/loopback.js'
import { aWorkspace, HOME, SMALL, TARGET } from '../support/workspace.js'

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
      if (signal === 'SIGINT') expect(stopped.err).toContain('run the same command to continue')
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
    expect((await run(['restore', folder])).err).toContain('--into must name an empty page.')
    expect((await run(['restore', aFolder(), '--into', TARGET])).err).toContain('There is no finished backup')
    await close()
  })
})
