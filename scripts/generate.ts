/**
 * Writes what is generated from the sources: `src/index.ts`, the lists of property types, the comparison with the official client,
 * and the tables of the documentation. With `--check` it writes nothing, and fails where something is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formatted } from './support/formatted.js'
import { withTable } from './support/inPlace.js'
import { propertyTables } from './support/propertyTables.js'
import { generatedIndex, INDEX, jobIndices } from './support/publicNames.js'

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

/** Brings one file up to date, or only says whether it is. */
const generate = (file: string, what: string, textOf: (before: string) => string): boolean => {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const text = textOf(before)
  if (text === before) return true
  if (!options.check) writeFileSync(file, text)
  console.log(options.check ? `${file}: ${what} is out of date, run \`npm run generate\`` : `${file}: ${what} written`)
  return !options.check
}

const lists = [
  ...propertyTables().map(({ file, text }) =>
    generate(file, 'the list of property types', () => formatted(file, text)),
  ),
  generate(INDEX, 'the list of exports', () => formatted(INDEX, generatedIndex())),
  ...jobIndices().map(({ file, text }) => generate(file, 'the list of exports', () => formatted(file, text))),
]

// These load the sources, which have to be whole by then.
const { operations } = await import('../test/support/operations.js')
const { COMPARED, generatedComparison } = await import('./support/officialMethods.js')
const { tables } = await import('./support/tables.js')

const requesting = new Set(Object.values(operations).flatMap((group) => group.map(({ op }) => op)))

const fresh = [
  ...lists,
  generate(COMPARED, 'the comparison with the official client', () =>
    formatted(
      COMPARED,
      generatedComparison((op) => requesting.has(op)),
    ),
  ),
  ...tables().map((table) => generate(table.file, `the table of ${table.place}`, (text) => withTable(text, table))),
]
console.log(`${fresh.length} generated, ${fresh.filter((isFresh) => !isFresh).length} out of date`)
process.exitCode = fresh.every((isFresh) => isFresh) ? 0 : 1
