import { mkdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { journalFile } from '../../src/importing/journal.js'
import { aTree, startImport, TARGET } from '../support/importTarget.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

test('error: the same import is done by one process at a time', async () => {
  const { run, env, writes } = await startImport(open)
  const folder = aTree({ 'a.md': 'Text' })
  await run(['import', folder, '--into', TARGET])
  const state = join(String(env.XDG_STATE_HOME), 'notion-fp')
  const file = journalFile(env, folder, TARGET)
  expect(dirname(file)).toBe(state)
  mkdirSync(state, { recursive: true })
  writeFileSync(`${file}.lock`, JSON.stringify({ pid: process.pid, host: hostname() }))
  const { code, err } = await run(['import', folder, '--into', TARGET, '--yes'])
  expect([code, err]).toEqual([
    1,
    expect.stringContaining(`The same import is already being done by the process ${process.pid}`),
  ])
  expect(writes()).toEqual([])
})
