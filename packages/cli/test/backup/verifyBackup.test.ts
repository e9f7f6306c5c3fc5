/** Copies and backups that something else has changed: nothing is taken for whole that is not. */

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Simulator } from '@notion-fp/simulator'
import { afterEach, describe, expect, test } from 'vitest'
import { backUp } from '../support/backups.js'
import { aFolder, runCommand, serveSimulator } from '../support/command.js'
import { aWorkspace, HOME, SMALL, TARGET } from '../support/workspace.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const onLoopback = async (simulator: Simulator) => {
  const served = await serveSimulator(simulator)
  open.push(served.close)
  return served
}

describe('backups', () => {
  test('error: a backup that was changed is refused, and a file that it has lost is named', async () => {
    const simulator = await aWorkspace(SMALL)
    const folder = aFolder()
    await backUp(simulator.fetch, HOME, folder)
    const { env } = await onLoopback(simulator)
    const run = (args: ReadonlyArray<string>) => runCommand(args, { env })
    const [blob] = readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )
    rmSync(join(blob?.parentPath ?? '', blob?.name ?? ''))
    const pages = join(folder, 'pages.jsonl')
    const whole = readFileSync(pages, 'utf8')
    // One letter, and the end of the last line.
    const changed = whole.replace('Page 3', 'Pagf 3')
    for (const [damaged, ...args] of [
      [changed, 'restore', folder, '--into', TARGET],
      [changed, 'backup', folder],
      [whole.slice(0, -10), 'restore', folder, '--into', TARGET, '--dry-run'],
    ]) {
      writeFileSync(pages, String(damaged))
      expect(await run(args)).toMatchObject({ code: 1, err: expect.stringContaining('is damaged: pages.jsonl') })
      expect(readFileSync(pages, 'utf8')).toBe(damaged)
    }
    expect(simulator.journal.filter(({ method, path }) => method !== 'GET' && path.includes(TARGET))).toEqual([])
    expect((await run(['restore', folder, '--into', TARGET, '--damaged', '--dry-run'])).err).toContain('damaged: pages')
    writeFileSync(pages, whole)
    const { code, err } = await run(['restore', folder, '--into', TARGET])
    expect([code, err]).toEqual([6, expect.stringContaining('the backup does not have the file')])
  })
})
