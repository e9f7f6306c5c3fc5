/**
 * The blocks and tags that are open while lines are read: what follows is in the innermost of them.
 *
 * @internal
 */
import { list, record, text } from '../../shared/json.js'
import { block } from '../blockRequests.js'
import { type Frame, frameOf } from '../html/frame.js'
import type { Reading, Request } from '../reading.js'

/** The depth of blocks in blocks; deeper ones follow each other. */
const MAX_DEPTH = 200

/** A block of one line, to which lines below it that are indented more belong. */
export interface OpenLine {
  /** How far it is indented. */
  readonly depth: number
  readonly type: string
  readonly content: object
}

/** A block or a tag that is open. */
interface Level {
  readonly blocks: Array<Request>
  readonly number?: number
  readonly line?: OpenLine
  readonly frame?: Frame
}

/** The blocks and tags that are open. */
export interface OpenBlocks {
  /** The tag that is innermost; empty if a block is. */
  readonly tag: () => string
  /** The type of the block before the next one. */
  readonly before: () => string
  /** Whether the innermost block is a paragraph without text. */
  readonly isEmptyParagraph: () => boolean
  /** Adds blocks to the innermost one. */
  readonly add: (blocks: ReadonlyArray<Request>) => void
  readonly enter: (line: OpenLine, number: number) => void
  readonly enterTag: (frame: Frame) => void
  /** Opens a block in place of the innermost one. */
  readonly replace: (line: OpenLine, number: number) => void
  /** Ends the blocks to which a line that is indented so far does not belong. */
  readonly closeTo: (depth: number) => void
  /** Ends a tag and what is open in it; nothing if it is not open. */
  readonly closeTag: (tag: string) => void
  /** All blocks; what is open ends here. */
  readonly end: () => ReadonlyArray<Request>
}

/** No block is open. `ended` makes the blocks of a tag that ends, in the tag around it. */
export const openBlocks = (
  ended: (frame: Frame, parent: Frame) => ReadonlyArray<Request>,
  { lose }: Reading,
): OpenBlocks => {
  const root = frameOf('', new Map(), undefined)
  const levels: Array<Level> = [{ blocks: root.blocks, frame: root }]
  const frames: Array<Frame> = [root]
  const counts = new Map<string, number>()
  const top = (): Level => levels.at(-1) ?? { blocks: root.blocks }
  const add = (blocks: ReadonlyArray<Request>): void => {
    for (const each of blocks) top().blocks.push(each)
  }
  const close = (): void => {
    const { line, frame, blocks, number } = levels.pop() ?? { blocks: [] }
    const isDeep = levels.length > MAX_DEPTH && blocks.length > 0
    if (isDeep) lose(number, 'nesting', `more than ${MAX_DEPTH} levels follow each other`)
    if (line) add([block(line.type, line.content, isDeep ? [] : blocks)])
    if (frame) {
      frames.pop()
      counts.set(frame.tag, (counts.get(frame.tag) ?? 1) - 1)
      if (!isDeep) add(ended(frame, frames.at(-1) ?? root))
    }
    if (isDeep) add(blocks)
  }
  const enter = (line: OpenLine, number: number): void => {
    levels.push({ blocks: [], line, number })
  }
  return {
    tag: () => top().frame?.tag ?? '',
    before: () => text(top().blocks.at(-1)?.type),
    isEmptyParagraph: () => {
      const { line, blocks } = top()
      return line?.type === 'paragraph' && blocks.length === 0 && list(record(line.content).rich_text).length === 0
    },
    add,
    enter,
    enterTag: (frame) => {
      levels.push({ blocks: frame.blocks, frame, ...(frame.line !== undefined && { number: frame.line }) })
      frames.push(frame)
      counts.set(frame.tag, (counts.get(frame.tag) ?? 0) + 1)
    },
    replace: (line, number) => {
      levels.pop()
      enter(line, number)
    },
    closeTo: (depth) => {
      for (let { line } = top(); line && line.depth >= depth; { line } = top()) close()
    },
    closeTag: (tag) => {
      if ((counts.get(tag) ?? 0) === 0) return
      for (let isClosed = false; !isClosed; ) {
        isClosed = top().frame?.tag === tag
        close()
      }
    },
    end: () => {
      while (levels.length > 1) close()
      return root.blocks
    },
  }
}
