/** Writes the files that a contributor starts from. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { format } from '../support/formatted.js'
import { generate } from '../support/generated.js'
import { publicNames } from '../support/publicNames.js'
import type { Project, Refused } from './asked.js'

/** Ends with a message instead of a stack trace. */
export const fail = (message: string): never => {
  console.error(message)
  process.exit(1)
}

/** What there is before anything is written. */
export const project: Project = {
  resources: readdirSync('src/ops').filter((name) => name !== 'shared'),
  exported: publicNames(),
  exists: existsSync,
}

/** What was asked for; ends where it was refused. */
export const orFail = <A extends object>(asked: A | Refused): A =>
  'refused' in asked ? fail(`${asked.refused}\nNothing was written.`) : asked

/** What was made, files and folders, and which files were changed, other than generated ones. */
const made = new Set<string>()
const edited = new Set<string>()

/** The tracked files without uncommitted changes before this run: git can bring them back, and nothing of the contributor is lost. */
const committed = ((): ReadonlySet<string> => {
  const list = (...args: ReadonlyArray<string>): ReadonlyArray<string> =>
    execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean)
  const changedBefore = new Set(list('diff', '--name-only'))
  return new Set(list('ls-files', 'src', 'test', 'docs').filter((file) => !changedBefore.has(file)))
})()

/** The outermost folder of a file that is not there yet, or the file. */
const outermost = (file: string): string => (existsSync(dirname(file)) ? file : outermost(dirname(file)))

/** Whether this run made a file, or a folder that it is in. */
const isMade = (file: string): boolean => [...made].some((one) => file === one || file.startsWith(`${one}/`))

/** Writes a file that is not there yet. */
export const create = (file: string, text: string): void => {
  if (existsSync(file)) fail(`${file} exists.\n${undo()}`)
  if (!isMade(file)) made.add(outermost(file))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  format([file])
  console.log(`wrote    ${file}`)
}

/** How to undo a run that was a mistake. */
const undo = (): string => {
  const own = [...edited].filter((file) => !isMade(file))
  const restored = own.filter((file) => committed.has(file))
  const byHand = own.filter((file) => !committed.has(file))
  const commands = [
    ...(restored.length > 0 ? [`git restore ${restored.join(' ')}`] : []),
    ...(made.size > 0 ? [`rm -r ${[...made].join(' ')}`] : []),
    'npm run generate',
  ]
  return [
    'If this run was a mistake:',
    ...(byHand.length > 0 ? [`  take its lines out of ${byHand.join(', ')}, which had other changes, then`] : []),
    `  ${commands.join(' && ')}`,
  ].join('\n')
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

/** Writes the new text of a file that is there. */
export const write = (file: string, text: string): void => {
  edited.add(file)
  writeFileSync(file, text)
  console.log(`changed  ${file}`)
}

/** Changes places of a file, in this order. */
export const edit = (file: string, ...changes: ReadonlyArray<Change>): void => {
  write(file, changed(file, readFileSync(file, 'utf8'), changes))
  format([file])
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

/**
 * Brings the generated files up to date, and says what to do next.
 *
 * @param next What is left to do, a line each.
 * @param tests The tests of what was written, and those that look at it.
 */
export const finish = async (next: ReadonlyArray<string>, tests: string): Promise<void> => {
  try {
    await generate({ check: false })
  } catch (error) {
    fail(
      `${error instanceof Error ? (error.stack ?? error.message) : error}

npm run generate failed. The files were written: fix them, then run it again.
${undo()}`,
    )
  }
  console.log(`updated  src/index.ts, the tables of the documentation, the lists of exports

Next:
${next.map((line) => `- ${line}`).join('\n')}
- npm run changeset: describe it for the release.
After each change, in a minute or two:
  npm run generate && npm run format && npm run check -- generated lint types:7 && npx vitest run test/*.test.ts ${tests}
In the end everything, in ten minutes or more: npm run check

${undo()}`)
}
