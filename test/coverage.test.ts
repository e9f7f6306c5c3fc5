/** What is said of a coverage below its threshold. */
import { expect, test } from 'vitest'
import { type CoverageOfFiles, leastCovered } from '../scripts/support/leastCovered.mjs'

const count = (covered: number, total: number) => ({ covered, total, pct: (100 * covered) / total })

const FILES = new Map([
  ['src/whole.ts', { lines: count(50, 50), branches: count(10, 10) }],
  ['src/some.ts', { lines: count(9, 10), branches: count(9, 10) }],
  ['src/least.ts', { lines: count(31, 40), branches: count(1, 10) }],
])

const NOTHING = { lines: count(0, 1), branches: count(0, 1) }

const map: CoverageOfFiles = {
  files: () => [...FILES.keys()],
  fileCoverageFor: (file) => ({ toSummary: () => FILES.get(file) ?? NOTHING }),
  getCoverageSummary: () => ({ lines: count(90, 100), branches: count(20, 30) }),
}

test('default: the files that lower the coverage are named, those that lower it most first', () => {
  expect(leastCovered(map, { lines: 97, branches: 50 })).toEqual([
    'src/least.ts: 9 lines and 9 branches do not run',
    'src/some.ts: 1 lines and 1 branches do not run',
  ])
  expect(leastCovered(map, { lines: 50, branches: 97 })).toHaveLength(2)
})

test('behavior: nothing is said where enough runs', () => {
  expect(leastCovered(map, { lines: 90, branches: 60 })).toEqual([])
})
