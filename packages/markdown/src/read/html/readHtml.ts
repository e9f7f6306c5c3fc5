/**
 * HTML among Markdown as blocks to write: `<details>`, tables, and the tags of Notion's dialect. Tags may be split over several nodes of the
 * Markdown tree, with Markdown between them, so the reader keeps a stack of open tags.
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

/** The tags in which Markdown is read: people expect it there, and Notion's dialect has it there. */
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

/** The tags whose text is one line: it cannot begin a list, a quote or another block. */
const WITHOUT_BLOCKS = /^(summary|td|th|li|h[1-6]|p|audio|video|pdf|file|page|database|image|bookmark|embed)$/

/** Whether the content of a tag is plain text, neither Markdown nor HTML. */
const isRaw = (tag: string): boolean => tag === 'pre' || tag === 'equation'

/** A text of HTML on one line. */
const onLine = (value: string): string =>
  value.replace(/(?<![ \t\n])[ \t]*\n[ \t\n]*/g, ' ').replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '')

/** Lines without their common indentation, which would make them code. */
const dedent = (value: string): string => {
  const lines = value.split('\n')
  const [first = '', ...rest] = lines
  const depths = rest.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0)
  const depth = depths.reduce((min, each) => Math.min(min, each), Number.POSITIVE_INFINITY)
  return [first.trimStart(), ...rest.map((line) => line.slice(Number.isFinite(depth) ? depth : 0))].join('\n')
}

/** The maximum depth of Markdown in HTML in Markdown; deeper, it is text. */
const MAX_DEPTH = 30

/** Reads Markdown that begins at a line. */
type ParseMarkdown = (markdown: string, line: number | undefined) => ReadonlyArray<Request>

/** The state of a reader, which its functions change. */
interface ReaderState {
  readonly reading: Reading
  readonly parse: ParseMarkdown
  readonly root: Frame
  /** The open tags, the innermost last; the first is `root`. */
  readonly frames: Array<Frame>
  /** The line where the pending text of the innermost tag begins. */
  pendingLine: number | undefined
}

type OpenToken = Token & { readonly type: 'open' }

const innermost = ({ frames, root }: ReaderState): Frame => frames.at(-1) ?? root

/** Adds images, if the pending text has nothing else. Returns whether it does. */
const addPictures = ({ reading, pendingLine }: ReaderState, frame: Frame, line: string): boolean => {
  const pictures = picturesIn(line)
  for (const each of pictures) {
    loseAttributes('img', each.attributes, (what, why) => reading.lose(pendingLine, what, why))
    frame.blocks.push(pictureBlock(each, pendingLine, reading))
  }
  return pictures.length > 0
}

/** Adds the pending text of a tag in which only HTML is read. */
const addInlineHtml = ({ reading, pendingLine }: ReaderState, frame: Frame, pending: string): void => {
  const blank = /^\s*/.exec(pending)?.[0].split('\n').length ?? 1
  const point = { line: (pendingLine ?? 0) + blank - 1 - reading.above, column: 1 }
  const position = pendingLine === undefined ? {} : { position: { start: point, end: point } }
  const runs = inlineRuns([{ type: 'html', value: onLine(pending), ...position }], reading)
  // Line breaks without text are not a paragraph.
  if (runs.some((run) => runsText([run]).trim() !== '' || run.type === 'mention')) frame.blocks.push(paragraphOf(runs))
}

/** Adds the pending text of a tag in which Markdown is read. */
const addMarkdown = ({ reading, parse, pendingLine }: ReaderState, frame: Frame, pending: string): void => {
  if (reading.depth >= MAX_DEPTH) {
    reading.lose(pendingLine, 'html', `more than ${MAX_DEPTH} levels of HTML and Markdown are written as text`)
    frame.blocks.push(paragraphOf([textRun(pending, {})]))
    return
  }
  const markdown = WITHOUT_BLOCKS.test(frame.tag) ? escapeLineStart(onLine(pending)) : dedent(pending)
  pushAll(frame.blocks, parse(markdown, pendingLine))
}

/** Adds the pending text of the innermost tag to its blocks. */
const flush = (state: ReaderState): void => {
  const frame = innermost(state)
  if (isRaw(frame.tag)) return
  const { pending } = frame
  frame.pending = ''
  const line = onLine(pending)
  if (line === '' || addPictures(state, frame, line)) return
  if (MARKDOWN.test(frame.tag)) addMarkdown(state, frame, pending)
  else addInlineHtml(state, frame, pending)
}

const append = (state: ReaderState, raw: string, line: number | undefined): void => {
  const frame = innermost(state)
  if (frame.pending === '') state.pendingLine = line
  frame.pending += raw
}

/** Ends the innermost tag: its blocks are added to the tag around it. */
const close = (state: ReaderState): void => {
  flush(state)
  const frame = state.frames.pop()
  if (frame) pushAll(innermost(state).blocks, blocksOfTag(frame, innermost(state), state.reading))
}

const loseComment = ({ reading }: ReaderState, raw: string, line: number | undefined): void => {
  if (/^<!--\s*-->$/.test(raw)) return
  reading.lose(line, 'html', `a comment or declaration: ${raw.slice(0, 60)}`)
}

/** Handles a tag that only adds to the tag around it, or has no content. Returns whether it was one. */
const handleInPlace = (
  { tag, attributes }: OpenToken,
  parent: Frame,
  line: number | undefined,
  reading: Reading,
): boolean => {
  const own = voidBlock(tag, attributes, line, reading)
  if (own) pushAll(parent.blocks, own)
  else if (tag === 'unknown')
    reading.lose(line, 'unknown', `a block that the API does not write: ${attributes.get('alt') ?? 'unknown'}`)
  else if (tag === 'source' && /^(audio|video)$/.test(parent.tag) && (parent.source ?? '') === '')
    parent.source = attributes.get('src') ?? ''
  else if (tag === 'input' && attributes.get('type') === 'checkbox' && parent.tag === 'li')
    parent.checked = attributes.has('checked')
  else return false
  return true
}

/** Reports what is lost of a tag itself: the first number of a list, or the meaning of an unknown tag. */
const reportTag = ({ tag, attributes, isVoid }: OpenToken, line: number | undefined, { lose }: Reading): void => {
  const start = attributes.get('start')
  if (tag === 'ol' && Number(start ?? 1) !== 1)
    lose(line, 'start', `the API cannot set the first number, ${start}; the list starts at 1`)
  if (!KNOWN.test(tag) && !(tag === 'section' && attributes.has('data-callout')))
    lose(line, 'html', isVoid ? `the tag <${tag}>` : `the tag <${tag}>; its content remains`)
}

const open = (state: ReaderState, token: OpenToken, line: number | undefined): void => {
  const { reading, frames } = state
  const { tag, attributes, isVoid } = token
  flush(state)
  if (KNOWN.test(tag) || isVoid) loseAttributes(tag, attributes, (what, why) => reading.lose(line, what, why))
  if (handleInPlace(token, innermost(state), line, reading)) return
  reportTag(token, line, reading)
  // HTML allows leaving out the end tag of an item, a row, a cell and a paragraph if the next one follows.
  if (/^(li|tr|td|th|p)$/.test(tag) && innermost(state).tag === tag) close(state)
  if (tag === 'p' && isVoid) {
    innermost(state).blocks.push(paragraphOf([]))
    return
  }
  frames.push(frameOf(tag, attributes, line))
  if (isVoid) close(state)
}

/** Ends a tag and the tags in it that were not closed. Nothing happens if it is not open. */
const closeTag = (state: ReaderState, tag: string): void => {
  const at = state.frames.map((frame) => frame.tag).lastIndexOf(tag)
  while (at > 0 && state.frames.length > at) close(state)
}

/** Whether a token is part of the text of a tag. An image at the start of a text is a block, not part of it. */
const isText = (token: Token, { tag, pending }: Frame): boolean => {
  if (isRaw(tag) && !(token.type === 'close' && token.tag === tag)) return true
  if (token.type === 'text') return true
  return token.type !== 'comment' && isInlineTag(token.tag) && !(token.tag === 'img' && onLine(pending) === '')
}

const readToken = (state: ReaderState, token: Token, line: number | undefined): void => {
  if (isText(token, innermost(state))) append(state, token.raw, line)
  else if (token.type === 'comment') loseComment(state, token.raw, line)
  else if (token.type === 'open') open(state, token, line)
  else if (token.type === 'close') closeTag(state, token.tag)
}

const readTags = (state: ReaderState, html: string, start: number | undefined): void => {
  let line = start
  let nextBreak = start === undefined ? -1 : html.indexOf('\n')
  for (const token of tokensOf(html)) {
    for (; line !== undefined && nextBreak >= 0 && nextBreak < token.at; line++)
      nextBreak = html.indexOf('\n', nextBreak + 1)
    readToken(state, token, line)
  }
  flush(state)
}

/** Reads tags among blocks. */
export const readHtml = (reading: Reading, parse: ParseMarkdown): HtmlReader => {
  const root = frameOf('', new Map(), undefined)
  const state: ReaderState = { reading, parse, root, frames: [root], pendingLine: undefined }
  return {
    tags: (html, start) => readTags(state, html, start),
    blocks: (blocks) => pushAll(innermost(state).blocks, blocks),
    end: () => {
      while (state.frames.length > 1) close(state)
      flush(state)
      return root.blocks
    },
  }
}
