/** The documents, and the extraction of their programs. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ALONE, GUIDE, REFERENCE } from '../docs/.vitepress/navigation.js'
import { documents, inMarkdown, inSource } from '../scripts/support/examples/snippets.js'
import { cellOf, strengthsOf } from '../scripts/support/strengths.js'
import { OPERATIONS } from '../src/compat/operations.js'

const read = (file: string): string => readFileSync(file, 'utf8')

/** The page that compares with the official client. */
const MIGRATION = 'docs/migration/official-client.md'

/** The paths of all methods in a table of them. */
const pathsIn = (table: object, path: ReadonlyArray<string> = []): ReadonlyArray<string> =>
  Object.entries(table).flatMap(([name, one]) =>
    typeof one === 'object' ? pathsIn(one, [...path, name]) : [[...path, name].join('.')],
  )

test('default: the migration table has every method of the official client', () => {
  const calls = inMarkdown(MIGRATION, read(MIGRATION)).snippets.filter(({ row }) => row !== undefined)
  const code = calls.map((snippet) => snippet.code).join('\n')
  // Methods of former versions of the client.
  const past = ['databases.query', 'databases.list']
  const missing = pathsIn(OPERATIONS).filter((path) => !past.includes(path) && !code.includes(`notion.${path}(`))
  expect(missing).toEqual([])
})

test('default: the README is short, and its first program reads without fp-ts', () => {
  const readme = read('README.md')
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(6_000)
  const [first] = inMarkdown('README.md', readme).snippets
  expect(first?.code).not.toMatch(/_tag|pipe|TE\./)
  expect(first?.code.trim().split('\n').length).toBeLessThanOrEqual(8)
})

test('default: the programs of every page of the site are run', () => {
  const pages = [...GUIDE.flatMap(({ pages }) => pages), ...REFERENCE].map(([path]) => path)
  const run = documents()
  // The reference is generated: its programs are those of the docstrings.
  const written = [...pages, ...ALONE].filter((path) => !path.startsWith('reference/api'))
  expect(written.filter((path) => !run.includes(`docs/${path}.md`))).toEqual([])
})

/** The links of a document, without those in code. */
const linksIn = (text: string): ReadonlyArray<string> =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)

/** The files of the repository on GitHub, of which the READMEs of packages are shown elsewhere. */
const ON_GITHUB = /^https:\/\/github\.com\/notion-fp\/notion-fp\/(?:blob|tree)\/main\//

/** The anchor of a heading, as the site and GitHub make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** The file that a link leads to. */
const targetOf = (file: string, path: string): string => {
  if (ON_GITHUB.test(path)) return path.replace(ON_GITHUB, '')
  return path === '' ? file : join(dirname(file), path)
}

/** What is wrong with a link. */
const deadLink = (file: string, link: string): ReadonlyArray<string> => {
  const [path = '', anchor] = link.split('#')
  const target = targetOf(file, path)
  // What is generated, or has an address on the site only, is not there on GitHub.
  if (!existsSync(target) || path.startsWith('/') || target.startsWith('docs/reference/api'))
    return [`${file}: ${link}`]
  if (anchor === undefined || anchor === 'readme' || statSync(target).isDirectory()) return []
  const anchors = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
  return anchors.includes(anchor) ? [] : [`${file}: ${link}`]
}

test('default: every link between documents leads to a file and a heading of it', () => {
  const examples = readdirSync('examples').map((name) => `examples/${name}/README.md`)
  const files = [...documents(), 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...examples.filter(existsSync)]
  const links = files.flatMap((file) => linksIn(read(file)).map((link) => [file, link] as const))
  const inside = links.filter(([, link]) => ON_GITHUB.test(link) || !/^(?:https?|mailto):/.test(link))
  expect(inside.length).toBeGreaterThan(100)
  expect(inside.flatMap(([file, link]) => deadLink(file, link))).toEqual([])
})

test('default: documents have no syntax of the site that GitHub shows as it stands', () => {
  // The changelog of the site is the file in the root.
  const files = documents().filter((file) => file !== 'docs/changelog.md' && !file.startsWith('docs/.vitepress/'))
  expect(
    files.filter((file) => /^<<<|^:::|@include|\{\{/m.test(read(file).replace(/^```[\s\S]*?^```$/gm, ''))),
  ).toEqual([])
})

test('default: every package is in the list of packages', () => {
  const page = read('docs/packages/index.md')
  const names = readdirSync('packages').map((name) => JSON.parse(read(`packages/${name}/package.json`)).name)
  expect(names.filter((name) => !page.includes(`[${name}]`))).toEqual([])
})

/** A page of measurements in short. */
const MEASURED = [
  '| import | esbuild | rollup and terser | at most | `@notionhq/client`, for any import |',
  '|---|---|---|---|---|',
  '| `getPage`, `makeContext`, `fetchFetcher` | 6.11 kB | 6.00 kB | 6.20 kB | 13.50 kB |',
  '| the same and `withDefaults` | 9.87 kB | 9.00 kB | 10.00 kB | 13.50 kB |',
  '',
  '| measurement | measured |',
  '|---|---|',
  '| heap of a default context after queries | 20.6 |',
  '',
  '| 10 processes: limit | successful calls, % | 429 responses, % | failed calls |',
  '|---|---|---|---|',
  '| 180 a minute, token bucket | 99.5 | 2.5 | 0 |',
  '',
  '| 30 processes: limit | duration | successful calls | failed calls |',
  '|---|---|---|---|',
  '| 180 a minute, token bucket | 8.6 | 1498 | 2 |',
].join('\n')

test('default: the figures of the README are those that were measured', () => {
  const text = strengthsOf(MEASURED)
  for (const figure of ['6.1 kB', '9.9 kB', '13.5 kB', '1498 calls', ' 2 fail', '99.5 %', '2.5 %', '21 MB'])
    expect(text).toContain(figure)
})

test('error: a figure that is not measured any more is reported', () => {
  expect(() => strengthsOf(MEASURED.replace('withDefaults', 'withAll'))).toThrow('the same and `withDefaults`')
  expect(() => cellOf(MEASURED, 'heap of a default context after queries', 'goal')).toThrow('goal')
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

test('default: the page on contexts has every middleware', () => {
  const page = read('docs/concepts/contexts.md')
  const all = readdirSync('src/core/middleware').flatMap((file) => /^(with\w+)\.ts$/.exec(file)?.slice(1) ?? [])
  expect(all.length).toBeGreaterThan(8)
  expect(all.filter((name) => !new RegExp(`^\\|.*\\b${name}\\b`, 'm').test(page))).toEqual([])
})
