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
import { withLimitedNesting } from './withLimitedNesting.js'

/** The lines between hyphens at the start: YAML, whose first line has a name. */
const FRONT_MATTER = /^---[ \t]*\n((?:#[^\n]*\n)*["\w][^\n:]*:(?:[ \t][^\n]*)?\n(?:[^\n]*\n)*?)---[ \t]*(?:\n|$)/

/** Callouts between colons, which Notion has written in the past, as a tag that Markdown knows. */
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

/** Where the blocks with files are. Trees may be deeper than the stack. */
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

/** The text alone, when the nesting is deeper than what can be parsed. */
const asText = (markdown: string): ReadonlyArray<Request> =>
  markdown.split(/\n{2,}/).flatMap((part) => (part.trim() === '' ? [] : [paragraphOf([textRun(part, {})])]))

const byLine = (losses: ReadonlyArray<MarkdownLoss>): ReadonlyArray<MarkdownLoss> =>
  [...losses].sort((one, other) => (one.line ?? 0) - (other.line ?? 0))

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
  const given = typeof markdown === 'string' ? markdown.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n') : ''
  const [head = '', yaml] = FRONT_MATTER.exec(given) ?? []
  const body = withTags(given.slice(head.length).replaceAll('\0', '\ufffd'))
  const above = head === '' ? 0 : head.split('\n').length - 1
  const isLines = options.dialect === 'notion' && options.markdown_version !== 'v2'
  const { markdown: source, lineAt } = isLines ? { markdown: body, lineAt: undefined } : withClosingTags(body)
  const lineOf = (line: number): number => (lineAt ? lineAt(line - above) + above : line)
  const lose: Reading['lose'] = (line, what, why) => {
    losses.push({ ...(line !== undefined && { line: lineOf(line) }), what, why })
  }
  const located = (file: ReadFile): ReadFile => (file.line === undefined ? file : { ...file, line: lineOf(file.line) })
  const nullAt = given.indexOf('\0')
  if (nullAt >= 0)
    losses.push({ line: given.slice(0, nullAt).split('\n').length, what: 'text', why: 'null characters are replaced' })
  const read = (): { readonly blocks: ReadonlyArray<Request>; readonly front?: string } => {
    const reading: Reading = {
      options: { ...options, files: options.files && ((file) => options.files?.(located(file))) },
      source: withLimitedNesting(source, (line) =>
        lose(
          line + above,
          'nesting',
          'the markers of more than 250 quotes and lists in each other are written as text',
        ),
      ),
      above,
      depth: 0,
      lose,
      parse,
      definitions,
      waiting,
    }
    if (isLines && typeof markdown === 'string') return { blocks: notionBlocks(source.split('\n'), reading) }
    const root: Root = typeof markdown === 'string' ? parse(reading.source) : markdown
    definitions.add(root, reading)
    const front = list(root.children)
      .map(record)
      .find(({ type }) => type === 'yaml')
    const blocks = flowBlocks(root.children, reading, 0)
    definitions.loseUnused(lose)
    return { blocks, ...(isRecord(front) && { front: text(front.value) }) }
  }
  const result = ((): { readonly blocks: ReadonlyArray<Request>; readonly front?: string } => {
    try {
      return read()
    } catch (thrown) {
      losses.length = 0
      waiting.clear()
      lose(
        undefined,
        'document',
        `it could not be parsed, and is written as text: ${thrown instanceof Error ? thrown.message : thrown}`,
      )
      return { blocks: asText(source) }
    }
  })()
  const front_matter = yaml?.replace(/\n$/, '') ?? result.front
  return {
    // A block is a `JsonObject` whose type is known as a string only.
    children: unsafeCast(result.blocks),
    losses: byLine(losses),
    uploads: uploadsIn(result.blocks, waiting, lineOf),
    ...(front_matter !== undefined && { front_matter }),
  }
}
