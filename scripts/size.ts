/**
 * Holds what a line of imports costs to its budget, in the packed package, beside the official client.
 *
 * `--write` puts the table into the documentation, and the sizes of this version into their history; without it, a table in the documentation that is
 * off by more than 2% fails.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { esbuildSizes, leftovers, rollupSizes } from './support/bundle.js'
import { jobNames } from './support/entries.js'
import { tableIn, withTable } from './support/inPlace.js'
import { install, inTemporaryFolder } from './support/packed.js'
import { UNRELEASED, withSizes } from './support/sizeHistory.js'
import { FIGURES, writeStrengths } from './support/strengths.js'

/** A line of imports with the most that it may cost, in bytes. */
interface Budget {
  readonly label: string
  readonly code: string
  readonly most: number
}

const TYPICAL = [
  `export { collect, createContext, createPage, getBlockChildren, getPage, isFullPage, queryDataSource, search } from 'notion-fp'`,
  `export { toPromise, updatePage } from 'notion-fp'`,
  `export { checkbox, date, number, readProps, select, title, writeProps } from 'notion-fp/props'`,
].join('\n')

/** What one query costs, to which reading typed rows in windows is compared. */
const QUERY = 11_920

/** What reading one level of blocks costs, to which reading all levels is compared. */
const BLOCK_CHILDREN = 10_040

/** What appending to one block costs, to which appending a tree is compared. */
const APPEND_CHILDREN = 12_500

/** All of each job, at most so many bytes. A job without a ceiling here fails. */
const JOBS: Readonly<Record<string, number>> = {
  blocks: 54_110,
  changes: 16_920,
  completion: 17_840,
  files: 25_840,
  rows: 37_160,
}

const everythingOf = (entries: ReadonlyArray<string>): string =>
  entries.map((entry, index) => `export * as entry${index} from '${entry}'`).join('\n')

/** Every entry with code of its own: `notion-fp/fp` is fp-ts. */
const ENTRIES = ['notion-fp', ...['props', 'compat', ...jobNames()].map((name) => `notion-fp/${name}`)]

/** What the parts of a context cost, and what they are to cost: docs/decisions/0007 and 0012. */
const budgets: ReadonlyArray<Budget> = [
  { label: 'a property builder', code: `export { number } from 'notion-fp/props'`, most: 300 },
  { label: '`pipe` of `notion-fp/fp`', code: `export { pipe } from 'notion-fp/fp'`, most: 250 },
  { label: '`getPage`', code: `export { getPage } from 'notion-fp'`, most: 3_870 },
  {
    label: '`getPage`, `makeContext`, `fetchFetcher`',
    code: `export { getPage, makeContext, fetchFetcher } from 'notion-fp'`,
    most: 9_850,
  },
  {
    label: 'the same and `withDefaults`',
    code: `export { getPage, makeContext, fetchFetcher, withDefaults } from 'notion-fp'`,
    most: 17_560,
  },
  {
    label: '`getPage`, `createContext`',
    code: `export { getPage, createContext } from 'notion-fp'`,
    most: 19_500,
  },
  {
    label: '`getBlockChildren`, `makeContext`, `fetchFetcher`',
    code: `export { getBlockChildren, makeContext, fetchFetcher } from 'notion-fp'`,
    most: BLOCK_CHILDREN,
  },
  {
    label: '`getBlockTree` of `notion-fp/blocks`, `makeContext`, `fetchFetcher`',
    code: [
      `export { makeContext, fetchFetcher } from 'notion-fp'`,
      `export { getBlockTree } from 'notion-fp/blocks'`,
    ].join('\n'),
    most: BLOCK_CHILDREN + 2_050,
  },
  {
    label: '`replaceContent` of `notion-fp/blocks`, `makeContext`, `fetchFetcher`',
    code: [
      `export { makeContext, fetchFetcher } from 'notion-fp'`,
      `export { replaceContent } from 'notion-fp/blocks'`,
    ].join('\n'),
    most: 32_620,
  },
  {
    label: '`copyPage` of `notion-fp/blocks`, `makeContext`, `fetchFetcher`',
    code: [`export { makeContext, fetchFetcher } from 'notion-fp'`, `export { copyPage } from 'notion-fp/blocks'`].join(
      '\n',
    ),
    most: 55_200,
  },
  {
    label: '`queryDataSource`, `makeContext`, `fetchFetcher`',
    code: `export { queryDataSource, makeContext, fetchFetcher } from 'notion-fp'`,
    most: QUERY,
  },
  {
    label: '`queryRows` of `notion-fp/rows`, `makeContext`, `fetchFetcher`',
    code: [`export { makeContext, fetchFetcher } from 'notion-fp'`, `export { queryRows } from 'notion-fp/rows'`].join(
      '\n',
    ),
    most: QUERY + 4_560,
  },
  {
    label: '`appendBlockChildren`, `makeContext`, `fetchFetcher`',
    code: `export { appendBlockChildren, makeContext, fetchFetcher } from 'notion-fp'`,
    most: APPEND_CHILDREN,
  },
  {
    label: '`appendTree` of `notion-fp/blocks`, `makeContext`, `fetchFetcher`',
    code: [
      `export { makeContext, fetchFetcher } from 'notion-fp'`,
      `export { appendTree } from 'notion-fp/blocks'`,
    ].join('\n'),
    most: APPEND_CHILDREN + 8_600,
  },
  {
    label: '`createContext`, six operations, `collect`, five properties read and written',
    code: TYPICAL,
    most: 27_120,
  },
  { label: '`uploadFile`', code: `export { uploadFile } from 'notion-fp/files'`, most: 14_290 },
  { label: '`downloadFile`', code: `export { downloadFile } from 'notion-fp/files'`, most: 9_110 },
  {
    label: '`completePage` of `notion-fp/completion`, `makeContext`, `fetchFetcher`',
    code: [
      `export { makeContext, fetchFetcher } from 'notion-fp'`,
      `export { completePage } from 'notion-fp/completion'`,
    ].join('\n'),
    most: 14_680,
  },
  {
    label: '`changes` of `notion-fp/changes`, `makeContext`, `fetchFetcher`',
    code: [`export { makeContext, fetchFetcher } from 'notion-fp'`, `export { changes } from 'notion-fp/changes'`].join(
      '\n',
    ),
    most: 20_030,
  },
  ...jobNames().map((job) => ({
    label: `all of \`notion-fp/${job}\``,
    code: everythingOf([`notion-fp/${job}`]),
    most: JOBS[job] ?? 0,
  })),
  { label: 'everything of all entries', code: everythingOf(ENTRIES), most: 124_340 },
]

const OFFICIAL = `export { Client } from '@notionhq/client'`

/** How far the documentation may be off. */
const TOLERANCE = 0.02

const PLACE = 'sizes'

const HISTORY = 'bench/sizes.md'

interface Row extends Budget {
  readonly esbuild: number
  /** Absent for a large bundle: terser takes long for it, and what it makes is smaller than what esbuild does. */
  readonly rollup?: number | undefined
}

/** Above this budget, in bytes, a bundle is not made with rollup and terser as well. */
const LARGE = 30_000

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(2)

const cell = (bytes: number | undefined): string => (bytes === undefined ? '' : `${kilobytes(bytes)} kB`)

const tableOf = (rows: ReadonlyArray<Row>, official: number): string =>
  [
    '| import | esbuild | rollup and terser | at most | `@notionhq/client`, for any import |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ label, esbuild, rollup, most }) =>
        `| ${label} | ${cell(esbuild)} | ${cell(rollup)} | ${cell(most)} | ${cell(official)} |`,
    ),
  ].join('\n')

const numbersIn = (table: string): ReadonlyArray<number> =>
  [...table.matchAll(/\d+\.\d+/g)].map(([number]) => Number(number))

/** Whether two tables say the same, but for what another version of a bundler may change. */
const isClose = (written: string, measured: string): boolean => {
  const [before, after] = [numbersIn(written), numbersIn(measured)]
  const words = (table: string): string => table.replace(/\d+\.\d+/g, '')
  return (
    words(written) === words(measured) &&
    after.every((number, index) => Math.abs((before[index] ?? Number.POSITIVE_INFINITY) - number) <= number * TOLERANCE)
  )
}

const measure = (): Promise<{ readonly rows: ReadonlyArray<Row>; readonly official: number; readonly left: string }> =>
  inTemporaryFolder(async (folder) => {
    install(folder)
    const codes = [OFFICIAL, ...budgets.map(({ code }) => code)]
    const [official = 0, ...sizes] = await esbuildSizes(folder, codes)
    const rollupSize = rollupSizes(folder)
    const rows: Array<Row> = []
    for (const [index, budget] of budgets.entries()) {
      const rollup = budget.most > LARGE ? undefined : await rollupSize(budget.code)
      rows.push({ ...budget, esbuild: sizes[index] ?? Number.NaN, rollup })
    }
    return { rows, official, left: await leftovers(folder) }
  })

/** What is wrong with the table in the documentation; writes it there, where that is asked for. */
const checkTable = (table: string, write: boolean): ReadonlyArray<string> => {
  const page = existsSync(FIGURES) ? readFileSync(FIGURES, 'utf8') : ''
  const written = tableIn(page, PLACE)
  if (written === undefined)
    return [`${FIGURES} has no place for the sizes between <!-- ${PLACE}:start --> and <!-- ${PLACE}:end -->`]
  if (write) {
    writeFileSync(FIGURES, withTable(page, { file: FIGURES, place: PLACE, text: table }))
    writeStrengths()
  } else if (!isClose(written, table)) {
    return [`the sizes in ${FIGURES} are out of date: run \`npm run size -- --write\``]
  }
  return []
}

/** The version that is measured: the one of the package, unless changesets say that there will be another. */
const versionNow = (): string => {
  const { version }: { readonly version: string } = JSON.parse(readFileSync('package.json', 'utf8'))
  const isReleased = readdirSync('.changeset').every((file) => !file.endsWith('.md') || file === 'README.md')
  return isReleased ? version : UNRELEASED
}

/** Writes the sizes into the history. */
const writeHistory = (rows: ReadonlyArray<Row>): void => {
  const page = readFileSync(HISTORY, 'utf8')
  const sizes = Object.fromEntries(rows.map(({ label, esbuild }) => [label, kilobytes(esbuild)]))
  const text = withSizes(tableIn(page, 'history') ?? '', { version: versionNow(), sizes })
  writeFileSync(HISTORY, withTable(page, { file: HISTORY, place: 'history', text }))
}

const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const { rows, official, left } = await measure()
const table = tableOf(rows, official)
console.log(table)
const problems = [
  ...rows.flatMap(({ label, esbuild, rollup = 0, most }) => {
    const largest = Math.max(esbuild, rollup)
    return largest <= most ? [] : [`${label}: ${cell(largest)} are more than ${cell(most)}`]
  }),
  ...(left === '' ? [] : [`an import that uses nothing leaves this in a bundle: ${left}`]),
  ...checkTable(table, options.write),
]
if (options.write) writeHistory(rows)
for (const problem of problems) console.error(problem)
console.log(`${rows.length} sizes, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
