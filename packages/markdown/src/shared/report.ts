/**
 * What is printed, and the losses of it.
 *
 * @internal
 */
import type { BlockLoss } from 'notion-fp/blocks'
import type { Place } from './foldTree.js'
import { isRecord, list } from './json.js'
import type { Lose, Printable } from './printOptions.js'

/** The nodes of what can be printed. */
export const nodesOf = (given: Printable): ReadonlyArray<unknown> =>
  Array.isArray(given) ? given : isRecord(given) ? list(given.children) : []

/** A list of losses, and how to report one: each kind of loss of a block once. */
export interface Report {
  readonly found: ReadonlyArray<BlockLoss>
  readonly lose: Lose
}

export const reportOf = ({ node: { block } }: Place): Report => {
  const found: Array<BlockLoss> = []
  const lose: Lose = (what, why) => {
    if (!found.some((loss) => loss.what === what && loss.why === why))
      found.push({ block_id: block.id, type: block.type, what, why })
  }
  return { found, lose }
}

/** A block with the losses in it and below it. */
export interface Reported<Self> {
  readonly losses: ReadonlyArray<BlockLoss>
  readonly below: ReadonlyArray<Self>
}

/** The losses in document order. Trees may be deeper than the stack. */
export const lossesOf = <Self extends Reported<Self>>(blocks: ReadonlyArray<Self>): ReadonlyArray<BlockLoss> => {
  const losses: Array<BlockLoss> = []
  const waiting = [...blocks].reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const loss of next.losses) losses.push(loss)
    for (let at = next.below.length - 1; at >= 0; at--) {
      const child = next.below[at]
      if (child) waiting.push(child)
    }
  }
  return losses
}
