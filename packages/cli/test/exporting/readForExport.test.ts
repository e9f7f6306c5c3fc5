import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { updatePage } from 'notion-fp'
import { afterEach, expect, test } from 'vitest'
import { contextOn } from '../support/backups.js'
import { aFolder, lines, runCommand, serve } from '../support/command.js'
import { servedRows } from '../support/servedRows.js'
import { HOME } from '../support/workspace.js'

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

test('behavior: an export names rows that are not whole in each run, and reads those that failed again', async () => {
  const { simulator, run } = await servedRows(open, {
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
