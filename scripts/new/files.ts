/** Writes the files that a contributor starts from. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { entries, exportList } from '../../test/support/exportLists.js'
import { format } from '../support/formatted.js'
import { generate } from '../support/generated.js'

/** Ends with a message instead of a stack trace. */
export const fail = (message: string): never => {
  console.error(message)
  process.exit(1)
}

/** Writes a file that is not there yet. */
export const create = (file: string, text: string): void => {
  if (existsSync(file)) fail(`${file} already exists. Choose another name, or delete the file.`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  format([file])
  console.log(`wrote    ${file}`)
}

/** A change of one place of a text. */
export interface Change {
  readonly place: string | RegExp
  /** The new text of the place, from the old one and the groups of the expression. */
  readonly to: (matched: string, ...groups: ReadonlyArray<string>) => string
}

/** Changes places of the text of a file, in this order. */
export const changed = (file: string, before: string, changes: ReadonlyArray<Change>): string =>
  changes.reduce((text, { place, to }) => {
    const after = text.replace(place, (matched, ...groups) => to(matched, ...groups.map(String)))
    return after === text ? fail(`${file}: nothing to change at ${place}. Update scripts/new.`) : after
  }, before)

/** Changes places of a file, in this order. */
export const edit = (file: string, ...changes: ReadonlyArray<Change>): void => {
  writeFileSync(file, changed(file, readFileSync(file, 'utf8'), changes))
  format([file])
  console.log(`changed  ${file}`)
}

/** Adds a word to a list of words. */
export const addWord = (list: string, word: string): Change => ({
  place: new RegExp(`(${list}\\b[^=]*= \\[)([^\\]]*)\\]`),
  to: (_all, start = '', words = '') => {
    const all = [...words.matchAll(/'[^']*'/g)].map(([known]) => known)
    return `${start}${[...all, `'${word}'`].join(', ')}]`
  },
})

/**
 * Adds an import of a sibling of files that are imported already, where the linter would sort it: above all imports, the linter would
 * part it from the comment at the top of the file.
 *
 * @param text The file.
 * @param line The import.
 * @param from The path that it imports from.
 */
export const addImport = (text: string, line: string, from: string): Change => {
  const imports = [...text.matchAll(/^import [^']*'([^']*)'$/gm)].map(([whole, path = '']) => ({ whole, path }))
  const next = imports.find(({ path }) => path.localeCompare(from, 'en') > 0)
  const place = (next ?? imports.at(-1))?.whole ?? fail('A file without imports. Update scripts/new.')
  return { place, to: (matched) => (next ? `${line}\n${matched}` : `${matched}\n${line}`) }
}

/** Brings the generated files up to date. */
export const finish = async (): Promise<void> => {
  try {
    await generate({ check: false })
    for (const [name, entry] of Object.entries(entries)) {
      const { file, text } = exportList(name, entry)
      writeFileSync(join('test', file), text)
    }
  } catch (error) {
    fail(
      `${error instanceof Error ? (error.stack ?? error.message) : error}

npm run generate failed. The files were written: fix them, then run it again, and npx vitest run test/exports.test.ts --update.`,
    )
  }
  console.log('updated  src/index.ts, the tables of the documentation, the list of exports')
}

export const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

export const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** `pageTemplate` as `page_template`. */
export const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at) => (at ? '_' : '') + letter.toLowerCase())

/** `pageTemplate` as `page template`. */
export const spaced = (name: string): string => snake(name).replaceAll('_', ' ')
