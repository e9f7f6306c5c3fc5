/**
 * The entry of the reader: it prepares the text, has it parsed in one of the dialects, and returns the text as paragraphs if parsing fails.
 */
import type { Root } from 'mdast'
import { isRecord, list, record, text } from '../shared/json.js'
import { nameInUrl } from '../shared/targets.js'
import { unsafeCast } from '../shared/unsafeCast.js'
import { paragraphOf } from './blockRequests.js'
import { flowBlocks } from './flowBlocks.js'
import { makeDefinitions } from './makeDefinitions.js'
import { notionBlocks } from './notion/notionBlocks.js'
import { documentParser } from './parse.js'
import type { Reading, Request, WaitingFile } from './reading.js'
import type { MarkdownLoss, MarkdownUpload, ReadFile, ReadMarkdown, ReadOptions } from './readOptions.js'
import { textRun } from './runs.js'
import { withClosingTags } from './withClosingTags.js'
import { MAX_MARKERS, withLimitedNesting } from './withLimitedNesting.js'

/** The lines between hyphens at the start: YAML, whose first line has a name. */
const FRONT_MATTER = /^---[ \t]*\n((?:#[^\n]*\n)*["\w][^\n:]*:(?:[ \t][^\n]*)?\n(?:[^\n]*\n)*?)---[ \t]*(?:\n|$)/

/** Replaces callouts between lines of colons, which older versions of Notion's dialect have, by tags that the reader knows. */
const withTags = (markdown: string): string => {
  if (!/^[ \t]*:::/m.test(markdown)) return markdown
  let fence = ''
  let open = 0
  return markdown
    .split('\n')
    .map((line) => {
      const [, ticks] = /^[ \t]*(`{3,}|~{3,})/.exec(line) ?? []
      if (ticks !== undefined) fence = fence === '' ? ticks : ticks.startsWith(fence) ? '' : fence
      if (fence !== '' || ticks !== undefined) return line
      const [, attributes] = /^[ \t]*:::[ \t]*callout[ \t]*(?:\{([^{}]*)\})?[ \t]*$/.exec(line) ?? []
      if (/^[ \t]*:::[ \t]*callout\b/.test(line)) {
        open++
        return `<section data-callout ${attributes ?? ''}>`
      }
      if (open === 0 || !/^[ \t]*:::[ \t]*$/.test(line)) return line
      open--
      return '</section>'
    })
    .join('\n')
}

/** The positions of the blocks with files. The loop has a stack of its own, since trees may be too deep for recursion. */
const uploadsIn = (
  blocks: ReadonlyArray<Request>,
  files: ReadonlyMap<unknown, WaitingFile>,
  lineOf: (line: number) => number,
): ReadonlyArray<MarkdownUpload> => {
  if (files.size === 0) return []
  const uploads: Array<MarkdownUpload> = []
  const waiting: Array<{ readonly request: Request; readonly at: ReadonlyArray<string | number> }> = []
  const enter = (requests: ReadonlyArray<unknown>, above: ReadonlyArray<string | number>): void => {
    for (let index = requests.length - 1; index >= 0; index--)
      waiting.push({ request: record(requests[index]), at: [...above, index] })
  }
  enter(blocks, [])
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { request, at } = next
    const type = text(request.type)
    const file = files.get(request)
    if (file) {
      const { path, line } = file
      const name = path.startsWith('data:') ? 'file' : nameInUrl(path) || path
      uploads.push({ at: [...at, type], path, name, ...(line !== undefined && { line: lineOf(line) }) })
    }
    enter(list(record(request[type]).children), [...at, type, 'children'])
  }
  return uploads
}

/** The text as paragraphs, for a document that the parser cannot read. */
const asText = (markdown: string): ReadonlyArray<Request> =>
  markdown.split(/\n{2,}/).flatMap((part) => (part.trim() === '' ? [] : [paragraphOf([textRun(part, {})])]))

const byLine = (losses: ReadonlyArray<MarkdownLoss>): ReadonlyArray<MarkdownLoss> =>
  [...losses].sort((one, other) => (one.line ?? 0) - (other.line ?? 0))

/** The text of a document, prepared for the parser. */
interface Prepared {
  /** The text as given, with line feeds only. */
  readonly given: string
  readonly yaml: string | undefined
  /** The number of lines above the body: those of the front matter. */
  readonly above: number
  readonly body: string
  /** The line of the given text for a line of the document. They differ after lines that were inserted. */
  readonly lineOf: (line: number) => number
}

const normalized = (markdown: string): string => markdown.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')

const prepare = (given: string, isNotionDialect: boolean): Prepared => {
  const [head = '', yaml] = FRONT_MATTER.exec(given) ?? []
  const above = head === '' ? 0 : head.split('\n').length - 1
  const body = withTags(given.slice(head.length).replaceAll('\0', '\ufffd'))
  if (isNotionDialect) return { given, yaml, above, body, lineOf: (line) => line }
  const { markdown, lineAt } = withClosingTags(body)
  const lineOf = (line: number): number => (lineAt ? lineAt(line - above) + above : line)
  return { given, yaml, above, body: markdown, lineOf }
}

/** The options, whose `files` receives lines of the given text. */
const withGivenLines = (options: ReadOptions, lineOf: Prepared['lineOf']): ReadOptions => {
  const located = (file: ReadFile): ReadFile => (file.line === undefined ? file : { ...file, line: lineOf(file.line) })
  return { ...options, files: options.files && ((file) => options.files?.(located(file))) }
}

const loseNulls = (given: string, losses: Array<MarkdownLoss>): void => {
  const at = given.indexOf('\0')
  if (at >= 0)
    losses.push({ line: given.slice(0, at).split('\n').length, what: 'text', why: 'null characters are replaced' })
}

/** The blocks of a document, and its front matter if it is in the tree. */
interface Blocks {
  readonly blocks: ReadonlyArray<Request>
  readonly front?: string
}

/** The blocks of a tree, which may have front matter of its own. */
const blocksOfTree = (root: Root, reading: Reading, definitions: ReturnType<typeof makeDefinitions>): Blocks => {
  definitions.add(root, reading)
  const front = list(root.children)
    .map(record)
    .find(({ type }) => type === 'yaml')
  const blocks = flowBlocks(root.children, reading, 0)
  definitions.loseUnused(reading.lose)
  return { blocks, ...(isRecord(front) && { front: text(front.value) }) }
}

/**
 * Reads Markdown as blocks to write.
 *
 * It reads CommonMark with GitHub's tables, task lists, strikethrough, footnotes and alerts, and equations between dollar signs;
 * `<details>` become toggles, and Notion's own tags for callouts, columns, tables and mentions are read as well. Images are blocks. Content
 * that Notion does not have is kept as text if possible, and listed in `losses`, with its line. With the dialect `notion` it reads the
 * Markdown of the API. It never throws. The time is proportional to the length, except for thousands of lines that continue a quote or an
 * item without its marker.
 *
 * @param markdown The Markdown, or an mdast tree that was parsed elsewhere.
 * @param options How to read extensions of CommonMark, and the targets of links and files.
 * @returns Blocks of any number, depth and length for `appendTree`; the losses; and the files to upload, as paths.
 * @example
 * import { fromMarkdown } from '@notion-fp/markdown/read'
 * import type { Context } from 'notion-fp'
 * import { appendTree } from 'notion-fp/blocks'
 *
 * const write = (ctx: Context, block_id: string) => {
 *   const { children, losses } = fromMarkdown('# Notes\n\n- [x] read\n- [ ] write\n')
 *   for (const { line, what, why } of losses) console.log(`line ${line}: ${what}: ${why}`)
 *   return appendTree(ctx, { block_id, children })()
 * }
 */
export const fromMarkdown = (markdown: string | Root, options: ReadOptions = {}): ReadMarkdown => {
  const losses: Array<MarkdownLoss> = []
  const waiting = new Map<unknown, WaitingFile>()
  const parse = documentParser(options)
  const definitions = makeDefinitions()
  // Version 1 of Notion's dialect is not Markdown: each line is a block, nested by tabs.
  const isByLines = options.dialect === 'notion' && options.markdown_version !== 'v2'
  const prepared = prepare(typeof markdown === 'string' ? normalized(markdown) : '', isByLines)
  const { given, yaml, above, body, lineOf } = prepared
  const lose: Reading['lose'] = (line, what, why) => {
    losses.push({ ...(line !== undefined && { line: lineOf(line) }), what, why })
  }
  const loseNesting = (line: number): void =>
    lose(
      line + above,
      'nesting',
      `the markers of more than ${MAX_MARKERS} quotes and lists in each other are written as text`,
    )
  const read = (): Blocks => {
    const source = withLimitedNesting(body, loseNesting)
    const given = withGivenLines(options, lineOf)
    const reading: Reading = { options: given, source, above, depth: 0, lose, parse, definitions, waiting }
    if (typeof markdown !== 'string') return blocksOfTree(markdown, reading, definitions)
    if (isByLines) return { blocks: notionBlocks(body.split('\n'), reading) }
    return blocksOfTree(parse(source), reading, definitions)
  }
  const readOrAsText = (): Blocks => {
    try {
      return read()
    } catch (thrown) {
      losses.length = 0
      waiting.clear()
      const message = thrown instanceof Error ? thrown.message : thrown
      lose(undefined, 'document', `it could not be parsed, and is written as text: ${message}`)
      return { blocks: asText(body) }
    }
  }
  loseNulls(given, losses)
  const { blocks, front } = readOrAsText()
  const front_matter = yaml?.replace(/\n$/, '') ?? front
  return {
    // A block is a `JsonObject` whose type is known as a string only.
    children: unsafeCast(blocks),
    losses: byLine(losses),
    uploads: uploadsIn(blocks, waiting, lineOf),
    ...(front_matter !== undefined && { front_matter }),
  }
}
