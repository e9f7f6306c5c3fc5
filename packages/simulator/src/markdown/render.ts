import { asArray, asObject, asString, type Json, type JsonObject } from '../json.js'
import { plainText } from '../richText.js'
import { plainTitle } from '../state/title.js'
import { liveChildren } from '../state/tree.js'
import type { BlockNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { attributesOf, colorWord } from './attributes.js'
import { lineText, runsText } from './runs.js'

/** No tree a request can make is deeper; a seeded one may be, or may even run in a circle. */
export const MAX_DEPTH = 50

type Lines = ReadonlyArray<string>

const indented = (lines: Lines): Lines => lines.map((line) => line.replaceAll(/^(?=.)/gm, '\t'))

const braces = (pairs: Readonly<Record<string, string | undefined>>): string => {
  const told = attributesOf(pairs)
  return told === '' ? '' : ` {${told.trimStart()}}`
}

const sourceUrl = (payload: JsonObject): string =>
  asString(asObject(payload.external ?? payload.file).url ?? payload.url)

const linkTo = (payload: JsonObject): string =>
  `[${runsText(payload.caption) || sourceUrl(payload)}](${sourceUrl(payload)})`

const toggles = (payload: JsonObject): string | undefined => (payload.is_toggleable === true ? 'true' : undefined)

/** Blocks of one line, whose children stand below it. */
const LINES: Readonly<Record<string, (payload: JsonObject, text: string, number: number) => string>> = {
  paragraph: (payload) => lineText(payload.rich_text) || '<empty-block/>',
  heading_1: (_, text) => `# ${text}`,
  heading_2: (_, text) => `## ${text}`,
  heading_3: (_, text) => `### ${text}`,
  heading_4: (_, text) => `#### ${text}`,
  bulleted_list_item: (_, text) => `- ${text}`,
  numbered_list_item: (_, text, number) => `${number}. ${text}`,
  to_do: (payload, text) => `- [${payload.checked === true ? 'x' : ' '}] ${text}`,
  quote: (_, text) => `> ${text}`,
  code: (payload) => `\`\`\`${asString(payload.language)}\n${plainText(payload.rich_text)}\n\`\`\``,
  divider: () => '---',
  equation: (payload) => `$$\n${asString(payload.expression)}\n$$`,
  image: (payload) => `![${runsText(payload.caption)}](${sourceUrl(payload)})`,
  bookmark: linkTo,
  embed: linkTo,
  table_of_contents: () => '<table_of_contents/>',
}

const media = (type: string, payload: JsonObject): string =>
  `<${type}${attributesOf({ src: sourceUrl(payload) })}>${runsText(payload.caption)}</${type}>`

const MEDIA = new Set(['audio', 'video', 'file', 'pdf'])

const around = (opening: string, lines: Lines, tag: string): Lines => [opening, ...indented(lines), `</${tag}>`]

const iconOf = (payload: JsonObject): string | undefined => {
  const { emoji } = asObject(payload.icon)
  return typeof emoji === 'string' ? emoji : undefined
}

const callout = (payload: JsonObject, below: Lines): Lines => {
  const told = attributesOf({ icon: iconOf(payload), color: colorWord(payload.color) })
  return around(`<callout${told}>`, [lineText(payload.rich_text) || '<empty-block/>', ...below], 'callout')
}

const toggle = (payload: JsonObject, below: Lines): Lines => [
  `<details${attributesOf({ color: colorWord(payload.color) })}>`,
  `<summary>${runsText(payload.rich_text)}</summary>`,
  ...indented(below),
  '</details>',
]

const table = (payload: JsonObject, below: Lines): Lines => {
  const yes = (value: Json | undefined): string | undefined => (value === true ? 'true' : undefined)
  const told = attributesOf({
    'header-row': yes(payload.has_column_header),
    'header-column': yes(payload.has_row_header),
  })
  return around(`<table${told}>`, below, 'table')
}

const synced = (payload: JsonObject, below: Lines): Lines => {
  const original = asObject(payload.synced_from).block_id
  if (typeof original !== 'string') return around('<synced_block>', below, 'synced_block')
  return [`<synced_block_reference${attributesOf({ url: addressOf(original) })}/>`]
}

const row = (payload: JsonObject): Lines =>
  around(
    '<tr>',
    asArray(payload.cells).map((cell) => `<td>${runsText(cell)}</td>`),
    'tr',
  )

/** Blocks that stand around their children. */
const AROUND: Readonly<Record<string, (payload: JsonObject, below: Lines) => Lines>> = {
  callout,
  toggle,
  table,
  table_row: row,
  column_list: (_, below) => around('<columns>', below, 'columns'),
  column: (_, below) => around('<column>', below, 'column'),
  synced_block: synced,
}

const addressOf = (id: string): string => `https://www.notion.so/${id.replaceAll('-', '')}`

const isKnown = (type: string): boolean => LINES[type] !== undefined || AROUND[type] !== undefined || MEDIA.has(type)

const blockLines = (workspace: Workspace, block: BlockNode, number: number, depth: number): Lines => {
  const { type, payload } = block
  const below = depth >= MAX_DEPTH ? [] : childLines(workspace, block, depth + 1)
  const known = AROUND[type]
  if (known !== undefined) return known(payload, below)
  if (MEDIA.has(type)) return [media(type, payload)]
  const line = LINES[type]
  if (line === undefined) return [`<unknown${attributesOf({ url: addressOf(block.id), alt: type })}/>`]
  const told = braces({ toggle: toggles(payload), color: colorWord(payload.color) })
  return [`${line(payload, runsText(payload.rich_text), number)}${told}`, ...indented(below)]
}

const childLine = (node: Node): string => {
  const kind = node.kind === 'page' ? 'page' : 'database'
  return `<${kind}${attributesOf({ url: addressOf(node.id) })}>${plainTitle(node)}</${kind}>`
}

/** One child of a page or a block, and its Markdown. */
export interface Chunk {
  readonly node: Node
  readonly text: string
}

/** The content of a page or a block as Markdown, child by child. */
export const chunksOf = (workspace: Workspace, container: BlockNode | PageNode, depth = 0): ReadonlyArray<Chunk> => {
  let number = 0
  return liveChildren(workspace, container).flatMap((node) => {
    number = node.kind === 'block' && node.type === 'numbered_list_item' ? number + 1 : 0
    if (node.kind === 'data_source') return []
    const lines = node.kind === 'block' ? blockLines(workspace, node, number, depth) : [childLine(node)]
    return [{ node, text: lines.join('\n') }]
  })
}

const childLines = (workspace: Workspace, block: BlockNode, depth: number): Lines =>
  chunksOf(workspace, block, depth).map(({ text }) => text)

/** The blocks that Markdown has no words for, however deep: to be asked for one by one. */
export const unknownBlocks = (
  workspace: Workspace,
  container: BlockNode | PageNode,
  depth = 0,
): ReadonlyArray<string> =>
  liveChildren(workspace, container).flatMap((child) => {
    if (child.kind !== 'block') return []
    const own = isKnown(child.type) ? [] : [child.id]
    return depth >= MAX_DEPTH ? own : [...own, ...unknownBlocks(workspace, child, depth + 1)]
  })
