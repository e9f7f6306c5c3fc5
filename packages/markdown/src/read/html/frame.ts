/**
 * An open tag of HTML with its content so far, and conversions of that content when the tag ends.
 *
 * @internal
 */
import { list, record, text } from '../../shared/json.js'
import { block, textOfParagraph } from '../blockRequests.js'
import { colorIn, picture } from '../inlineRuns.js'
import type { Reading, Request } from '../reading.js'
import { joinRuns, type Run, runsText, textRun } from '../runs.js'
import type { Attributes } from './htmlTokens.js'

/** An open tag, with its content so far. */
export interface Frame {
  readonly tag: string
  readonly attributes: Attributes
  readonly blocks: Array<Request>
  /** The text since the last block, which is not parsed yet. */
  pending: string
  /** The line where the tag begins. */
  line: number | undefined
  /** The rows of a table, the cells of a row, and whether each of its cells is a header. */
  readonly rows: Array<{ readonly cells: ReadonlyArray<ReadonlyArray<Run>>; readonly isHeader: boolean }>
  readonly cells: Array<ReadonlyArray<Run>>
  readonly headers: Array<boolean>
  /** The address of a `<source>` in it, for audio and video. */
  source?: string
  /** Whether the checkbox in it is checked, for an item of a list. */
  checked?: boolean
  summary?: { readonly runs: ReadonlyArray<Run>; readonly heading: string | undefined }
}

/** A tag without content yet. */
export const frameOf = (tag: string, attributes: Attributes, line: number | undefined): Frame => ({
  tag,
  attributes,
  blocks: [],
  pending: '',
  line,
  rows: [],
  cells: [],
  headers: [],
})

/** The text of the blocks in a tag that can only have text, such as a cell. What is lost is reported. */
export const runsOfBlocks = ({ tag, blocks, line }: Frame, reading: Reading): ReadonlyArray<Run> =>
  joinRuns(
    blocks.flatMap((each, index) => {
      const content = record(each[text(each.type)])
      const url = text(record(content.external).url) || (reading.waiting.get(each)?.path ?? '')
      const caption = list(content.caption).map(record)
      const href = text(record(record(caption[0]?.text).link).url)
      const runs =
        url === ''
          ? list(content.rich_text).map(record)
          : picture(url, runsText(caption), href === '' ? {} : { url: href }, line, reading)
      const type = text(each.type)
      const isMore = content.rich_text === undefined || content.children !== undefined
      if (url === '' && (isMore || (/^t[dh]$/.test(tag) && type !== 'paragraph')))
        reading.lose(line, type, isMore ? `<${tag}> can only have text` : `<${tag}> can only have text; it remains`)
      return index === 0 ? runs : [textRun('\n', {}), ...runs]
    }),
  )

/** The color in attributes, as a field of a block. */
export const colored = (attributes: Attributes): object => {
  const color = colorIn(attributes)
  return color === undefined ? {} : { color }
}

/** The text of an item or a quote, and the blocks in it. */
export const withText = (type: string, { blocks }: Frame, content: object = {}): Request => {
  const [first, ...rest] = blocks
  const own = textOfParagraph(first)
  return block(type, { rich_text: own ?? [], ...content }, own ? rest : blocks)
}
