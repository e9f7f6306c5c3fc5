import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { createSimulator, faults } from '@notion-fp/simulator'
import { createContext, systemClock } from 'notion-fp'
import { title } from 'notion-fp/props'
import { afterEach, expect, test } from 'vitest'
import { journalFile, openJournal } from '../../src/importing/journal.js'
import { aFolder } from '../support/command.js'
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

test('behavior: a page whose response was lost is found by the time of the clock of the context', async () => {
  // Far from the time of this machine.
  const now = Date.parse('2031-05-01T10:00:30Z')
  const simulator = createSimulator({ now: () => new Date(now) })
  await simulator.load({ pages: [{ id: TARGET, title: 'Target' }] })
  const slept: Array<number> = []
  const ctx = createContext({
    auth: 'ntn_test',
    fetch: simulator.fetch,
    logLevel: 'silent',
    rateLimit: false,
    clock: {
      ...systemClock,
      now: () => now,
      sleep: async (ms) => {
        slept.push(ms)
      },
    },
  })
  const file = join(aFolder(), 'import.log')
  const opened = await openJournal(ctx, file)
  if (opened._tag === 'Left') throw new Error(opened.left.message)
  const { createPage, close } = opened.right
  const create = (key: string, name: string) =>
    createPage(key, { page_id: TARGET }, name, { properties: { title: title(name) } })
  simulator.failNext(faults.droppedAfterCommit)
  expect(await create('a', 'Lost')).toMatchObject({ _tag: 'Right' })
  expect(slept).toEqual([])
  // Nothing was created: it is looked for, with pauses, and the error is returned.
  simulator.failNext(faults.droppedConnection)
  expect(await create('b', 'Never sent')).toMatchObject({ left: { _tag: 'NetworkError' } })
  expect(slept.length).toBeGreaterThan(0)
  await close(false)
  expect(readFileSync(file, 'utf8')).toContain(`"sent":${now}`)
  expect(simulator.journal.filter(({ method }) => method === 'POST').length).toBe(2)
})
