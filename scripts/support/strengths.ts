/** What the README and the home page say of the library's strengths: each figure is read from the page of measurements, or counted in the sources. */
import { readFileSync, writeFileSync } from 'node:fs'
import { APPLIED, EVERY_FAULT } from '../../test/support/everyFault.js'
import { operations } from '../../test/support/operations.js'
import { cellsOf } from './cellsOf.js'
import { type Table, withTable } from './inPlace.js'
import { officialMethods } from './officialMethods.js'

/** The page with all measurements. */
export const FIGURES = 'docs/reference/size-and-speed.md'

/** The cells of a row, by their headings. Of two rows of one name, the first. */
export const rowOf = (page: string, name: string): ReadonlyMap<string, string> => {
  const lines = page.split('\n')
  const at = lines.findIndex((line) => cellsOf(line)[0] === name)
  if (at < 0) throw new Error(`${FIGURES} has no row "${name}"`)
  const before = lines.slice(0, at).reverse()
  const above = before.findIndex((line) => !line.startsWith('|'))
  const cells = cellsOf(lines[at] ?? '')
  return new Map(
    cellsOf(lines[above < 0 ? 0 : at - above] ?? '').map((heading, index) => [heading, cells[index] ?? '']),
  )
}

/** A cell of a row, by what its heading starts with. */
export const cellOf = (page: string, name: string, heading: string): string => {
  const found = [...rowOf(page, name)].find(([title]) => title.startsWith(heading))
  if (found === undefined || found[1] === '') throw new Error(`${FIGURES} has no "${heading}" of "${name}"`)
  return found[1]
}

/** A size with one digit: the next one differs between versions of bundlers. */
const short = (size: string): string => `${Number.parseFloat(size).toFixed(1)} kB`

/** How the calls and the methods of the official client compare: there are more methods, since some are made of other calls. */
const completeness = (): string => {
  const calls = Object.values(operations).flatMap((group) => group.map(({ op }) => op))
  const methods = officialMethods()
  const composed = methods.filter(({ op }) => !calls.includes(op))
  return `${calls.length} calls, and each of the ${methods.length} methods of the official client,\n  ${composed.length} of them made of other calls.`
}

/** The strengths in words, from the page of measurements. */
export const strengthsOf = (page: string): string => {
  const size = (name: string): string => short(cellOf(page, name, 'esbuild'))
  const call = '`getPage`, `makeContext`, `fetchFetcher`'
  const processes = '180 a minute, token bucket'
  const rounds = page.indexOf('| 30 processes')
  const many = page.slice(Math.max(rounds, 0))
  const heap = [...page.matchAll(/^\| (heap of a default context [^|]*?) \|/gm)][0]?.[1] ?? ''
  return [
    `- **Small.** A bundle holds what you import: ${size(call)} for \`getPage\` with its transport, ${size('the same and `withDefaults`')} with cache,`,
    `  retries, rate limit and logger as well (minified, gzipped). The official client is ${short(cellOf(page, call, '`@notionhq/client`'))} for any import.`,
    `- **Nothing is lost, nothing is written twice.** Tests make each request of a job fail in ${Object.keys(EVERY_FAULT).length} ways, ${Object.keys(APPLIED).length} of them after Notion had`,
    '  applied it: every block is there exactly once, even if another process resumes the job.',
    `- **Many processes, one token.** 30 processes start ${cellOf(many, processes, 'successful calls')} calls at once against a limit of 180 a minute: ${cellOf(many, processes, 'failed calls')} fail. Ten`,
    `  that run for an hour use ${cellOf(page, processes, 'successful calls')} % of it, and ${cellOf(page, processes, '429')} % of the responses are 429s.`,
    `- **Bounded memory.** ${Number.parseFloat(cellOf(page, heap, 'measured')).toFixed(0)} MB of heap after 2,000 queries of 100 rows, with the cache on. Whole pages and tables can be streamed.`,
    `- **All of the API**, in two versions: ${completeness()} Every response is checked, and so is every snippet of the`,
    '  documentation: compiled, and run in three module formats.',
  ].join('\n')
}

/** The pages that name the strengths. */
const PAGES = ['README.md', 'docs/index.md']

/** The strengths as a part of these pages. */
export const strengths = (): ReadonlyArray<Table> => {
  const text = strengthsOf(readFileSync(FIGURES, 'utf8'))
  return PAGES.map((file) => ({ file, place: 'strengths', text }))
}

/** Brings these pages up to date after the page of measurements was written. */
export const writeStrengths = (): void => {
  for (const table of strengths()) writeFileSync(table.file, withTable(readFileSync(table.file, 'utf8'), table))
}
