import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { aFolder, hasScript, lines, runInTerminal } from '../support/command.js'
import { startImport } from '../support/importTarget.js'

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

test.runIf(hasScript)('default: on a terminal, new options and the writing are asked for', async () => {
  const { run, env } = await startImport(open, {
    databases: [{ title: 'Tasks', data_source_id: TASKS, properties: { Name: 'title', Stage: ['Todo'] } }],
  })
  const file = join(aFolder(), 'rows.csv')
  writeFileSync(file, 'Name,Stage\na,New\n')
  const no = await runInTerminal(['import', file, '--into', TASKS], { env, columns: 100, input: 'n' })
  expect([no.code, no.out]).toEqual([64, expect.stringContaining('Add new options (Stage: New)?')])
  expect(lines((await run(['query', TASKS])).out)).toEqual([])
})
