import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSimulator } from '@notion-fp/simulator'
import { createContext, systemClock } from 'notion-fp'
import { expect, test } from 'vitest'
import { openJournal } from '../../src/importing/journal.js'
import { uploadOnce } from '../../src/importing/uploads.js'
import type { Writing } from '../../src/importing/writing.js'
import { unsafeCast } from '../../src/unsafeCast.js'
import { aSession } from '../support/aSession.js'
import { aFolder } from '../support/command.js'

test('behavior: an upload is used again until it expires, by the clock of the context', async () => {
  const simulator = createSimulator()
  let now = Date.parse('2031-05-01T10:00:30Z')
  const clock = { ...systemClock, now: () => now }
  const ctx = createContext({ auth: 'ntn_test', fetch: simulator.fetch, rateLimit: false, clock })
  const root = aFolder()
  writeFileSync(join(root, 'a.txt'), 'text')
  const opened = await openJournal(ctx, join(aFolder(), 'import.log'))
  if (opened._tag === 'Left') throw new Error(opened.left.message)
  const counts = { files: 0, bytes: 0 }
  // What `upload` uses of a run.
  const run = unsafeCast<Writing>({ job: { ctx, root, session: aSession(ctx) }, journal: opened.right, counts })
  const first = await uploadOnce(run, 'a.txt')
  expect(first).toMatchObject({ _tag: 'Right' })
  now += 44 * 60_000
  expect(await uploadOnce(run, 'a.txt')).toEqual(first)
  expect(counts).toEqual({ files: 1, bytes: 4 })
  now += 2 * 60_000
  expect(await uploadOnce(run, 'a.txt')).not.toEqual(first)
  expect(counts.files).toBe(2)
  await opened.right.close(true)
})
