/**
 * Parses the parts of Markdown that contain blocks, such as toggles, callouts and columns, which Notion writes as tags.
 */
import { type Attributes, attributesIn, colored } from '../richText/markdown/attributes.js'
import { idIn, inline } from '../richText/markdown/parse.js'
import { asObject, type Json, type JsonObject } from '../values/json.js'
import type { Line } from './line.js'

/** A block that contains others, and the index of its last line; no block when it would be empty. */
interface Container {
  readonly request: JsonObject | undefined
  readonly end: number
}

/** The type of a reference to an existing page, database or block. */
export const EXISTING = 'existing'

type Parse = (lines: ReadonlyArray<Line>) => ReadonlyArray<Json>

const TAGS = 'details|callout|columns|column|table|synced_block|synced_block_reference|meeting-notes'
const OPENING = new RegExp(`^<(${TAGS})((?: [a-zA-Z_-]+="[^"]*")*)>(.*)$`)

const withChildren = (children: ReadonlyArray<Json>): JsonObject => (children.length === 0 ? {} : { children })

const toggle = (attributes: Attributes, lines: ReadonlyArray<Line>, parse: Parse): JsonObject => {
  const index = lines.findIndex(({ text }) => text.startsWith('<summary>'))
  const summary = /^<summary>(.*?)(?:<\/summary>(.*))?$/.exec(lines[index]?.text ?? '')
  const [, richText = '', rest = ''] = summary ?? []
  const below =
    index < 0 ? lines : [...lines.slice(0, index), ...afterTag(lines[index], rest), ...lines.slice(index + 1)]
  return {
    type: 'toggle',
    toggle: { rich_text: inline(richText), ...colored(attributes), ...withChildren(parse(below)) },
  }
}

const afterTag = (line: Line | undefined, rest: string): ReadonlyArray<Line> =>
  line === undefined || rest.trim() === '' ? [] : [{ ...line, text: rest.trim(), raw: rest.trim() }]

const isParagraph = (block: Json | undefined): boolean => asObject(block).type === 'paragraph'

const iconOf = (icon: string): JsonObject => (/^https?:\/\//.test(icon) ? { external: { url: icon } } : { emoji: icon })

/** The first paragraph of a callout is its own text. */
const callout = (attributes: Attributes, lines: ReadonlyArray<Line>, parse: Parse): JsonObject => {
  const blocks = parse(lines)
  const [first] = blocks
  const own = isParagraph(first) ? asObject(asObject(first).paragraph) : { rich_text: [] }
  const { children = [], rich_text: richText = [] } = own
  const below = isParagraph(first) ? [...(Array.isArray(children) ? children : []), ...blocks.slice(1)] : blocks
  const icon = attributes.get('icon')
  return {
    type: 'callout',
    callout: {
      rich_text: richText,
      ...(icon === undefined ? {} : { icon: iconOf(icon) }),
      ...colored(attributes),
      ...withChildren(below),
    },
  }
}

const columns = (lines: ReadonlyArray<Line>, parse: Parse): JsonObject => {
  const children = parse(lines).filter((each) => asObject(each).type === 'column')
  return { type: 'column_list', column_list: { children } }
}

const ratioOf = (attributes: Attributes): JsonObject => {
  const share = Number(attributes.get('ratio'))
  return share > 0 && share <= 100 ? { width_ratio: share / 100 } : {}
}

/** A synced copy of the block at an address; undefined when the address is invalid. */
export const reference = (attributes: Attributes): JsonObject | undefined => {
  const id = idIn(attributes.get('url') ?? '')
  return id === undefined ? undefined : { type: 'synced_block', synced_block: { synced_from: { block_id: id } } }
}

/** Cells are on separate lines or on the same one. */
const table = (attributes: Attributes, lines: ReadonlyArray<Line>): JsonObject => {
  const text = lines.map((line) => line.text).join(' ')
  const rows = [...text.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => inline(cell.trim())),
  )
  return tableOf(rows, attributes.get('header-row') === 'true', attributes.get('header-column') === 'true')
}

const tableOf = (
  rows: ReadonlyArray<ReadonlyArray<Json>>,
  hasColumnHeader: boolean,
  hasRowHeader: boolean,
): JsonObject => {
  const width = Math.max(1, ...rows.map((row) => row.length))
  return {
    type: 'table',
    table: {
      table_width: width,
      has_column_header: hasColumnHeader,
      has_row_header: hasRowHeader,
      children: rows.map(
        (row): Json => ({
          type: 'table_row',
          table_row: { cells: Array.from({ length: width }, (_, index): Json => row[index] ?? []) },
        }),
      ),
    },
  }
}

const PIPES = /^\|(.*)\|$/
const RULE = /^\|(?:\s*:?-+:?\s*\|)+$/

const pipeCells = (text: string): ReadonlyArray<Json> =>
  (PIPES.exec(text)?.[1] ?? '').split(/(?<!\\)\|/).map((cell) => inline(cell.trim()))

/** A pipe table: rows, with a delimiter row after the header row if there is one. */
const pipes = (lines: ReadonlyArray<Line>, at: number): Container | undefined => {
  let end = at
  while (PIPES.test(lines[end]?.text ?? '')) end += 1
  if (end - at < 2 && !RULE.test(lines[at]?.text ?? '')) return undefined
  const texts = lines.slice(at, end).map(({ text }) => text)
  const rows = texts.filter((text) => !RULE.test(text)).map(pipeCells)
  const request = rows.length === 0 ? undefined : tableOf(rows, RULE.test(texts[1] ?? ''), false)
  return { request, end: end - 1 }
}

/** The index of the line with the closing tag; the last line when there is none. */
const endOf = (lines: ReadonlyArray<Line>, at: number, tag: string): number => {
  let open = 0
  for (let index = at; index < lines.length; index += 1) {
    const { text } = lines[index] ?? { text: '' }
    open += [...text.matchAll(new RegExp(`<${tag}[ >]`, 'g'))].length
    open -= [...text.matchAll(new RegExp(`</${tag}>`, 'g'))].length
    if (open <= 0) return index
  }
  return lines.length
}

/** The lines inside a tag, including the text on the same lines as the tags. */
const innerOf = (
  lines: ReadonlyArray<Line>,
  at: number,
  end: number,
  tag: string,
  rest: string,
): ReadonlyArray<Line> => {
  const opening = lines[at]
  const closed = `</${tag}>`
  if (end === at) return afterTag(opening, rest.slice(0, rest.lastIndexOf(closed)))
  const last = lines[end]
  const tail = last === undefined ? '' : last.text.slice(0, last.text.lastIndexOf(closed))
  return [...afterTag(opening, rest), ...lines.slice(at + 1, end), ...afterTag(last, tail)]
}

/** The block that contains others and starts at a line; undefined when there is none. */
export const containerOf = (lines: ReadonlyArray<Line>, at: number, parse: Parse): Container | undefined => {
  const text = lines[at]?.text ?? ''
  if (PIPES.test(text)) return pipes(lines, at)
  const match = OPENING.exec(text)
  if (match === null) return undefined
  const [, tag = '', pairs = '', rest = ''] = match
  const end = endOf(lines, at, tag)
  const inner = innerOf(lines, at, end, tag, rest)
  const attributes = attributesIn(pairs)
  switch (tag) {
    case 'details':
      return { request: toggle(attributes, inner, parse), end }
    case 'callout':
      return { request: callout(attributes, inner, parse), end }
    case 'columns':
      return { request: columns(inner, parse), end }
    case 'column':
      return { request: { type: 'column', column: { ...ratioOf(attributes), children: parse(inner) } }, end }
    case 'synced_block_reference':
      return { request: reference(attributes), end }
    case 'meeting-notes':
      // An unclosed tag is only its line: meeting notes cannot be written in Markdown.
      return {
        request: { type: EXISTING, [EXISTING]: { kind: 'meeting_notes' } },
        end: end === lines.length ? at : end,
      }
    case 'table':
      return { request: table(attributes, inner), end }
    default:
      return {
        request: { type: 'synced_block', synced_block: { synced_from: null, ...withChildren(parse(inner)) } },
        end,
      }
  }
}
