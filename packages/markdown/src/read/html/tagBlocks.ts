/**
 * The blocks of each tag.
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

/** The blocks of a tag that ends. */
export const blocksOfTag = (frame: Frame, parent: Frame, reading: Reading): ReadonlyArray<Request> => {
  const { tag, blocks } = frame
  switch (tag) {
    case 'details':
      return [toggleOf(frame)]
    case 'summary': {
      const [first] = blocks
      const heading = /^heading_/.test(text(first?.type)) ? text(first?.type) : undefined
      parent.summary = { runs: runsOfBlocks(frame, reading), heading }
      return []
    }
    case 'section':
      return frame.attributes.has('data-callout') ? [calloutOf(frame, reading)] : blocks
    case 'callout':
      return [calloutOf(frame, reading)]
    case 'columns':
      return columnsOf(frame, reading)
    case 'column':
      return [columnOf(frame)]
    case 'synced_block':
    case 'synced-block':
      return [block('synced_block', { synced_from: null }, blocks)]
    case 'synced_block_reference':
    case 'synced-block-reference':
      return referenceOf(frame, reading)
    case 'table':
      return frame.rows.length > 0 ? [tableOf(frame), ...blocks] : blocks
    case 'thead':
    case 'tbody':
    case 'tfoot':
      pushAll(
        parent.rows,
        frame.rows.map((row) => ({ ...row, isHeader: tag === 'thead' || row.isHeader })),
      )
      return blocks
    case 'tr':
      parent.rows.push({ cells: frame.cells, isHeader: frame.headers.length > 0 && frame.headers.every(Boolean) })
      return blocks
    case 'td':
    case 'th':
      parent.cells.push(runsOfBlocks(frame, reading))
      parent.headers.push(tag === 'th')
      return []
    case 'li':
      return [itemOf(parent, frame)]
    case 'blockquote':
      return [withText('quote', frame)]
    case 'pre':
      return [...(frame.pending === '' ? [] : [codeOf(frame, reading)]), ...blocks]
    case 'iframe':
      return embedOf(frame, reading)
    case 'p':
      return paragraphsOf(frame, reading)
    case 'quote':
    case 'toggle':
    case 'todo':
    case 'tab':
      return [containerOf(frame, reading)]
    case 'tabs':
      return tabsOf(frame, reading)
    case 'equation':
      return equationsOf(frame, reading)
    case 'bookmark':
    case 'embed':
      return webLinkOf(frame, reading)
    case 'image':
    case 'audio':
    case 'video':
    case 'pdf':
    case 'file':
      return mediaOf(frame, reading)
    case 'page':
    case 'database':
      return childOf(frame, reading)
    default:
      return /^h[1-6]$/.test(tag)
        ? [
            block(`heading_${Math.min(4, Number(tag.slice(1)))}`, {
              rich_text: runsOfBlocks(frame, reading),
              ...colored(frame.attributes),
            }),
          ]
        : blocks
  }
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
