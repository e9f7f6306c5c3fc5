/** How each type of block is written, apart from where its children come from. */
import { attributesOf, colorWord } from '../richText/markdown/attributes.js'
import { lineText, runsText } from '../richText/markdown/render.js'
import { plainText } from '../richText/plainText.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../values/json.js'

/** Lines of Markdown. */
export type Lines = ReadonlyArray<string>

/** Lines one level deeper. */
export const indented = (lines: Lines): Lines => lines.map((line) => line.replaceAll(/^(?=.)/gm, '\t'))

/** Attributes in braces at the end of a line. */
export const braces = (pairs: Readonly<Record<string, string | undefined>>): string => {
  const attributes = attributesOf(pairs)
  return attributes === '' ? '' : ` {${attributes.trimStart()}}`
}

const sourceUrl = (payload: JsonObject): string =>
  asString(asObject(payload.external ?? payload.file).url ?? payload.url)

/** A fence is longer than any inside the code. */
const code = (language: string, text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

/** The attribute of a heading that is a toggle. */
export const toggles = (payload: JsonObject): string | undefined =>
  payload.is_toggleable === true ? 'true' : undefined

/** Blocks of one line, with their children below it. */
export const LINES: Readonly<Record<string, (payload: JsonObject, text: string, number: number) => string>> = {
  paragraph: (payload) => lineText(payload.rich_text) || '<empty-block/>',
  heading_1: (_, text) => `# ${text}`,
  heading_2: (_, text) => `## ${text}`,
  heading_3: (_, text) => `### ${text}`,
  heading_4: (_, text) => `#### ${text}`,
  bulleted_list_item: (_, text) => `- ${text}`,
  numbered_list_item: (_, text, number) => `${number}. ${text}`,
  to_do: (payload, text) => `- [${payload.checked === true ? 'x' : ' '}] ${text}`,
  quote: (_, text) => `> ${text}`,
  code: (payload) => code(asString(payload.language), plainText(payload.rich_text)),
  divider: () => '---',
  equation: (payload) => `$$\n${asString(payload.expression)}\n$$`,
  image: (payload) => `![${runsText(payload.caption)}](${sourceUrl(payload)})`,
  table_of_contents: (payload) => `<table_of_contents${attributesOf({ color: colorWord(payload.color) })}/>`,
}

/** A block with a file, apart from an image. */
export const mediaLine = (type: string, payload: JsonObject): string =>
  `<${type}${attributesOf({ src: sourceUrl(payload) })}>${runsText(payload.caption)}</${type}>`

const MEDIA = new Set(['audio', 'video', 'file', 'pdf'])

/** Lines inside a tag. */
export const tagged = (opening: string, lines: Lines, tag: string): Lines => [opening, ...indented(lines), `</${tag}>`]

const iconOf = (payload: JsonObject): string | undefined => {
  const { emoji, external } = asObject(payload.icon)
  const shown = emoji ?? asObject(external).url
  return typeof shown === 'string' ? shown : undefined
}

const callout = (payload: JsonObject, childLines: Lines): Lines => {
  const attributes = attributesOf({ icon: iconOf(payload), color: colorWord(payload.color) })
  return tagged(`<callout${attributes}>`, [lineText(payload.rich_text) || '<empty-block/>', ...childLines], 'callout')
}

const toggle = (payload: JsonObject, childLines: Lines): Lines => [
  `<details${attributesOf({ color: colorWord(payload.color) })}>`,
  `<summary>${runsText(payload.rich_text)}</summary>`,
  ...indented(childLines),
  '</details>',
]

const table = (payload: JsonObject, childLines: Lines): Lines => {
  const trueOrAbsent = (value: Json | undefined): string | undefined => (value === true ? 'true' : undefined)
  const attributes = attributesOf({
    'header-row': trueOrAbsent(payload.has_column_header),
    'header-column': trueOrAbsent(payload.has_row_header),
  })
  return [`<table${attributes}>`, ...childLines, '</table>']
}

const row = (payload: JsonObject): Lines => [
  '<tr>',
  ...asArray(payload.cells).map((cell) => `<td>${runsText(cell)}</td>`),
  '</tr>',
]

/** The width of a column in Markdown, in percent. */
const column = (payload: JsonObject, childLines: Lines): Lines => {
  const { width_ratio: ratio } = payload
  const share = typeof ratio === 'number' ? String(Math.round(ratio * 1_000_000) / 10_000) : undefined
  return tagged(`<column${attributesOf({ ratio: share })}>`, childLines, 'column')
}

/** Blocks that contain their children. */
export const CONTAINERS: Readonly<Record<string, (payload: JsonObject, childLines: Lines) => Lines>> = {
  callout,
  toggle,
  table,
  table_row: row,
  column_list: (_, childLines) => tagged('<columns>', childLines, 'columns'),
  column,
}

const SPECIAL = new Set(['synced_block', 'meeting_notes'])

/** Whether Markdown can express a type of block. */
export const isKnown = (type: string): boolean =>
  LINES[type] !== undefined || CONTAINERS[type] !== undefined || MEDIA.has(type) || SPECIAL.has(type)
