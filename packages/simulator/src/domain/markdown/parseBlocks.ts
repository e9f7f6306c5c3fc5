/** Parses Notion's dialect of Markdown into requests for blocks, nested by their indentation. */
import { attributesIn } from '../richText/markdown/attributes.js'
import { idIn, plainRuns } from '../richText/markdown/parse.js'
import { asArray, asObject, asString, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { languageOf } from './languageOf.js'
import type { Line } from './line.js'
import { containerOf, EXISTING, reference } from './parseContainers.js'
import { parseLine } from './parseLine.js'

/** A block with its depth. */
interface Parsed {
  readonly depth: number
  readonly request: JsonObject
}

const FENCE = /^(`{3,})([^`]*)$/

const code = (language: string, lines: ReadonlyArray<string>): JsonObject => ({
  type: 'code',
  code: {
    rich_text: plainRuns(lines.join('\n')),
    language: languageOf(language.trim()),
  },
})

const equation = (lines: ReadonlyArray<string>): JsonObject => ({
  type: 'equation',
  equation: { expression: lines.join('\n').slice(0, 1000) },
})

/** Deeper lines have this depth. */
const MAX_DEPTH = 30

const lineOf = (raw: string): Line => {
  const indent = /^(?:\t| {2,4})*/.exec(raw)?.[0] ?? ''
  const depth = indent.includes('\t') ? indent.split('\t').length - 1 : Math.floor(indent.length / 2)
  return { depth: Math.min(depth, MAX_DEPTH), text: raw.trim(), raw }
}

const unindented = (raw: string, depth: number): string => raw.replace(new RegExp(`^\\t{0,${depth}}`), '')

/** The index of the line that ends a block; the end when there is none. */
const until = (lines: ReadonlyArray<Line>, from: number, end: string): number => {
  let at = from
  while (at < lines.length && lines[at]?.text !== end) at += 1
  return at
}

const TAG = /^<(page|database|unknown|synced_block_reference)((?: [a-zA-Z_-]+="[^"]*")*)\s*(?:\/>|>.*)$/

/** A line that refers to an existing page, database or block. */
const existingNode = (text: string): JsonObject | undefined => {
  const match = TAG.exec(text)
  if (match === null) return undefined
  const attributes = attributesIn(match[2] ?? '')
  if (match[1] === 'synced_block_reference') return reference(attributes) ?? { type: EXISTING, [EXISTING]: {} }
  const id = idIn(attributes.get('url') ?? '') ?? ''
  return { type: EXISTING, [EXISTING]: { kind: match[1] ?? '', id } }
}

const scan = (lines: ReadonlyArray<Line>, level: number): ReadonlyArray<Parsed> => {
  const found: Array<Parsed> = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || line.text === '') continue
    const { depth, text } = line
    const fence = FENCE.exec(text)
    if (fence !== null || text === '$$') {
      const end = until(lines, at + 1, fence?.[1] ?? '$$')
      const inner = lines.slice(at + 1, end).map(({ raw }) => unindented(raw, depth))
      found.push({ depth, request: fence === null ? equation(inner) : code(fence[2] ?? '', inner) })
      at = end
      continue
    }
    const container =
      level < MAX_DEPTH ? containerOf(lines, at, (inner) => nestByDepth(scan(inner, level + 1))) : undefined
    if (container !== undefined) {
      if (container.request !== undefined) found.push({ depth, request: container.request })
      at = container.end
    } else found.push({ depth, request: existingNode(text) ?? parseLine(text) })
  }
  return found
}

/** A block with additional children. */
const withChildren = (request: JsonObject, children: ReadonlyArray<Json>): JsonObject => {
  const type = asString(request.type)
  if (children.length === 0) return request
  const payload = asObject(request[type])
  return { ...request, [type]: { ...payload, children: [...asArray(payload.children), ...children] } }
}

const LEAVES = new Set([
  EXISTING,
  'divider',
  'code',
  'equation',
  'image',
  'audio',
  'video',
  'file',
  'pdf',
  'table_of_contents',
  'table',
  'column_list',
])

const nestByDepth = (lines: ReadonlyArray<Parsed>): ReadonlyArray<Json> => {
  const blocks: Array<Json> = []
  for (let at = 0; at < lines.length; ) {
    const first = lines[at]
    if (first === undefined) break
    let end = at + 1
    if (!LEAVES.has(asString(first.request.type))) while ((lines[end]?.depth ?? -1) > first.depth) end += 1
    blocks.push(withChildren(first.request, nestByDepth(lines.slice(at + 1, end))))
    at = end
  }
  return blocks
}

/**
 * Block requests for Markdown in Notion's dialect. References to existing nodes are `{ type: 'existing', existing: {
 * kind, id } }`.
 */
export const parseWithExisting = (markdown: string): ReadonlyArray<Json> =>
  nestByDepth(scan(markdown.replaceAll('\r\n', '\n').split('\n').map(lineOf), 0))

/** Block requests for Markdown in Notion's dialect. */
export const parseMarkdown = (markdown: string): ReadonlyArray<Json> =>
  parseWithExisting(markdown).flatMap(withoutExisting)

/** A parsed block without references to existing nodes. */
export const withoutExisting = (block: Json): ReadonlyArray<Json> => {
  const request = asObject(block)
  const type = asString(request.type)
  const payload = asObject(request[type])
  if (type === EXISTING) return []
  if (payload.children === undefined) return [block]
  return [{ ...request, [type]: { ...payload, children: asArray(payload.children).flatMap(withoutExisting) } }]
}

/** Whether parsed blocks refer to a page: by a line, or by a mention in a text. */
export const namesPage = (parsed: Json): boolean => {
  if (isArray(parsed)) return parsed.some(namesPage)
  if (!isObject(parsed)) return false
  const named = asObject(parsed[EXISTING]).kind === 'page' || asObject(parsed.mention).page !== undefined
  return named || Object.values(parsed).some((each) => each !== undefined && namesPage(each))
}

/**
 * Block requests for a new page, with references to existing nodes; a first heading becomes its title when it has none.
 */
export const splitHeading = (
  markdown: string,
  untitled: boolean,
): { readonly title: string; readonly children: ReadonlyArray<Json> } => {
  const heading = untitled ? /^\s*#[ \t]+(.*)(?:\n|$)/.exec(markdown) : null
  if (heading === null) return { title: '', children: parseWithExisting(markdown) }
  return { title: (heading[1] ?? '').trim(), children: parseWithExisting(markdown.slice(heading[0].length)) }
}
