/**
 * The blocks of the Markdown of the API: one line each, with the lines below it that are indented more, or a tag around lines.
 *
 * @internal
 */
import { languageOf } from '../../shared/languages.js'
import { codeBlock, equationBlock, paragraphOf, tableBlock } from '../blockRequests.js'
import { colored, type Frame, frameOf, withText } from '../html/frame.js'
import type { Attributes, Token } from '../html/htmlTokens.js'
import { blocksOfTag, voidBlock } from '../html/tagBlocks.js'
import type { Reading, Request } from '../reading.js'
import { lineBlock, withoutBraces } from './lineBlock.js'
import { type LineToken, lineTokens } from './lineTokens.js'
import { notionRuns } from './notionRuns.js'
import { type OpenBlocks, type OpenLine, openBlocks } from './openBlocks.js'

/** The tags that structure a page. */
const TAGS =
  /^(details|summary|callout|columns|column|table|colgroup|col|thead|tbody|tfoot|tr|td|th|synced_block|synced_block_reference|meeting-notes|notes|transcript|section|page|database|audio|video|pdf|file|unknown|empty-block|table_of_contents|hr|p|quote|toggle)$/

/** The tags that contain only text, on one line. */
const TEXTS = /^(summary|td|th|audio|video|pdf|file|page|database)$/

/** Returns the block for a tag that refers to a page, a database or a block; `undefined` for the default. */
export type Refer = (tag: string, attributes: Attributes) => Request | undefined

const widthOf = (space: string): number => {
  let width = 0
  for (const sign of space) width += sign === '\t' ? 4 : 1
  return width
}

/** The depth of an indentation. It is only compared with that of other lines, since people indent with two to four spaces or a tab. */
const depthOf = (space: string): number => Math.floor(widthOf(space) / 2)

const trimmed = (line: string, from: number): string => {
  let end = line.length
  while (end > from && /[ \t]/.test(line.charAt(end - 1))) end--
  return line.slice(from, end)
}

const spaceOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? ''

/** A line of code without the indentation of its fence. */
const unindented = (line: string, space: string): string => {
  let at = 0
  let width = 0
  for (const indentation = widthOf(space); width < indentation && /[ \t]/.test(line.charAt(at)); at++)
    width += widthOf(line.charAt(at))
  return line.slice(at)
}

const isRow = (row: string): boolean => row.length > 1 && row.startsWith('|') && row.endsWith('|')

const RULE = /^\|(?:[ \t]*:?-+:?[ \t]*\|)+$/

const cellsOf = (row: string, line: number, reading: Reading) =>
  row
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => notionRuns(cell.trim(), line, reading))

/** A table in GitHub's syntax, with bars between cells. */
const pipeTable = (rows: ReadonlyArray<string>, line: number, reading: Reading): Request => {
  const hasHeader = RULE.test(rows[1] ?? '')
  if (rows.some((row) => RULE.test(row) && row.includes(':'))) reading.lose(line, 'align', 'columns have no alignment')
  const cells = rows.flatMap((row, at) => (RULE.test(row) ? [] : [cellsOf(row, line + at, reading)]))
  return tableBlock(cells, hasHeader)
}

/** The tokens of a line between the tags that structure the page: each a tag, or a text. */
const partsOf = (line: string): ReadonlyArray<string | Token> => {
  if (!line.includes('<')) return [line]
  const parts: Array<string | Token> = []
  let from = 0
  for (const token of lineTokens(line, false)) {
    if (token.type !== 'tag' || !isStructure(token)) continue
    const { at, raw } = token.tag
    if (at > from) parts.push(line.slice(from, at))
    parts.push(token.tag)
    from = at + raw.length
  }
  if (from < line.length) parts.push(line.slice(from))
  return parts
}

const isStructure = ({ tag }: LineToken & { readonly type: 'tag' }): boolean =>
  (tag.type === 'open' || tag.type === 'close') && TAGS.test(tag.tag)

/** Adds the blocks of a line outside of code, equations and tables with bars. */
const textLine = (line: string, depth: number, number: number, reading: Reading, open: OpenBlocks): void => {
  if (TEXTS.test(open.tag())) {
    open.add([paragraphOf(notionRuns(line, number, reading))])
    return
  }
  const braces = withoutBraces(line)
  // The attributes of an empty paragraph are in braces after its tag.
  if (braces.text === '' && braces.attributes.size > 0 && open.isEmptyParagraph()) {
    open.replace({ ...emptyParagraph(braces.attributes), depth }, number)
    return
  }
  const found = lineBlock(line, number, reading)
  if (found.request !== undefined) {
    open.add([found.request])
    return
  }
  if (found.number !== undefined && found.number !== 1 && open.before() !== 'numbered_list_item')
    reading.lose(number, 'start', `the API cannot set the first number, ${found.number}; the list starts at 1`)
  open.enter({ ...found, depth }, number)
}

const openTag = (
  tag: Token & { readonly type: 'open' },
  depth: number,
  number: number,
  reading: Reading,
  open: OpenBlocks,
  refer: Refer,
): void => {
  if (tag.tag === 'empty-block') {
    open.enter({ ...emptyParagraph(tag.attributes), depth }, number)
    return
  }
  const own = voidBlock(tag.tag, tag.attributes, number, reading)
  if (own) open.add(own)
  else if (tag.tag === 'unknown') {
    const found = refer('unknown', tag.attributes)
    if (found) open.add([found])
    else
      reading.lose(number, 'unknown', `a block that the API does not write: ${tag.attributes.get('alt') ?? 'unknown'}`)
  } else {
    const lost = attributesLost(tag)
    if (lost !== '') reading.lose(number, tag.tag, `${lost} cannot be set by the API`)
    open.enterTag(frameOf(tag.tag, tag.attributes, number))
    if (tag.isVoid) open.closeTag(tag.tag)
  }
}

/** A block of several lines that is being read: code, an equation, or a table with bars. */
interface Group {
  readonly kind: 'fence' | 'rows'
  readonly line: number
  readonly depth: number
  /** The line that ends it, the text after its opening fence, and its indentation. */
  readonly end: string
  readonly info: string
  readonly space: string
  readonly lines: Array<string>
}

const groupBlock = ({ kind, line, end, info, lines }: Group, reading: Reading): Request => {
  if (kind === 'rows') return pipeTable(lines, line, reading)
  const value = lines.join('\n')
  return end === '$$' ? equationBlock(value, line, reading) : codeOf(value, info, line, reading)
}

/** The code, equation or table that begins on a line; `undefined` if there is none. */
const groupAt = (line: string, space: string, number: number): Group | undefined => {
  const common = { line: number, depth: depthOf(space), space }
  if (isRow(line)) return { ...common, kind: 'rows', end: '', info: '', lines: [line] }
  const [, end, info = ''] = /^(`{3,}|\$\$$)([^`]*)$/.exec(line) ?? []
  return end === undefined ? undefined : { ...common, kind: 'fence', end, info, lines: [] }
}

/** Reads the lines of a page. */
export const notionBlocks = (
  lines: ReadonlyArray<string>,
  reading: Reading,
  refer: Refer = () => undefined,
): ReadonlyArray<Request> => {
  const open = openBlocks((frame, parent) => ended(frame, parent, reading, refer), reading)
  let group: Group | undefined
  const endGroup = (): void => {
    if (!group) return
    const { kind, line, depth, lines: inside } = group
    open.closeTo(depth)
    const [first = ''] = inside
    // A row that no delimiter row follows is text.
    if (kind === 'rows' && inside.length === 1 && !RULE.test(first)) textLine(first, depth, line, reading, open)
    else open.add([groupBlock(group, reading)])
    group = undefined
  }
  /** Whether a line belongs to the block that is being read. */
  const isInGroup = (raw: string, line: string, space: string): boolean => {
    if (group?.kind === 'fence') {
      if (line === group.end) endGroup()
      else group.lines.push(unindented(raw, group.space))
      return true
    }
    if (group && isRow(line) && depthOf(space) === group.depth) {
      group.lines.push(line)
      return true
    }
    endGroup()
    return line === ''
  }
  lines.forEach((raw, at) => {
    const number = reading.above + at + 1
    const space = spaceOf(raw)
    const line = trimmed(raw, space.length)
    if (isInGroup(raw, line, space)) return
    group = groupAt(line, space, number)
    if (group) return
    const depth = depthOf(space)
    partsOf(line).forEach((part, index) => {
      if (typeof part !== 'string' && part.type === 'close') {
        open.closeTag(part.tag)
        return
      }
      if (index === 0) open.closeTo(depth)
      if (typeof part !== 'string') {
        if (part.type === 'open') openTag(part, depth, number, reading, open, refer)
      } else if (part.trim() !== '') textLine(part.trim(), depth, number, reading, open)
    })
  })
  endGroup()
  return open.end()
}

const emptyParagraph = (attributes: Attributes): Omit<OpenLine, 'depth'> => ({
  type: 'paragraph',
  content: { rich_text: [], ...colored(attributes) },
})

const codeOf = (value: string, info: string, line: number, { lose }: Reading): Request => {
  const language = languageOf(info)
  if (language === undefined) lose(line, 'language', `Notion does not have ${info.trim()}; written as plain text`)
  return codeBlock(value, language ?? 'plain text')
}

/** The attributes of a tag that blocks do not have. */
const attributesLost = ({ tag, attributes }: Token & { readonly type: 'open' }): string => {
  const isTable = /^(col|tr|td|th)$/.test(tag)
  const isFile = /^(audio|video|pdf|file|page|database)$/.test(tag)
  const lost = isTable ? ['color', 'width'] : isFile ? ['color'] : tag === 'table' ? ['fit-page-width'] : []
  return lost.filter((name) => attributes.has(name)).join(' and ')
}

/** The blocks of a tag that ends. */
const ended = (frame: Frame, parent: Frame, reading: Reading, refer: Refer): ReadonlyArray<Request> => {
  const { tag, attributes, blocks, line } = frame
  const referred = /^(page|database|synced_block_reference)$/.test(tag) ? refer(tag, attributes) : undefined
  if (referred) return tag === 'synced_block_reference' ? [referred, ...blocks] : [referred]
  switch (tag) {
    case 'p':
      return [withText('paragraph', frame, colored(attributes))]
    case 'quote':
      return [withText('quote', frame, colored(attributes))]
    case 'toggle':
      return frame.summary
        ? blocksOfTag({ ...frame, tag: 'details' }, parent, reading)
        : [withText('toggle', frame, colored(attributes))]
    case 'summary':
      return parent.tag === 'meeting-notes' ? blocks : blocksOfTag(frame, parent, reading)
    case 'meeting-notes':
      reading.lose(line, 'meeting_notes', 'the API cannot create them; their texts remain')
      return blocks
    case 'col':
    case 'colgroup':
    case 'notes':
    case 'transcript':
      return blocks
    default:
      return blocksOfTag(frame, parent, reading)
  }
}
