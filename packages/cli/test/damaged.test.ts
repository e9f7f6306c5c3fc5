/** Copies and backups that something else has changed: nothing is taken for whole that is not. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject, Simulator } from '@notion-fp/simulator'
import { updatePage } from 'notion-fp'
import { afterEach, describe, expect, test } from 'vitest'
import { backUp, contextOn } from './support/backups.js'
import { aFolder, commandFile, lines, runCommand, serve } from './support/command.js'
import { listen } from './support/loopback.js'
import { aWorkspace, HOME, SMALL, TARGET } from './support/workspace.js'

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const onLoopback = async (simulator: Simulator) => {
  const { url, close } = await listen(simulator)
  open.push(close)
  return {
    close,
    env: {
      NOTION_TOKEN: 'ntn_test',
      NOTION_BASE_URL: url,
      NOTION_RATE_LIMIT_PER_MINUTE: 'false',
      XDG_STATE_HOME: aFolder(),
    },
  }
}

const served = async (more: JsonObject = {}) => {
  const { simulator, env, close } = await serve({
    databases: [
      {
        title: 'Tasks',
        data_source_id: TASKS,
        properties: { Name: 'title', After: { relation: 'Tasks' }, ...more },
        rows: Array.from({ length: 30 }, (_, index) => ({
          Name: `row ${index}`,
          ...(index === 29 && { After: Array.from({ length: 28 }, (_, other) => `row ${other}`) }),
        })),
      },
    ],
  })
  open.push(close)
  const run = (args: ReadonlyArray<string>) => runCommand(args, { env: { ...env, NOTION_RETRY_ATTEMPTS: '1' } })
  return { simulator, run }
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

describe('sync', () => {
  test('behavior: without its rows, a copy begins again; cut off, it is refused', async () => {
    const { run } = await served()
    const folder = aFolder()
    const rows = join(folder, 'rows.jsonl')
    expect(lines((await run(['sync', TASKS, folder])).out)).toMatchObject([{ rows: 30 }])
    rmSync(rows)
    expect(lines((await run(['sync', TASKS, folder, '--no-reconcile'])).out)).toMatchObject([{ rows: 30, added: 30 }])
    writeFileSync(rows, readFileSync(rows, 'utf8').slice(0, -10))
    const cut = await run(['sync', TASKS, folder, '--no-reconcile'])
    expect([cut.code, cut.err]).toEqual([1, expect.stringContaining('rows.jsonl is cut off')])
  })

  test('behavior: a row that cannot be read as a whole is named, and read again by the next run', async () => {
    const { simulator, run } = await served()
    const folder = aFolder()
    simulator.setConditions({ faults: [{ status: 500, match: ({ path }) => /\/properties\//.test(path) }] })
    const first = await run(['sync', TASKS, folder])
    expect([first.code, lines(first.out)]).toMatchObject([6, [{ rows: 29, unread: 1 }]])
    expect(first.err).toMatch(/not read: [\da-f-]{36}: .*500/)
    simulator.setConditions({})
    const second = await run(['sync', TASKS, folder])
    expect([second.code, lines(second.out)]).toMatchObject([0, [{ rows: 30, unread: 0 }]])
    const related = readFileSync(join(folder, 'rows.jsonl'), 'utf8').match(/"relation":\[[^\]]*\]/g) ?? []
    expect(Math.max(...related.map((list) => list.split('"id"').length - 1))).toBe(28)
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })
})

test.runIf(process.platform === 'linux')(
  'error: an output that cannot be written is a failure, and a reader that is gone is none',
  async () => {
    const file = await commandFile()
    const to = (target: string) =>
      spawnSync('/bin/sh', ['-c', `"$0" "$1" --version ${target}`, process.execPath, file], { encoding: 'utf8' })
    expect(to('> /dev/full')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('could not be written: ENOSPC'),
    })
    expect(to('| true')).toMatchObject({ status: 0, stderr: '' })
  },
)

test('behavior: an export names rows that are not whole in each run, and reads those that failed again', async () => {
  const { simulator, run } = await served({
    Names: { rollup: { relation_property_name: 'After', rollup_property_name: 'Name', function: 'show_original' } },
    All: { formula: 'prop("Names")' },
  })
  const folder = aFolder()
  const args = ['export', TASKS, folder, '--format', 'jsonl', '--no-content']
  simulator.setConditions({ faults: [{ status: 500, match: ({ path }) => /\/properties\//.test(path) }] })
  const first = await run(args)
  expect([first.code, first.err]).toEqual([6, expect.stringContaining('could not be read, such as the property')])
  simulator.setConditions({})
  const second = await run(args)
  expect([second.code, lines(second.out)]).toMatchObject([0, [{ losses: 1, unread: 0 }]])
  const losses = readFileSync(join(folder, 'export-losses.jsonl'), 'utf8')
  expect(losses).toContain('property All')
  const [file = ''] = readdirSync(folder).filter((name) => name.startsWith('Tasks'))
  expect(readFileSync(join(folder, file), 'utf8')).toContain('row 27')
  const third = await run(args)
  expect(lines(third.out)).toMatchObject([{ losses: 1 }])
  expect(readFileSync(join(folder, 'export-losses.jsonl'), 'utf8')).toBe(losses)
})

test('behavior: an export finds a page in the trash also if the page around it has not changed', async () => {
  const child = '0f0e0d0c-0b0a-4908-8706-050403020101'
  const { simulator, env, close } = await serve({
    pages: [{ id: HOME, title: 'Home', pages: [{ id: child, title: 'Child', markdown: 'x' }] }],
  })
  open.push(close)
  const folder = aFolder()
  const args = ['export', HOME, folder]
  expect(lines((await runCommand(args, { env })).out)).toMatchObject([{ pages: 2, gone: 0 }])
  const ctx = contextOn(simulator.fetch)
  await updatePage(ctx, { page_id: child, in_trash: true })()
  const { out, err } = await runCommand(args, { env })
  expect(lines(out)).toMatchObject([{ gone: 1 }])
  expect(err).toContain('gone from Notion, kept here (--remove deletes): "Child"')
})
