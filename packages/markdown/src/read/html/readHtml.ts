/**
 * HTML among Markdown as blocks to write: parts that can be folded, tables, and the tags of Notion.
 *
 * @internal
 */
import { escapeLineStart } from '../../print/inline/escape.js'
import { pushAll } from '../../shared/json.js'
import { paragraphOf } from '../blockRequests.js'
import { inlineRuns, isInlineTag } from '../inlineRuns.js'
import type { Reading, Request } from '../reading.js'
import { runsText, textRun } from '../runs.js'
import { type Frame, frameOf } from './frame.js'
import { loseAttributes, type Token, tokensOf } from './htmlTokens.js'
import { pictureBlock, picturesIn } from './media.js'
import { blocksOfTag, voidBlock } from './tagBlocks.js'

/** Collects the blocks of siblings. */
export interface HtmlReader {
  /** Adds the tags and texts of a node. */
  readonly tags: (html: string, line: number | undefined) => void
  /** Adds blocks of Markdown, to the innermost tag that is open. */
  readonly blocks: (blocks: ReadonlyArray<Request>) => void
  /** All blocks; tags that are open end here. */
  readonly end: () => ReadonlyArray<Request>
}

/** The tags in which Markdown is read: people expect it there, and Notion writes it. */
const MARKDOWN =
  /^(details|callout|columns|column|synced[_-]block|synced[_-]block[_-]reference|meeting-notes|notes|section|td|th|audio|video|pdf|file|page|database|quote|toggle|todo|tabs|tab|image|bookmark|embed)$/

/** The tags that have a meaning; of the others only the content remains. */
const KNOWN =
  /^(details|summary|callout|columns|column|synced[_-]block|synced[_-]block[_-]reference|table|colgroup|col|thead|tbody|tfoot|tr|td|th|p|h[1-6]|ul|ol|li|blockquote|pre|iframe|audio|video|pdf|file|page|database|unknown|quote|toggle|todo|tabs|tab|image|bookmark|embed|equation)$/

/** Whether HTML begins with a tag of Notion that is a block of its own. */
export const isBlockTag = (html: string): boolean =>
  /^<(callout|columns|synced[_-]block|synced[_-]block[_-]reference|audio|video|pdf|file|page|database|unknown|empty-block|table[_-]of[_-]contents|quote|toggle|todo|tabs|image|bookmark|embed|equation)[\s/>]/.test(
    html,
  )

const WITHOUT_BREAK = /^(summary|td|th|li|h[1-6]|p|audio|video|pdf|file|page|database|image|bookmark|embed)$/

/** Whether what is in a tag is neither Markdown nor HTML. */
const isRaw = (tag: string): boolean => tag === 'pre' || tag === 'equation'

/** A text of HTML on one line. */
const onLine = (value: string): string =>
  value.replace(/(?<![ \t\n])[ \t]*\n[ \t\n]*/g, ' ').replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '')

/** Lines without the indentation that all have. */
const dedent = (value: string): string => {
  const lines = value.split('\n')
  const [first = '', ...rest] = lines
  const depths = rest.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0)
  const depth = depths.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  return [first.trimStart(), ...rest.map((line) => line.slice(Number.isFinite(depth) ? depth : 0))].join('\n')
}

/** How deep Markdown in HTML is read; deeper, it is text. */
const MAX_DEPTH = 30

/** Reads tags among blocks; `parse` reads Markdown that begins at a line. */
export const readHtml = (
  reading: Reading,
  parse: (markdown: string, line: number | undefined) => ReadonlyArray<Request>,
): HtmlReader => {
  const root = frameOf('', new Map(), undefined)
  const frames: Array<Frame> = [root]
  let pendingLine: number | undefined
  const top = (): Frame => frames.at(-1) ?? root
  const flush = (): void => {
    const frame = top()
    if (isRaw(frame.tag)) return
    const { pending } = frame
    frame.pending = ''
    const line = onLine(pending)
    if (line === '') return
    const pictures = picturesIn(line)
    if (pictures.length > 0) {
      for (const each of pictures) {
        loseAttributes('img', each.attributes, (what, why) => reading.lose(pendingLine, what, why))
        frame.blocks.push(pictureBlock(each, pendingLine, reading))
      }
      return
    }
    if (!MARKDOWN.test(frame.tag)) {
      const blank = /^\s*/.exec(pending)?.[0].split('\n').length ?? 1
      const point = { line: (pendingLine ?? 0) + blank - 1 - reading.above, column: 1 }
      const position = pendingLine === undefined ? {} : { position: { start: point, end: point } }
      const runs = inlineRuns([{ type: 'html', value: line, ...position }], reading)
      // A line break alone is no text.
      if (runs.some((run) => runsText([run]).trim() !== '' || run.type === 'mention'))
        frame.blocks.push(paragraphOf(runs))
      return
    }
    const isCell = WITHOUT_BREAK.test(frame.tag)
    const markdown = isCell ? escapeLineStart(line) : dedent(pending)
    if (reading.depth < MAX_DEPTH) pushAll(frame.blocks, parse(markdown, pendingLine))
    else {
      reading.lose(pendingLine, 'html', `more than ${MAX_DEPTH} levels of HTML and Markdown are written as text`)
      frame.blocks.push(paragraphOf([textRun(pending, {})]))
    }
  }
  const append = (raw: string, line: number | undefined): void => {
    const frame = top()
    if (frame.pending === '') pendingLine = line
    frame.pending += raw
  }
  const close = (): void => {
    flush()
    const frame = frames.pop()
    if (frame) pushAll(top().blocks, blocksOfTag(frame, top(), reading))
  }
  const comment = (raw: string, line: number | undefined): void => {
    if (/^<!--\s*-->$/.test(raw)) return
    reading.lose(line, 'html', `a comment or declaration: ${raw.slice(0, 60)}`)
  }
  const open = (token: Token & { readonly type: 'open' }, line: number | undefined): void => {
    const { tag, attributes, isVoid } = token
    flush()
    if (KNOWN.test(tag) || isVoid) loseAttributes(tag, attributes, (what, why) => reading.lose(line, what, why))
    const own = voidBlock(tag, attributes, line, reading)
    if (own) {
      pushAll(top().blocks, own)
      return
    }
    if (tag === 'unknown') {
      reading.lose(line, 'unknown', `a block that the API does not write: ${attributes.get('alt') ?? 'unknown'}`)
      return
    }
    if (tag === 'source' && /^(audio|video)$/.test(top().tag) && (top().source ?? '') === '') {
      top().source = attributes.get('src') ?? ''
      return
    }
    if (tag === 'input' && attributes.get('type') === 'checkbox' && top().tag === 'li') {
      top().checked = attributes.has('checked')
      return
    }
    if (tag === 'ol' && Number(attributes.get('start') ?? 1) !== 1)
      reading.lose(
        line,
        'start',
        `the API cannot set the first number, ${attributes.get('start')}; the list starts at 1`,
      )
    if (!KNOWN.test(tag) && !(tag === 'section' && attributes.has('data-callout')))
      reading.lose(line, 'html', isVoid ? `the tag <${tag}>` : `the tag <${tag}>; its content remains`)
    // An item ends the item before it, and so does a cell and a row.
    if (/^(li|tr|td|th|p)$/.test(tag) && top().tag === tag) close()
    if (tag === 'p' && isVoid) {
      top().blocks.push(paragraphOf([]))
      return
    }
    const frame = frameOf(tag, attributes, line)
    frames.push(frame)
    if (isVoid) close()
  }
  return {
    tags: (html, start) => {
      let line = start
      let nextBreak = start === undefined ? -1 : html.indexOf('\n')
      for (const token of tokensOf(html)) {
        for (; line !== undefined && nextBreak >= 0 && nextBreak < token.at; line++)
          nextBreak = html.indexOf('\n', nextBreak + 1)
        const { tag } = top()
        if (isRaw(tag) && !(token.type === 'close' && token.tag === tag)) append(token.raw, line)
        else if (token.type === 'text') append(token.raw, line)
        else if (token.type === 'comment') comment(token.raw, line)
        else if (isInlineTag(token.tag) && !(token.tag === 'img' && onLine(top().pending) === ''))
          append(token.raw, line)
        else if (token.type === 'open') open(token, line)
        else {
          const at = frames.map((frame) => frame.tag).lastIndexOf(token.tag)
          while (at > 0 && frames.length > at) close()
        }
      }
      flush()
    },
    blocks: (blocks) => {
      for (const each of blocks) top().blocks.push(each)
    },
    end: () => {
      while (frames.length > 1) close()
      flush()
      return root.blocks
    },
  }
}
