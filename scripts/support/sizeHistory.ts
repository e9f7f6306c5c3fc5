/** The history of the sizes: a table with a row for each import and a column for each version, of which the newest is the last. */
import { cellsOf } from './cellsOf.js'

/** The sizes of one version, in kB, by what is imported. */
export interface Measured {
  readonly version: string
  readonly sizes: Readonly<Record<string, string>>
}

/** The column of what is not released yet. */
export const UNRELEASED = 'next'

const FIRST = 'import'

/** The cells of each row, without the line below the heading. */
const rowsOf = (table: string): ReadonlyArray<ReadonlyArray<string>> =>
  table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map(cellsOf)

/** The versions of a table, in order. */
const versionsIn = (table: string): ReadonlyArray<Measured> => {
  const [[, ...versions] = [], ...rows] = rowsOf(table)
  return versions.map((version, column) => ({
    version,
    sizes: Object.fromEntries(
      rows.flatMap(([label = '', ...sizes]) => (sizes[column] ? [[label, sizes[column]]] : [])),
    ),
  }))
}

const rowOf = (cells: ReadonlyArray<string>): string => `| ${cells.join(' | ')} |`.replace(/ {2,}/g, ' ')

/**
 * The table with the sizes of a version as its last column, in place of earlier sizes of the same version and of what was not released.
 * Imports that are no longer measured keep their row.
 */
export const withSizes = (table: string, measured: Measured): string => {
  const before = versionsIn(table).filter(({ version }) => version !== UNRELEASED && version !== measured.version)
  const all = [...before, measured]
  const labels = new Set([measured, ...before].flatMap(({ sizes }) => Object.keys(sizes)))
  return [
    rowOf([FIRST, ...all.map(({ version }) => version)]),
    `|${'---|'.repeat(all.length + 1)}`,
    ...Array.from(labels, (label) => rowOf([label, ...all.map(({ sizes }) => sizes[label] ?? '')])),
  ].join('\n')
}
