import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { withTable } from '../scripts/support/inPlace.js'
import { tables } from '../scripts/support/tables.js'
import { isList } from '../src/core/call/slowList.js'
import { operations } from './support/operations.js'

const all = Object.values(operations).flat()

/** The operations whose files match, by their names. */
const written = (pattern: (op: string) => RegExp): ReadonlyArray<string> =>
  readdirSync('src/ops', { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        file.endsWith('.ts') && pattern(basename(file, '.ts')).test(readFileSync(join('src/ops', file), 'utf8')),
    )
    .map((file) => basename(file, '.ts'))
    .sort()

const names = (given: typeof all): ReadonlyArray<string> => given.map(({ op }) => op).sort()

const paginated = all.filter(({ op }) => written(() => /\bPageParams\b/).includes(op))

test.each(tables().map((table) => [table.file, table] as const))(
  'default: the table in %s is up to date',
  (file, table) => {
    const text = readFileSync(file, 'utf8')
    expect(withTable(text, table)).toBe(text)
  },
)

test('default: every operation that makes a call is among the samples', () => {
  expect(names(all)).toEqual(written((op) => new RegExp(`^export (const|function) ${op}Request\\b`, 'm')))
})

test('default: the samples are well-formed, so that what they declare is what is sent', () => {
  for (const { requests } of all) for (const { invalid } of requests) expect(invalid ?? []).toEqual([])
})

test('behavior: only a read is kept, and one that is kept says what it depends on', () => {
  for (const { op, requests, reads } of all) {
    for (const { kind, cache } of requests) if (cache) expect([op, kind]).toEqual([op, 'read'])
    if (requests.some(({ cache }) => cache)) expect([op, reads.length > 0]).toEqual([op, true])
  }
})

test('behavior: no read makes anything stale, but one that tells that a task is over', () => {
  const reads = all.filter(({ requests }) => requests.every(({ kind }) => kind === 'read'))
  expect(reads.filter(({ writes, told }) => writes.length + told.length > 0).map(({ op }) => op)).toEqual([
    'getAsyncTask',
  ])
})

test('params: page_size outside 1 to 100 is refused by every operation that takes one', () => {
  expect(paginated.length).toBeGreaterThan(10)
  for (const { op, requestWith } of paginated) {
    for (const page_size of [0, 101, 1.5, Number.NaN]) {
      const { invalid } = requestWith({ page_size })
      expect([op, invalid]).toMatchObject([op, [{ field: 'page_size', given: page_size }]])
    }
    expect([op, requestWith({ page_size: 100 }).invalid]).toEqual([op, undefined])
  }
})

test('default: every operation that takes a page_size is a list, with or without one, and no other is', () => {
  const isPaginated = ({ op }: (typeof all)[number]): boolean => paginated.some((list) => list.op === op)
  for (const { op, requestWith } of paginated) expect([op, isList(requestWith({}))]).toEqual([op, true])
  for (const { op, requests } of all.filter((sample) => !isPaginated(sample) && sample.op !== 'createViewQuery')) {
    expect([op, requests.some(isList)]).toEqual([op, false])
  }
})

test('params: start_cursor that is null is not sent, and any other is', () => {
  for (const { op, requestWith } of paginated) {
    const sent = (start_cursor: string | null): object => {
      const { query, body } = requestWith({ start_cursor })
      return JSON.parse(JSON.stringify({ ...query, ...(typeof body === 'object' && body) }))
    }
    expect([op, sent(null)]).not.toMatchObject([op, { start_cursor: null }])
    expect([op, sent('a cursor')]).toMatchObject([op, { start_cursor: 'a cursor' }])
  }
})
