/** What is generated from the sources: `src/index.ts`, the lists of property types and of exports, and the tables of the documentation. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entries, exportList } from '../../test/support/exportLists.js'
import { type FileText, formatted } from './formatted.js'
import { withTable } from './inPlace.js'
import { checkImports, WrongLists } from './missingImports.js'
import { propertyTables } from './propertyTables.js'
import { generatedIndex, INDEX, jobIndices } from './publicNames.js'

/** A file with what is generated in it, whether it was up to date or not. */
interface Generated {
  readonly file: string
  readonly what: string
  readonly isFresh: boolean
}

/**
 * Brings what is generated up to date.
 *
 * @param check Whether to write nothing, and only to say what is up to date.
 */
export const generate = async ({ check }: { readonly check: boolean }): Promise<ReadonlyArray<Generated>> => {
  const update = (file: string, what: string, textOf: (before: string) => string): Generated => {
    const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const text = textOf(before)
    const isFresh = text === before
    if (!isFresh && !check) writeFileSync(file, text)
    return { file, what, isFresh }
  }
  const updateAll = (what: string, texts: ReadonlyArray<FileText>): ReadonlyArray<Generated> =>
    texts.map(({ file, text }) => update(file, what, () => text))

  const types = propertyTables()
  const lists = formatted([...types, { file: INDEX, text: generatedIndex() }, ...jobIndices()])
  const listed = [
    ...updateAll('the list of property types', lists.slice(0, types.length)),
    ...updateAll('what it exports', lists.slice(types.length)),
  ]
  // Once the entries are written, since the lists are made of them.
  const exported = Object.entries(entries).map(([name, entry]) => {
    const { file, text } = exportList(name, entry)
    return { file: join('test', file), text }
  })
  listed.push(...updateAll('the list of exports', exported))
  checkImports()
  // These load the sources, which have to be whole by then.
  const { operations } = await import('../../test/support/operations.js')
  const { COMPARED, generatedComparison } = await import('./officialMethods.js')
  const { tables } = await import('./tables.js')
  const { missingSamples } = await import('./missingSamples.js')
  const missing = missingSamples()
  if (missing.length > 0) throw new WrongLists(missing.join('\n'))
  const requesting = new Set(Object.values(operations).flatMap((group) => group.map(({ op }) => op)))
  const comparison = formatted([{ file: COMPARED, text: generatedComparison((op) => requesting.has(op)) }])
  return [
    ...listed,
    ...updateAll('the comparison with the official client', comparison),
    ...tables().map((table) => update(table.file, `the table of ${table.place}`, (text) => withTable(text, table))),
  ]
}
