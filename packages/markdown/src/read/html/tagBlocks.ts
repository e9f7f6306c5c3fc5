/**
 * What each tag of HTML becomes when it ends, and which tags without content are blocks.
 *
 * @internal
 */
import { pushAll, text } from '../../shared/json.js'
import { languageOf } from '../../shared/languages.js'
import { block, codeBlock, equationBlock, fileBlock, paragraphOf, tableBlock } from '../blockRequests.js'
import type { Reading, Request } from '../reading.js'
import { textRun } from '../runs.js'
import {
  calloutOf,
  columnOf,
  columnsOf,
  containerOf,
  itemOf,
  paragraphsOf,
  referenceOf,
  tabsOf,
  toggleOf,
} from './containers.js'
import { colored, type Frame, runsOfBlocks, withText } from './frame.js'
import { type Attributes, decodeEntities } from './htmlTokens.js'
import { childOf, embedOf, mediaOf, webLinkOf } from './media.js'

const tableOf = ({ attributes, rows }: Frame): Request => {
  const [first] = rows
  return tableBlock(
    rows.map(({ cells }) => cells),
    attributes.get('header-row') === 'true' || first?.isHeader === true,
    attributes.get('header-column') === 'true',
  )
}

/** Code, whose language can be in the class of the tag within, as `toHtml` and most highlighters write it. */
const codeOf = ({ pending, attributes, line }: Frame, { lose }: Reading): Request => {
  const named = /^\s*<code\b[^<>]*\bclass\s*=\s*["']?(?:[^"'<>]*\s)?lang(?:uage)?-([^\s"'<>]+)/i.exec(pending)?.[1]
  const info = attributes.get('lang') ?? named ?? ''
  const language = languageOf(info)
  if (language === undefined) lose(line, 'language', `Notion does not have ${info}; written as plain text`)
  const value = decodeEntities(pending.replace(/<\/?[a-z][^<>]*>/gi, '')).replace(/^\n|\n$/g, '')
  return codeBlock(value, language ?? 'plain text')
}

const equationsOf = ({ pending, line, blocks }: Frame, reading: Reading): ReadonlyArray<Request> => {
  const expression = decodeEntities(pending).trim()
  if (expression !== '') return [equationBlock(expression, line, reading), ...blocks]
  reading.lose(line, 'equation', 'it is empty')
  return blocks
}

/** The blocks of a tag that ends. Some tags add to the tag around it instead: a cell to its row, a row to its table. */
type EndOfTag = (frame: Frame, parent: Frame, reading: Reading) => ReadonlyArray<Request>

const content: EndOfTag = ({ blocks }) => blocks

const summary: EndOfTag = (frame, parent, reading) => {
  const type = text(frame.blocks[0]?.type)
  parent.summary = { runs: runsOfBlocks(frame, reading), heading: /^heading_/.test(type) ? type : undefined }
  return []
}

const section: EndOfTag = (frame, _parent, reading) =>
  frame.attributes.has('data-callout') ? [calloutOf(frame, reading)] : frame.blocks

const syncedBlock: EndOfTag = ({ blocks }) => [block('synced_block', { synced_from: null }, blocks)]

const reference: EndOfTag = (frame, _parent, reading) => referenceOf(frame, reading)

const table: EndOfTag = (frame) => (frame.rows.length > 0 ? [tableOf(frame), ...frame.blocks] : frame.blocks)

const rowGroup: EndOfTag = ({ tag, rows, blocks }, parent) => {
  pushAll(
    parent.rows,
    rows.map((row) => ({ ...row, isHeader: tag === 'thead' || row.isHeader })),
  )
  return blocks
}

const row: EndOfTag = ({ cells, headers, blocks }, parent) => {
  parent.rows.push({ cells, isHeader: headers.length > 0 && headers.every(Boolean) })
  return blocks
}

const cell: EndOfTag = (frame, parent, reading) => {
  parent.cells.push(runsOfBlocks(frame, reading))
  parent.headers.push(frame.tag === 'th')
  return []
}

/** Notion has four levels of headings. */
const heading: EndOfTag = (frame, _parent, reading) => [
  block(`heading_${Math.min(4, Number(frame.tag.slice(1)))}`, {
    rich_text: runsOfBlocks(frame, reading),
    ...colored(frame.attributes),
  }),
]

const code: EndOfTag = (frame, _parent, reading) => [
  ...(frame.pending === '' ? [] : [codeOf(frame, reading)]),
  ...frame.blocks,
]

const container: EndOfTag = (frame, _parent, reading) => [containerOf(frame, reading)]
const webLink: EndOfTag = (frame, _parent, reading) => webLinkOf(frame, reading)
const media: EndOfTag = (frame, _parent, reading) => mediaOf(frame, reading)
const child: EndOfTag = (frame, _parent, reading) => childOf(frame, reading)

const ENDS: Readonly<Record<string, EndOfTag>> = {
  details: (frame) => [toggleOf(frame)],
  summary,
  section,
  callout: (frame, _parent, reading) => [calloutOf(frame, reading)],
  columns: (frame, _parent, reading) => columnsOf(frame, reading),
  column: (frame) => [columnOf(frame)],
  synced_block: syncedBlock,
  'synced-block': syncedBlock,
  synced_block_reference: reference,
  'synced-block-reference': reference,
  table,
  thead: rowGroup,
  tbody: rowGroup,
  tfoot: rowGroup,
  tr: row,
  td: cell,
  th: cell,
  li: (frame, parent) => [itemOf(parent, frame)],
  blockquote: (frame) => [withText('quote', frame)],
  pre: code,
  iframe: (frame, _parent, reading) => embedOf(frame, reading),
  p: (frame, _parent, reading) => paragraphsOf(frame, reading),
  quote: container,
  toggle: container,
  todo: container,
  tab: container,
  tabs: (frame, _parent, reading) => tabsOf(frame, reading),
  equation: (frame, _parent, reading) => equationsOf(frame, reading),
  bookmark: webLink,
  embed: webLink,
  image: media,
  audio: media,
  video: media,
  pdf: media,
  file: media,
  page: child,
  database: child,
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
}

/** The blocks of a tag that ends; of an unknown tag, its content. */
export const blocksOfTag: EndOfTag = (frame, parent, reading) => {
  const end = Object.hasOwn(ENDS, frame.tag) ? ENDS[frame.tag] : undefined
  return (end ?? content)(frame, parent, reading)
}

/** The block of a tag without content; `undefined` if the tag is not a block. */
export const voidBlock = (
  tag: string,
  attributes: Attributes,
  line: number | undefined,
  reading: Reading,
): ReadonlyArray<Request> | undefined => {
  switch (tag) {
    case 'hr':
      return [block('divider', {})]
    case 'img': {
      const url = attributes.get('src') ?? ''
      const alt = attributes.get('alt') ?? ''
      return url === '' ? undefined : [fileBlock('image', url, alt === '' ? [] : [textRun(alt, {})], line, reading)]
    }
    case 'empty-block':
      return [paragraphOf([])]
    case 'table_of_contents':
    case 'table-of-contents':
      return [block('table_of_contents', colored(attributes))]
    default:
      return undefined
  }
}
