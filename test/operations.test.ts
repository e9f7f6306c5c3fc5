import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { withTable } from '../scripts/support/inPlace.js'
import { missingSamples } from '../scripts/support/missingSamples.js'
import { officialMethods } from '../scripts/support/officialMethods.js'
import { operationFiles } from '../scripts/support/operationFiles.mjs'
import { tables } from '../scripts/support/tables.js'
import { isList } from '../src/core/call/slowList.js'
import { NOT_IN_OFFICIAL_CLIENT } from './support/exempt.js'
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

const missing = missingSamples()

const names = (given: typeof all): ReadonlyArray<string> => given.map(({ op }) => op).sort()

const paginated = all.filter(({ op }) => written(() => /\bPageParams\b/).includes(op))

/** The operations whose lines of a table are out of date. */
const aboutWhich = (text: string, upToDate: string): string => {
  const [is, shouldBe] = [text.split('\n'), upToDate.split('\n')]
  const different = [...is.filter((line) => !shouldBe.includes(line)), ...shouldBe.filter((line) => !is.includes(line))]
  const found = new Set(different.flatMap((line) => /^\| \[`(\w+)`\]/.exec(line)?.[1] ?? []))
  return found.size > 0 ? ` (${[...found].join(', ')})` : ''
}

test('default: every operation that makes a call has a sample', () => {
  expect(missing).toEqual([])
  expect(all.length).toBeGreaterThan(60)
})

// Without a sample, the tables would be the wrong ones.
test.skipIf(missing.length > 0).each(tables().map((table) => [table.file, table] as const))(
  'default: the table in %s is up to date',
  (file, table) => {
    const text = readFileSync(file, 'utf8')
    const upToDate = withTable(text, table)
    const changed = aboutWhich(text, upToDate)
    expect(text, `${file} is out of date${changed}: run \`npm run generate\``).toBe(upToDate)
  },
)

test('default: every operation has a test of its own', () => {
  const missing = operationFiles().filter(({ op, resource }) => !existsSync(`test/ops/${resource}/${op}.test.ts`))
  expect(missing.map(({ op, resource }) => `${op}: add test/ops/${resource}/${op}.test.ts`)).toEqual([])
})

test('default: every operation that makes a call is a method of `asNotionClient` or has a reason not to be', () => {
  const methods = officialMethods().map(({ op }) => op)
  const missing = names(all).filter((op) => !methods.includes(op) && !NOT_IN_OFFICIAL_CLIENT.includes(op))
  expect(missing.map((op) => `${op}: add it to src/compat/operations.ts, or to test/support/exempt.ts`)).toEqual([])
})

test('default: every operation that writes knows when it may have been applied, and no other', () => {
  const odd = all.filter(({ requests }) =>
    requests.some(({ kind, mayBeApplied }) => (kind === 'read') !== (mayBeApplied === undefined)),
  )
  expect(odd.map(({ op }) => `${op}: declare its kind with ...once or ...repeatable`)).toEqual([])
})

test('default: the samples are valid, so their requests are the ones that are sent', () => {
  for (const { requests } of all) for (const { invalid } of requests) expect(invalid ?? []).toEqual([])
})

test('behavior: only reads are cached, and a cached read declares its tags', () => {
  for (const { op, requests, reads } of all) {
    for (const { kind, cache } of requests) if (cache) expect([op, kind]).toEqual([op, 'read'])
    if (requests.some(({ cache }) => cache)) expect([op, reads.length > 0]).toEqual([op, true])
  }
})

test('behavior: no read invalidates tags, except one that reports the end of a task', () => {
  const reads = all.filter(({ requests }) => requests.every(({ kind }) => kind === 'read'))
  expect(reads.filter(({ writes, told }) => writes.length + told.length > 0).map(({ op }) => op)).toEqual([
    'getAsyncTask',
  ])
})

test('params: every operation rejects a page_size outside 1 to 100', () => {
  expect(paginated.length).toBeGreaterThan(10)
  for (const { op, requestWith } of paginated) {
    for (const page_size of [0, 101, 1.5, Number.NaN]) {
      const { invalid } = requestWith({ page_size })
      expect([op, invalid]).toMatchObject([op, [{ field: 'page_size', given: page_size }]])
    }
    expect([op, requestWith({ page_size: 100 }).invalid]).toEqual([op, undefined])
  }
})

test('default: exactly the operations with a page_size are paginated', () => {
  const isPaginated = ({ op }: (typeof all)[number]): boolean => paginated.some((list) => list.op === op)
  for (const { op, requestWith } of paginated) expect([op, isList(requestWith({}))]).toEqual([op, true])
  for (const { op, requests } of all.filter((sample) => !isPaginated(sample) && sample.op !== 'createViewQuery')) {
    expect([op, requests.some(isList)]).toEqual([op, false])
  }
})

test('params: a start_cursor is sent unless it is null', () => {
  for (const { op, requestWith } of paginated) {
    const sent = (start_cursor: string | null): object => {
      const { query, body } = requestWith({ start_cursor })
      return JSON.parse(JSON.stringify({ ...query, ...(typeof body === 'object' && body) }))
    }
    expect([op, sent(null)]).not.toMatchObject([op, { start_cursor: null }])
    expect([op, sent('a cursor')]).toMatchObject([op, { start_cursor: 'a cursor' }])
  }
})
