/** Finds the snippets of the documentation: the `@example`s of docstrings, the `ts` blocks and the rows of tables of documents. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cellsOf } from '../cellsOf.js'

/** A program as a document shows it. */
export interface Snippet {
  readonly file: string
  /** The line of the document at which it begins. */
  readonly line: number
  /** Its text, below as many empty lines as the document has above it, so that a line here is a line there. */
  readonly code: string
  /** Of a call in the row of a table: the heading of its column. Its names are not its own. */
  readonly row?: string
  /** Why it is compiled and not run. */
  readonly notRun?: string
}

/** What was found, and what of it is no program. */
export interface Found {
  readonly snippets: ReadonlyArray<Snippet>
  /** Blocks by their language, of languages that are no programs of ours. */
  readonly others: ReadonlyMap<string, number>
}

/** Languages that need no check here. A block of any other one is a mistake: nothing that looks like a program is passed over. */
const OTHER_LANGUAGES = ['sh', 'json', 'mermaid', 'text']

const NOT_RUN = /^\/\/ not run: (.+)$/m

const below = (lines: number, code: string): string => '\n'.repeat(lines) + code

const snippet = (file: string, line: number, text: string): Snippet => {
  const reason = NOT_RUN.exec(text)?.[1]
  return { file, line, code: below(line - 1, text), ...(reason && { notRun: reason }) }
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** The example of each docstring, its comment marks taken off. */
export const inSource = (file: string, text: string): ReadonlyArray<Snippet> =>
  [...text.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*?\*\//g)].flatMap(({ 0: comment, index }) => {
    const lines = comment.split('\n').map((line) => line.replace(/^\s*\*\/?\s?/, ''))
    const start = lines.findIndex((line) => line.startsWith('@example'))
    if (start < 0) return []
    if (lines.filter((line) => line.startsWith('@example')).length > 1)
      throw new Error(`${file}:${lineAt(text, index)} has two examples in one docstring`)
    const end = lines.findIndex((line, at) => at > start && line.startsWith('@'))
    const code = lines.slice(start + 1, end < 0 ? undefined : end).join('\n')
    return [snippet(file, lineAt(text, index) + start + 1, code.trimEnd())]
  })

interface Block {
  readonly info: string
  readonly line: number
  readonly code: string
}

const blocksIn = (text: string): ReadonlyArray<Block> =>
  [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(({ 1: info = '', 2: code = '', index }) => ({
    info,
    line: lineAt(text, index) + 1,
    code: code.trimEnd(),
  }))

/** A program with the block that goes on where it ended. */
const continued = (file: string, last: Snippet | undefined, { line, code }: Block): Snippet => {
  if (last === undefined) throw new Error(`${file}:${line} continues nothing`)
  return { ...last, code: `${last.code}\n${below(line - 1 - last.code.split('\n').length, code)}` }
}

/** The headings of tables that compare libraries: what stands below them in `code` is run. */
export const COMPARED = ['`@notionhq/client`', '`notion-to-md`', '`@tryfabric/martian`', 'notion-fp'] as const

/** The heading of the column that is about this library. */
export const OURS = 'notion-fp'

/** The pieces of code in the columns of tables that are about this library. */
const rowsIn = (file: string, text: string): ReadonlyArray<Snippet> => {
  const lines = text.split('\n')
  const run = (index: number): ReadonlyArray<readonly [string, number]> => {
    const before = lines.slice(0, index).reverse()
    const above = before.findIndex((line) => !line.startsWith('|'))
    const head = above < 0 ? 0 : index - above
    const heads = cellsOf(lines[head] ?? '')
    const isBody = lines[index]?.startsWith('|') === true && index > head + 1
    return isBody && heads.includes(OURS)
      ? heads.flatMap((name, at) => (COMPARED.some((one) => one === name) ? [[name, at]] : []))
      : []
  }
  // The name of an operation alone is no call.
  return lines.flatMap((line, index) =>
    run(index).flatMap(([row, column]) =>
      [...(cellsOf(line)[column] ?? '').matchAll(/`([^`]+)`/g)].flatMap(
        ([, code = '']): ReadonlyArray<Snippet> =>
          /^\w+$/.test(code) ? [] : [{ file, line: index + 1, code: below(index, code), row }],
      ),
    ),
  )
}

/** The programs of a document. */
export const inMarkdown = (file: string, text: string): Found => {
  const others = new Map<string, number>()
  const snippets: Array<Snippet> = []
  for (const block of blocksIn(text)) {
    const [language = ''] = block.info.split(' ')
    if (block.info === 'ts') snippets.push(snippet(file, block.line, block.code))
    else if (block.info === 'ts continued') snippets.push(continued(file, snippets.pop(), block))
    else if (OTHER_LANGUAGES.includes(language)) others.set(language, (others.get(language) ?? 0) + 1)
    else throw new Error(`${file}:${block.line - 1} a block in no language known here`)
  }
  return { snippets: [...snippets, ...rowsIn(file, text)], others }
}

/** A file that a document shows and its programs read: a block of `json` with a name. */
export const filesIn = (text: string): ReadonlyArray<{ readonly name: string; readonly text: string }> =>
  blocksIn(text).flatMap(({ info, code }) => {
    const [, name] = /^json (\S+)$/.exec(info) ?? []
    return name === undefined ? [] : [{ name, text: code }]
  })

/**
 * What the site is built of and into: its files come and go while it is built. What the reference is made of are docstrings, which are
 * looked at where they stand.
 */
const BUILT = ['.vitepress/.temp', '.vitepress/cache', '.vitepress/dist', 'reference/api'].map((name) =>
  join('docs', name),
)

const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (!entry.isDirectory()) return [path]
    return entry.name === 'node_modules' || BUILT.includes(path) ? [] : filesBelow(path)
  })

const allBelow = (folder: string, ending: string): ReadonlyArray<string> =>
  filesBelow(folder)
    .filter((path) => path.endsWith(ending))
    .sort()

/** The documents that have snippets in blocks. */
export const documents = (): ReadonlyArray<string> => [
  'README.md',
  ...allBelow('docs', '.md'),
  ...allBelow('packages', 'README.md'),
]

/** Everything that there is. */
export const everySnippet = (): Found => {
  const read = (file: string): string => readFileSync(file, 'utf8')
  const inDocuments = documents().map((file) => inMarkdown(file, read(file)))
  const inDocstrings = [
    ...allBelow('src', '.ts'),
    ...readdirSync('packages').flatMap((name) => allBelow(`packages/${name}/src`, '.ts')),
  ].flatMap((file) => inSource(file, read(file)))
  const others = new Map<string, number>()
  for (const [language, count] of inDocuments.flatMap((found) => [...found.others]))
    others.set(language, (others.get(language) ?? 0) + count)
  return { snippets: [...inDocuments.flatMap(({ snippets }) => snippets), ...inDocstrings], others }
}
