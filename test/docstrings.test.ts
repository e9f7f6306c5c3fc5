/** The docstrings of the operations: the same parts for all, in plain English. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { documents } from '../scripts/support/examples/snippets.js'
import { obsoleteIn } from './support/obsoleteWords.js'

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
    .sort()

const COMMENT = /\/\*\*(?:(?!\*\/)[\s\S])*?\*\/|^ *\/\/.*$/gm

/** The text of a comment without its delimiters. */
const textOf = (comment: string): string => comment.replaceAll(/^ *(?:\/\*\*|\*\/|\*|\/\/) ?| *\*\/$/gm, '')

/** The docstrings of the operations by file. An operation is a function of a context with the name of its file. */
const docstrings = filesIn('src/ops').flatMap((file): ReadonlyArray<readonly [string, string]> => {
  const source = readFileSync(file, 'utf8')
  const op = basename(file, '.ts')
  const exported = new RegExp(`^export (?:const|function) ${op}\\b(?!:? Type<)`, 'm').exec(source)
  const isOperation = exported !== null && /\bContext\b|PaginatedOp</.test(source) && !source.includes('@internal')
  if (!isOperation) return []
  const before = source.slice(0, exported.index)
  const last = [...before.matchAll(COMMENT)].at(-1)
  return [[file, last && before.endsWith(`${last[0]}\n`) ? textOf(last[0]) : '']]
})

test('default: every operation is checked', () => {
  const requests = filesIn('src/ops').filter((file) =>
    new RegExp(`^export (const|function) ${basename(file, '.ts')}Request\\b`, 'm').test(readFileSync(file, 'utf8')),
  )
  const names = docstrings.map(([file]) => basename(file, '.ts'))
  expect(names).toEqual(expect.arrayContaining(requests.map((file) => basename(file, '.ts'))))
  expect(names).toEqual(
    expect.arrayContaining([
      'getAllDatabases',
      'getAllPages',
      'getDataSourceEntries',
      'getDatabaseEntries',
      'queryDatabase',
    ]),
  )
})

test.each(docstrings)('default: the docstring of the operation in %s has every part, in order', (_, text) => {
  const tags = [...text.matchAll(/^@(\w+)(?: (ctx|params)\b)?/gm)].map(([, tag, name]) => [tag, name])
  expect(tags).toEqual([
    ['param', 'ctx'],
    ['param', 'params'],
    ['returns', undefined],
    ['see', undefined],
    ['example', undefined],
  ])
  const [summary = ''] = text.trim().split('\n\n')
  expect(summary).toMatch(/^[A-Z][a-z]+s\b[\s\S]*\.$/)
  expect(text).toMatch(/^@returns [\s\S]*?\{@link NotionError\}[\s\S]*?\.$/m)
  expect(text).toMatch(/^@see https:\/\/developers\.notion\.com\/reference\/\S+$/m)
  expect(text).toMatch(/^@example\nimport [\s\S]+/m)
})

const folders = ['src', ...readdirSync('packages').map((name) => `packages/${name}/src`)]

test.each(folders)('default: the comments in %s contain no obsolete words', (folder) => {
  const comments = filesIn(folder).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(COMMENT)].map(([comment]) => ({ file, text: textOf(comment) })),
  )
  expect(comments.length).toBeGreaterThan(10)
  expect(comments.flatMap(({ file, text }) => obsoleteIn(text).map((words) => `${file}: ${words}`))).toEqual([])
})

test('default: the documents contain no obsolete words', () => {
  const paragraphs = [...documents(), 'CONTRIBUTING.md']
    .filter((file) => !file.includes('decisions'))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .replace(/^```[\s\S]*?^```$/gm, '')
        // The list of these words.
        .replace(/<!-- words:start -->[\s\S]*<!-- words:end -->/, '')
        .split(/\n\n|\n(?=[-|] )/)
        .map((text) => ({ file, text })),
    )
  expect(paragraphs.length).toBeGreaterThan(1_000)
  expect(paragraphs.flatMap(({ file, text }) => obsoleteIn(text).map((words) => `${file}: ${words}`))).toEqual([])
})

test('error: obsolete words are reported with what to write instead', () => {
  expect(obsoleteIn('A write of which\nan entry is made stale.')).toEqual([
    '"made stale": write "invalidates" (… A write of which an entry is made stale. …)',
  ])
  expect(obsoleteIn('A write that invalidates an entry.')).toEqual([])
})
