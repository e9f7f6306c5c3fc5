import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { progressText } from '../../src/terminal/progressLine.js'
import { aSource, TASKS } from '../support/aSource.js'
import { aFolder, hasScript, runInTerminal } from '../support/command.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

test.runIf(hasScript)('default: a job shows its progress on a terminal, and clears it', async () => {
  const { env, simulator } = await aSource(open)
  simulator.setConditions({ latency: 120 })
  const { code, out } = await runInTerminal(['export', TASKS, join(aFolder(), 'a.csv')], { env })
  expect(code).toBe(0)
  const [, progress = '', rest] = out.split('\r\u001b[K')
  expect(progress).toMatch(/^rows: \d+, \d+\/s, \d+ requests$/)
  expect(rest).toMatch(/^file /)
})

test('default: progress has a rate, retries, and the time left once it is known', () => {
  expect(progressText('rows', { requests: 3, retries: 0, done: 300 }, 1_000)).toBe('rows: 300, 300/s, 3 requests')
  expect(progressText('rows', { requests: 9, retries: 2, done: 300, total: 900 }, 3_000)).toBe(
    'rows: 300 of 900, 100/s, 9 requests, 2 retries, 6 s left',
  )
  expect(progressText('rows', { requests: 9, retries: 0, done: 100, total: 9_100 }, 10_000)).toContain(
    '15 min 0 s left',
  )
})
