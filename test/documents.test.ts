/** The documents, and the extraction of their programs. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documents, inMarkdown, inSource } from '../scripts/support/examples/snippets.js'
import { OPERATIONS } from '../src/compat/operations.js'

const read = (file: string): string => readFileSync(file, 'utf8')

/** The paths of all methods in a table of them. */
const pathsIn = (table: object, path: ReadonlyArray<string> = []): ReadonlyArray<string> =>
  Object.entries(table).flatMap(([name, one]) =>
    typeof one === 'object' ? pathsIn(one, [...path, name]) : [[...path, name].join('.')],
  )

test('default: the migration table has every method of the official client', () => {
  const calls = inMarkdown('README.md', read('README.md')).snippets.filter(({ row }) => row !== undefined)
  const code = calls.map((snippet) => snippet.code).join('\n')
  // Methods of former versions of the client.
  const past = ['databases.query', 'databases.list']
  const missing = pathsIn(OPERATIONS).filter((path) => !past.includes(path) && !code.includes(`notion.${path}(`))
  expect(missing).toEqual([])
})

test('default: no document imports fp-ts by a path that plain Node cannot load', () => {
  const files = documents().filter((file) => /from 'fp-ts/.test(read(file)))
  expect(files).toEqual([])
})

test('params: a program that continues another is joined with it, and keeps the line numbers of the document', () => {
  const text = '# A\n\n```ts\nconst a = 1\n```\n\nand\n\n```ts continued\nconst b = a\n```\n\n```sh\nls\n```\n'
  const { snippets, others } = inMarkdown('a.md', text)
  expect(snippets).toHaveLength(1)
  expect(snippets[0]).toMatchObject({ file: 'a.md', line: 4 })
  expect(snippets[0]?.code.split('\n')).toEqual(['', '', '', 'const a = 1', '', '', '', '', '', 'const b = a'])
  expect([...others]).toEqual([['sh', 1]])
})

test('params: the reason not to run a program is read from the program', () => {
  const { snippets } = inMarkdown('a.md', '```ts\n// not run: it needs a framework\nconst a = 1\n```\n')
  expect(snippets).toMatchObject([{ notRun: 'it needs a framework' }])
})

test('params: the calls in a table that compares two libraries are programs, and names are not', () => {
  const table =
    '| `@notionhq/client` | notion-fp |\n|---|---|\n| `new Client({})` | `f(x)`, `g` |\n\n| a | b |\n|---|---|\n| `h()` | |\n'
  expect(inMarkdown('a.md', table).snippets).toMatchObject([
    { line: 3, code: '\n\nnew Client({})', row: '`@notionhq/client`' },
    { line: 3, code: '\n\nf(x)', row: 'notion-fp' },
  ])
})

test('params: each example of a docstring is a program', () => {
  const text =
    'const z = 0\n/**\n * What it does.\n * @example\n * const a = 1\n *\n * const b = 2\n * @see there\n */\n'
  expect(inSource('a.ts', text)).toEqual([{ file: 'a.ts', line: 5, code: '\n\n\n\nconst a = 1\n\nconst b = 2' }])
})

test.each(['js', 'tsx', '', 'typescript'])('error: a block in the language "%s" is reported', (language) => {
  expect(() => inMarkdown('a.md', `\`\`\`${language}\nconst a = 1\n\`\`\`\n`)).toThrow('a.md:1')
})

test('error: a docstring with two examples is reported', () => {
  expect(() => inSource('a.ts', '/**\n * @example\n * a\n *\n * @example\n * b\n */\n')).toThrow('a.ts:1')
})
