/** Writes the files that a contributor starts from. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

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
  console.log(`wrote    ${file}`)
}

/** Changes one place of a file. */
export const edit = (
  file: string,
  place: string | RegExp,
  replacement: (matched: string, ...groups: ReadonlyArray<string>) => string,
): void => {
  const before = readFileSync(file, 'utf8')
  const after = before.replace(place, (matched, ...groups) => replacement(matched, ...groups.map(String)))
  if (after === before) fail(`${file} has changed: nothing in it matches ${place}. Update scripts/new.`)
  writeFileSync(file, after)
  console.log(`changed  ${file}`)
}

/** Adds a word to a list of words in a file. */
export const addWord = (file: string, list: string, word: string): void =>
  edit(file, new RegExp(`(${list}\\b[^=]*= \\[)([^\\]]*)\\]`), (_all, start = '', words = '') => {
    const all = [...words.matchAll(/'[^']*'/g)].map(([known]) => known)
    return `${start}${[...all, `'${word}'`].join(', ')}]`
  })

/** Formats what was written, and brings the generated files up to date. */
export const finish = (): void => {
  const run = (...args: ReadonlyArray<string>) => execFileSync('npx', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  run('biome', 'check', '--write', 'src', 'test', 'scripts')
  run('tsx', 'scripts/generate.ts')
  run('vitest', 'run', 'test/exports.test.ts', '--update')
  console.log('updated  src/index.ts, the tables of the documentation, the list of exports')
}

export const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

export const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** `pageTemplate` as `page_template`. */
export const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at) => (at ? '_' : '') + letter.toLowerCase())

/** `pageTemplate` as `page template`. */
export const spaced = (name: string): string => snake(name).replaceAll('_', ' ')
