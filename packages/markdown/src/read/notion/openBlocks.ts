/**
 * The stack of open blocks and tags while Notion's dialect is read line by line: the next line belongs to the innermost of them, unless it is
 * indented less.
 *
 * @internal
 */
import { list, pushAll, record, text } from '../../shared/json.js'
import { block } from '../blockRequests.js'
import { type Frame, frameOf } from '../html/frame.js'
import type { Reading, Request } from '../reading.js'

/** The maximum nesting of blocks; the content of deeper blocks follows them. */
const MAX_DEPTH = 200

/** A block of one line. The lines below it that are indented more are its children. */
export interface OpenLine {
  /** How far it is indented. */
  readonly depth: number
  readonly type: string
  readonly content: object
}

/** An open block, which has a line, or an open tag, which has a frame. */
interface Level {
  readonly blocks: Array<Request>
  readonly number?: number
  readonly line?: OpenLine
  readonly frame?: Frame
}

/** The stack, as the reader uses it. */
export interface OpenBlocks {
  /** The innermost tag; empty if the innermost level is a block. */
  readonly tag: () => string
  /** The type of the last block of the innermost level. */
  readonly before: () => string
  /** Whether the innermost level is a paragraph without text and children. */
  readonly isEmptyParagraph: () => boolean
  /** Adds blocks to the innermost one. */
  readonly add: (blocks: ReadonlyArray<Request>) => void
  readonly enter: (line: OpenLine, number: number) => void
  readonly enterTag: (frame: Frame) => void
  /** Opens a block in place of the innermost one. */
  readonly replace: (line: OpenLine, number: number) => void
  /** Ends the blocks that are indented as much as a line or more. */
  readonly closeTo: (depth: number) => void
  /** Ends a tag and everything in it. Nothing happens if it is not open. */
  readonly closeTag: (tag: string) => void
  /** Ends everything, and returns all blocks. */
  readonly end: () => ReadonlyArray<Request>
}

/** The stack of open blocks and tags, which its functions change. */
interface Stack {
  readonly root: Frame
  /** All that is open, the innermost last. */
  readonly levels: Array<Level>
  /** The open tags alone. */
  readonly frames: Array<Frame>
  /** How many tags of each name are open, so that a stray end tag is found without a search. */
  readonly counts: Map<string, number>
  readonly blocksOfFrame: BlocksOfFrame
  readonly lose: Reading['lose']
}

/** The blocks of a tag that ends, in the tag around it. */
type BlocksOfFrame = (frame: Frame, parent: Frame) => ReadonlyArray<Request>

const innermost = ({ levels, root }: Stack): Level => levels.at(-1) ?? { blocks: root.blocks }

const add = (stack: Stack, blocks: ReadonlyArray<Request>): void => pushAll(innermost(stack).blocks, blocks)

/** Removes a tag from the stack. Returns its blocks. */
const endFrame = ({ frames, counts, root, blocksOfFrame }: Stack, frame: Frame, isDeep: boolean) => {
  frames.pop()
  counts.set(frame.tag, (counts.get(frame.tag) ?? 1) - 1)
  return isDeep ? [] : blocksOfFrame(frame, frames.at(-1) ?? root)
}

/** Ends the innermost block or tag. Below the maximum depth, its content follows it. */
const close = (stack: Stack): void => {
  const { levels, lose } = stack
  const { line, frame, blocks, number } = levels.pop() ?? { blocks: [] }
  const isDeep = levels.length > MAX_DEPTH && blocks.length > 0
  if (isDeep) lose(number, 'nesting', `more than ${MAX_DEPTH} levels follow each other`)
  if (line) add(stack, [block(line.type, line.content, isDeep ? [] : blocks)])
  if (frame) add(stack, endFrame(stack, frame, isDeep))
  if (isDeep) add(stack, blocks)
}

const enter = ({ levels }: Stack, line: OpenLine, number: number): void => {
  levels.push({ blocks: [], line, number })
}

const enterTag = ({ levels, frames, counts }: Stack, frame: Frame): void => {
  levels.push({ blocks: frame.blocks, frame, ...(frame.line !== undefined && { number: frame.line }) })
  frames.push(frame)
  counts.set(frame.tag, (counts.get(frame.tag) ?? 0) + 1)
}

const closeTag = (stack: Stack, tag: string): void => {
  if ((stack.counts.get(tag) ?? 0) === 0) return
  for (let isClosed = false; !isClosed; ) {
    isClosed = innermost(stack).frame?.tag === tag
    close(stack)
  }
}

const isEmptyParagraph = ({ line, blocks }: Level): boolean =>
  line?.type === 'paragraph' && blocks.length === 0 && list(record(line.content).rich_text).length === 0

/** An empty stack. */
export const openBlocks = (blocksOfFrame: BlocksOfFrame, { lose }: Reading): OpenBlocks => {
  const root = frameOf('', new Map(), undefined)
  const levels: Array<Level> = [{ blocks: root.blocks, frame: root }]
  const stack: Stack = { root, levels, frames: [root], counts: new Map(), blocksOfFrame, lose }
  return {
    tag: () => innermost(stack).frame?.tag ?? '',
    before: () => text(innermost(stack).blocks.at(-1)?.type),
    isEmptyParagraph: () => isEmptyParagraph(innermost(stack)),
    add: (blocks) => add(stack, blocks),
    enter: (line, number) => enter(stack, line, number),
    enterTag: (frame) => enterTag(stack, frame),
    replace: (line, number) => {
      levels.pop()
      enter(stack, line, number)
    },
    closeTo: (depth) => {
      for (let { line } = innermost(stack); line && line.depth >= depth; { line } = innermost(stack)) close(stack)
    },
    closeTag: (tag) => closeTag(stack, tag),
    end: () => {
      while (levels.length > 1) close(stack)
      return root.blocks
    },
  }
}
