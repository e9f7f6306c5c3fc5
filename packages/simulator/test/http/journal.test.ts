import { expect, test } from 'vitest'
import { createJournal } from '../../src/http/journal.js'
import { createSimulator } from '../../src/index.js'
import { harness } from '../support/harness.js'

const MEBIBYTE = 1_048_576

const recorded = (text: string | undefined) => ({
  method: 'POST',
  path: '/v1/search',
  query: {},
  version: '2026-03-11',
  status: 200,
  code: undefined,
  requestId: 'id',
  text,
})

const search = (length: number): string => JSON.stringify({ query: 'x'.repeat(length) })

test('default: large bodies take 32 MiB at most: the oldest entries are dropped', async () => {
  const { simulator, call } = await harness()
  for (let count = 0; count < 60; count += 1) await call('POST', 'search', search(480_000))
  expect(simulator.journal.length).toBe(Math.floor((32 * MEBIBYTE) / (2 * 480_012 + 600)))
  expect(simulator.journal.at(-1)?.body).toEqual({ query: 'x'.repeat(480_000) })
})

test('params: journalBytes and journalBodies', async () => {
  const few = await harness({ journalBytes: 10_000 })
  for (const length of [10, 1000, 1000, 1000, 1000, 10]) await few.call('POST', 'search', search(length))
  expect(few.simulator.journal.length).toBeLessThan(6)
  expect(few.simulator.journal.at(-1)?.body).toEqual({ query: 'x'.repeat(10) })

  const none = await harness({ journalBytes: 0 })
  await none.call('GET', 'users/me')
  expect(none.simulator.journal).toEqual([])

  const bare = await harness({ journalBodies: false })
  const heard: Array<unknown> = []
  bare.simulator.onRequest(({ body }) => heard.push(body))
  await bare.call('POST', 'search', search(10))
  expect([bare.simulator.journal.map(({ path, body }) => [path, body]), heard]).toEqual([
    [['/v1/search', undefined]],
    [{ query: 'x'.repeat(10) }],
  ])
})

test('error: journalBytes that is no number of bytes', () => {
  for (const journalBytes of [-1, Number.NaN]) expect(() => createSimulator({ journalBytes })).toThrow('journalBytes')
})

test('behavior: 10,000 entries at most; one that is larger than the journal has no body', () => {
  const journal = createJournal({})
  for (let count = 0; count < 10_001; count += 1) journal.add(recorded(undefined))
  expect(journal.entries).toHaveLength(10_000)
  const small = createJournal({ journalBytes: 3000 })
  small.add(recorded('{}'))
  small.add(recorded(search(3000)))
  expect(small.entries.map(({ body }) => body)).toEqual([{}, undefined])
  small.clear()
  for (let count = 0; count < 3; count += 1) small.add(recorded('{}'))
  expect(small.entries).toHaveLength(3)
})

test('behavior: an entry does not change with the body that it is read as', () => {
  const journal = createJournal({})
  journal.add(recorded('{"a":[1]}'))
  expect(JSON.stringify(journal.entries)).toContain('"body":{"a":[1]}')
  expect(journal.entries[0]?.body).not.toBe(journal.entries[0]?.body)
})
