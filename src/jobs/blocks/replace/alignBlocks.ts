/**
 * Pairs the existing blocks with the new ones, so that as few requests as possible are needed.
 *
 * Within a list of siblings, a block that is kept costs nothing, an update or a deletion costs one request, and so does each run of new
 * blocks. Among equal costs, the alignment keeps more blocks, updates similar ones, and puts new blocks where others are deleted. Lists
 * that differ in few places are divided at their common blocks; the ranges between them are searched completely up to a limit, and in parts
 * above it, so that the time grows about linearly with the number of blocks.
 *
 * @internal
 */
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import { areUpdatable, changedFields } from './blockChanges.js'
import type { IntendedBlock, PresentBlock } from './comparableTrees.js'
import { increasingPairs } from './increasingPairs.js'

/** One step through both lists: a pair, a block without a counterpart, or a new one. */
export interface Step {
  readonly present?: PresentBlock
  readonly intended?: IntendedBlock
}

/** An alignment. */
interface Alignment {
  /** The number of requests, with the tie-breakers in the lower digits. */
  readonly cost: number
  readonly steps: ReadonlyArray<Step>
}

/** Aligns two lists of siblings. */
export type Align = (
  present: ReadonlyArray<PresentBlock>,
  intended: ReadonlyArray<IntendedBlock>,
  level?: number,
) => Alignment

/** The weight of one request: more than all tie-breakers together. */
const REQUEST = 1e8
/** A block that is kept although the new content has no counterpart. */
const SURPLUS = 1000 * REQUEST
/** A deleted or new block weighs less than an update, and the two together less than two updates. */
const UPDATE = 200
const DISSIMILAR = 90
const DELETE = 200
const INSERT = 100
/** The distance of an updated block from the place of the new content. */
const FAR = 0.01
/** New blocks replace deleted ones. */
const BESIDE_DELETED = 1

/** The maximum number of pairs of a range that is searched completely; lower after much work. */
const MAX_PAIRS = 62_500
const MAX_PAIRS_LATER = 400
const MUCH_WORK = 1_000_000
/** The maximum number of levels that are compared, within the limits of the stack. Deeper blocks are either equal or written again. */
const MAX_LEVELS = 200
/** The characters at each end of a text that are compared to find how similar two texts are. */
const SAMPLE = 64

/** The item at an index of the list. The search uses only valid indices, which the compiler does not know. */
const itemAt = <A>(list: ArrayLike<A>, index: number): A => unsafeCast<A>(list[index])

/** The text of a block, to find the block that is most like it. */
const textOf = ({ rich_text, cells, url, expression, caption }: PresentBlock['fields']): string =>
  rich_text ?? cells ?? url ?? expression ?? caption ?? ''

/** How much two texts differ, from 0 to 1, by their beginnings and ends. */
const dissimilarity = (one: string, other: string): number => {
  const most = Math.min(one.length, other.length, SAMPLE)
  let start = 0
  while (start < most && one[start] === other[start]) start++
  let end = 0
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++
  return 1 - (start + end) / Math.max(1, Math.min(SAMPLE, Math.max(one.length, other.length)))
}

/** Whether nothing new can replace a block. */
const isFixed = ({ fate, type }: PresentBlock): boolean => fate === 'stay' && type !== 'synced_block'

/**
 * The weight of a block without a counterpart. If it cannot be deleted, a pair is better: otherwise the content has an additional block.
 */
const weightOfLeaving = (block: PresentBlock): number => {
  const { fate, clearing, size } = block
  return fate === 'delete' ? REQUEST + DELETE * size : clearing * REQUEST + (isFixed(block) ? 0 : SURPLUS)
}

const PAIR = 0
const LEAVE = 1
const ADD = 2

/**
 * Creates the alignment of lists of siblings.
 *
 * @param furtherRequests The requests that a new block takes in addition to that of its run.
 */
export const aligning = (furtherRequests: (intended: IntendedBlock) => number): Align => {
  let work = 0
  const known = new Map<PresentBlock, Map<IntendedBlock, number>>()
  const maxPairs = (): number => (work > MUCH_WORK ? MAX_PAIRS_LATER : MAX_PAIRS)

  const weightOfChildren = (present: PresentBlock, intended: IntendedBlock, level: number): number => {
    const { type, children } = present
    const isStructure = type === 'column_list'
    if (isStructure && children.length !== intended.children.length) return Number.POSITIVE_INFINITY
    if (level >= MAX_LEVELS) return Number.POSITIVE_INFINITY
    const { cost, steps } = align(children, intended.children, level + 1)
    return isStructure && steps.length !== children.length ? Number.POSITIVE_INFINITY : cost
  }

  /** The weight of updating one block to another; infinite if it is impossible. */
  const weightOfPair = (present: PresentBlock, intended: IntendedBlock, level: number): number => {
    if (present.key === intended.key) return 0
    const isOther = present.type !== intended.type || intended.reference !== undefined || isFixed(present)
    if (isOther) return Number.POSITIVE_INFINITY
    const changed = changedFields(present, intended)
    if (!areUpdatable(changed, present, intended)) return Number.POSITIVE_INFINITY
    const own =
      changed.length === 0
        ? 0
        : REQUEST + UPDATE + DISSIMILAR * dissimilarity(textOf(present.fields), textOf(intended.fields))
    if (present.children.length === 0 && intended.children.length === 0) return own
    const ofPresent = known.get(present) ?? new Map<IntendedBlock, number>()
    known.set(present, ofPresent)
    const below = ofPresent.get(intended) ?? weightOfChildren(present, intended, level)
    ofPresent.set(intended, below)
    return own + below
  }

  /** The least alignment of a range, by the least weights of all of its beginnings. */
  const search: Align = (present, intended, level = 0) => {
    const width = intended.length + 1
    const size = (present.length + 1) * width
    work += size
    // For each beginning of both lists: the least weight if the last step was a pair, a block without a counterpart, or a new one.
    const least = [0, 1, 2].map(() => new Float64Array(size).fill(Number.POSITIVE_INFINITY))
    const from = [0, 1, 2].map(() => new Uint8Array(size))
    const weight = (state: number, at: number): number => itemAt(itemAt(least, state), at)
    const offer = (state: number, at: number, before: number, value: number): void => {
      if (value >= weight(state, at)) return
      itemAt(least, state)[at] = value
      itemAt(from, state)[at] = before
    }
    /** The weight of a pair. Among equal pairs, an update of the block at the same place is preferred. */
    const pairAt = (row: number, column: number): number => {
      const [block, next] = [present[row], intended[column]]
      const own = block && next ? weightOfPair(block, next, level) : Number.POSITIVE_INFINITY
      return own === 0 ? 0 : own + Math.min(1, Math.abs(row - column) * FAR)
    }
    const adding = intended.map((block) =>
      block.reference === undefined ? furtherRequests(block) * REQUEST + INSERT * block.size : SURPLUS,
    )
    const leaving = present.map(weightOfLeaving)
    offer(PAIR, 0, PAIR, 0)
    for (let row = 0; row <= present.length; row++) {
      const block = present[row]
      for (let column = 0; column < width; column++) {
        const at = row * width + column
        const next = intended[column]
        const pair = pairAt(row, column)
        for (const state of [PAIR, LEAVE, ADD]) {
          const so = weight(state, at)
          if (so === Number.POSITIVE_INFINITY) continue
          if (block && next) offer(PAIR, at + width + 1, state, so + pair)
          if (block && block.fate !== 'delete') offer(PAIR, at + width, state, so + itemAt(leaving, row))
          else if (block && state !== ADD) offer(LEAVE, at + width, state, so + itemAt(leaving, row))
          if (next) {
            const run = state === ADD ? 0 : REQUEST - (state === LEAVE ? BESIDE_DELETED : 0)
            offer(ADD, at + 1, state, so + run + itemAt(adding, column))
          }
        }
      }
    }
    const end = size - 1
    let state = [PAIR, LEAVE, ADD].reduce((best, one) => (weight(one, end) < weight(best, end) ? one : best), PAIR)
    const cost = weight(state, end)
    const steps: Array<Step> = []
    for (let row = present.length, column = intended.length; row > 0 || column > 0; ) {
      const at = row * width + column
      const before = itemAt(itemAt(from, state), at)
      const block = present[row - 1]
      const next = intended[column - 1]
      // A block that is kept without a counterpart leads to the same state as a pair.
      const isPair =
        state === PAIR &&
        block &&
        next &&
        weight(before, at - width - 1) + pairAt(row - 1, column - 1) === weight(state, at)
      if (state === ADD && next) steps.push({ intended: next })
      else if (isPair) steps.push({ present: block, intended: next })
      else if (block) steps.push({ present: block })
      if (state !== ADD) row--
      if (state === ADD || isPair) column--
      state = before
    }
    return { cost, steps: steps.reverse() }
  }

  /** Aligns the parts between pairs that are certain. */
  const between = (
    present: ReadonlyArray<PresentBlock>,
    intended: ReadonlyArray<IntendedBlock>,
    level: number,
    cuts: ReadonlyArray<readonly [number, number]>,
    isPair: boolean,
  ): Alignment => {
    let cost = 0
    const steps: Array<Step> = []
    let [row, column] = [0, 0]
    for (const [toRow, toColumn] of [...cuts, [present.length, intended.length] as const]) {
      const part = align(present.slice(row, toRow), intended.slice(column, toColumn), level)
      cost += part.cost
      for (const step of part.steps) steps.push(step)
      const [block, next] = [present[toRow], intended[toColumn]]
      const isCertain = isPair && block && next
      if (isCertain) steps.push({ present: block, intended: next })
      row = toRow + (isCertain ? 1 : 0)
      column = toColumn + (isCertain ? 1 : 0)
    }
    return { cost, steps }
  }

  /** Divides a range that is too large at the blocks that both lists have in common, or else into equal parts. */
  const cut: Align = (present, intended, level = 0) => {
    const pairs = increasingPairs(present, intended)
    if (pairs.length > 0) return between(present, intended, level, pairs, true)
    const parts = Math.ceil(Math.sqrt((present.length * intended.length) / maxPairs()) + 1)
    const at = ({ length }: { readonly length: number }, part: number): number => Math.floor((length * part) / parts)
    const cuts = Array.from(
      { length: parts - 1 },
      (_, part) => [at(present, part + 1), at(intended, part + 1)] as const,
    )
    return between(present, intended, level, cuts, false)
  }

  const align: Align = (present, intended, level = 0) => {
    const before: Array<Step> = []
    const after: Array<Step> = []
    const awaited = new Set(intended.flatMap(({ reference, key }) => (reference === undefined ? [] : [key])))
    let [start, first] = [0, 0]
    let [end, last] = [present.length, intended.length]
    /** Pairs the equal blocks at one end of both lists. */
    const take = (block: PresentBlock | undefined, next: IntendedBlock | undefined, steps: Array<Step>): number => {
      if (block && next && weightOfPair(block, next, level) === 0) return steps.push({ present: block, intended: next })
      return block && isFixed(block) && !awaited.has(block.key) ? -steps.push({ present: block }) : 0
    }
    for (let taken = 1; taken !== 0 && start < end; ) {
      taken = take(present[start], first < last ? intended[first] : undefined, before)
      if (taken !== 0) start++
      if (taken > 0) first++
    }
    for (let taken = 1; taken !== 0 && start < end; ) {
      taken = take(present[end - 1], first < last ? intended[last - 1] : undefined, after)
      if (taken !== 0) end--
      if (taken > 0) last--
    }
    const rows = present.slice(start, end)
    const columns = intended.slice(first, last)
    const isSmall = rows.length === 0 || columns.length === 0 || rows.length * columns.length <= maxPairs()
    const { cost, steps } = isSmall ? search(rows, columns, level) : cut(rows, columns, level)
    return { cost, steps: [...before, ...steps, ...after.reverse()] }
  }
  return align
}
