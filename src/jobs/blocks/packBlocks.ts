/**
 * Packs a tree of blocks into the least number of requests.
 *
 * The response to an append has the ids of the first level only, so a block that gets further children later is written on the first
 * level of a request, or its id is read from its parent, which costs a request. For each list of siblings, the least number of requests
 * for its end, from each sibling on, follows from those of the ends after it: a request takes the next siblings, with children inside
 * of them as long as this saves requests. Children that must come with their parent (those of columns, tabs and tables) are written
 * inside of it, and their ids are read if they get further children.
 *
 * @internal
 */
import type { InvalidInput } from '../../core/call/issues.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { BlockRequest } from '../../ops/blocks/blockRequest.js'
import type { PlannedRead, PlannedRequest } from './appendPlan.js'
import { printOf } from './blockPrint.js'
import type { PreparedBlock, PreparedTree } from './prepareBlocks.js'
import { LEAST_CHILDREN, MAX_LEVELS, type RequestLimits, WRAPPER_BYTES } from './requestLimits.js'

/** What a part of a request costs. */
interface Size {
  readonly blocks: number
  readonly bytes: number
  /** The additional requests for the rest of its content. */
  readonly extra: number
}

/** How to write a block: with how many of its children inside it. */
interface Option extends Size {
  /** The number of children inside. */
  readonly count: number
  /** How to write the first children: those that must come with the block, and others, complete unless the ids are read anyway. */
  readonly inner: ReadonlyArray<Option>
}

/** How to write a block, from the fewest blocks to the fewest requests. */
type Options = ReadonlyArray<Option>

/** The least requests for a list of siblings. */
interface PackedList {
  /** The least requests from each index on. */
  readonly rest: ReadonlyArray<number>
  /** The index at which the request ends that starts at an index. */
  readonly ends: ReadonlyArray<number>
}

/** A block, and what is known about packing its children. */
interface Packed extends PackedList {
  readonly block: PreparedBlock
  readonly children: ReadonlyArray<Packed>
  /** How to write it at each level of a request, from 0. */
  readonly options: ReadonlyArray<Options>
}

/** Adjacent items: starting from the fewest requests for all, one item after another takes fewer blocks. */
interface Mix {
  /** The options that are left of each item. The last one is chosen. */
  readonly items: Array<Options>
  blocks: number
  bytes: number
  extra: number
}

// Called only for lists with an element, which `at` cannot know.
const lastOf = <A>(list: ReadonlyArray<A>): A => unsafeCast(list.at(-1))

/** How to write a block with the fewest requests at a level. */
const mostAt = ({ options }: Packed, level: number): Option =>
  // There are options for each level from 0 to the last one.
  lastOf(unsafeCast<Options>(options[level]))

const add = (mix: Mix, { blocks, bytes, extra }: Size, sign = 1): void => {
  mix.blocks += sign * blocks
  mix.bytes += sign * (bytes + 1)
  mix.extra += sign * extra
}

const addItem = (mix: Mix, options: Options): void => {
  mix.items.push(options)
  add(mix, lastOf(options))
}

const fits = ({ blocks, bytes }: Size, limits: RequestLimits): boolean =>
  blocks <= limits.blocks && bytes <= limits.bytes

/** Gives fewer blocks to the item that saves the most per additional request. Returns whether there is one. */
const reduce = (mix: Mix, limits: RequestLimits): boolean => {
  const { items } = mix
  let best = -1
  let bestValue = 0
  items.forEach((options, item) => {
    const lighter = options.at(-2)
    if (!lighter) return
    const heavier = lastOf(options)
    const saved = (heavier.blocks - lighter.blocks) / limits.blocks + (heavier.bytes - lighter.bytes) / limits.bytes
    const value = saved / (lighter.extra - heavier.extra)
    if (value > bestValue) [best, bestValue] = [item, value]
  })
  const options = items[best]
  if (!options) return false
  const lighter = options.slice(0, -1)
  items[best] = lighter
  add(mix, lastOf(options), -1)
  add(mix, lastOf(lighter))
  return true
}

/**
 * How to write a block at a level of a request: with the children that must come with it, and with more and more of the others as long
 * as this saves requests.
 */
const optionsOf = (
  { block: { type, bytes }, children, rest }: Omit<Packed, 'options'>,
  level: number,
  limits: RequestLimits,
): Options => {
  // Most blocks have no children. `prepareBlocks` checks that blocks which require children have them.
  if (children.length === 0) return [{ blocks: 1, bytes, extra: 0, count: 0, inner: [] }]
  const isList = type === 'column_list'
  const isLast = level === MAX_LEVELS
  const least = isList ? children.length : isLast ? 0 : (LEAST_CHILDREN[type] ?? 0)
  const mix: Mix = {
    items: [],
    // A column or a table on the last level has no room for the child that it needs.
    blocks: isLast && /^(column|table)$/.test(type) ? Number.POSITIVE_INFINITY : 1,
    bytes: bytes + (least && WRAPPER_BYTES),
    extra: 0,
  }
  // Columns do not count as a level.
  const below = level + (isList ? 0 : 1)
  // There are options for each level from 0 to the last one.
  for (const { options } of children.slice(0, least)) addItem(mix, unsafeCast(options[below]))
  const found: Array<Option> = []
  do {
    const { items, ...size } = mix
    // The ids of children that are not complete are read from their parent.
    // `prepareBlocks` checks that a block has the children that it needs; `rest` has an entry for each number of them.
    const extra = unsafeCast<number>(rest[least]) + (size.extra && size.extra + 1)
    found.unshift({ ...size, extra, count: least, inner: items.map(lastOf) })
  } while (reduce(mix, limits))
  const narrow = lastOf(found)
  const inner = [...narrow.inner]
  let complete = isWhole(inner)
  let wider: Size & Pick<Option, 'count'> = narrow
  for (const child of isLast ? [] : children.slice(least, limits.elements)) {
    const whole = mostAt(child, below)
    // A column list is written on the first level, except as the first block of a column. To read the id of a child that is not complete
    // takes as many requests as to write it later, unless the ids are read for the children before it.
    if (child.block.type === 'column_list' || (whole.extra > 0 && complete)) break
    complete &&= whole.extra === 0
    inner.push(whole)
    const count = wider.count + 1
    // The compiler does not know that the list has a number for each count of children.
    wider = {
      count,
      blocks: wider.blocks + whole.blocks,
      bytes: wider.bytes + whole.bytes + 1 + (count > 1 ? 0 : WRAPPER_BYTES),
      extra: wider.extra + whole.extra - unsafeCast<number>(rest[count - 1]) + unsafeCast<number>(rest[count]),
    }
    // With more children it only takes more.
    if (!fits(wider, limits)) break
    // The list is copied only for an option that is kept: copied for each child, it would take time quadratic in their number.
    if (wider.extra < lastOf(found).extra) found.push({ ...wider, inner: inner.slice() })
  }
  return found.filter((option, index) => index === 0 || fits(option, limits))
}

/**
 * Fills a request with siblings from an index on, each with as much inside as fits. Calls `visit` after each sibling; it ends the
 * request by returning `true`.
 */
const fill = (
  siblings: ReadonlyArray<Packed>,
  from: number,
  until: number,
  limits: RequestLimits,
  visit: (end: number, mix: Mix) => boolean,
): Mix => {
  const mix: Mix = { items: [], blocks: 0, bytes: 0, extra: 0 }
  for (let end = from; end < until; ) {
    // `end` is an index of the list, and each block has options for level 0.
    addItem(mix, unsafeCast(siblings[end++]?.options[0]))
    while (!fits(mix, limits)) if (!reduce(mix, limits)) return mix
    if (visit(end, mix)) return mix
  }
  return mix
}

/** The least requests for the end of a list of siblings, from each index on, and where the first of these requests ends. */
const packList = (siblings: ReadonlyArray<Packed>, limits: RequestLimits): PackedList => {
  const count = siblings.length
  const rest = Array.from({ length: count + 1 }, () => 0)
  const ends = [...rest]
  for (let from = count - 1; from >= 0; from--) {
    const until = Math.min(count, from + limits.elements)
    let best = Number.POSITIVE_INFINITY
    fill(siblings, from, until, limits, (end, { extra }) => {
      // `end` is at most `count`, and `rest` has an entry for each index up to it.
      const requests = 1 + extra + unsafeCast<number>(rest[end])
      if (requests <= best) {
        rest[from] = best = requests
        ends[from] = end
      }
      // Taking more siblings costs at least as much for their content.
      return 1 + extra + Math.ceil((count - until) / limits.elements) > best
    })
  }
  return { rest, ends }
}

/** Whether all children that must come with a block are complete: then no request needs their ids. */
const isWhole = (inner: Options): boolean => inner.every(({ extra }) => extra === 0)

const readOf = ({ number, children }: PreparedBlock, count: number): PlannedRead => {
  const inner = children.slice(0, count)
  return {
    op: 'read',
    parent: number,
    blocks: inner.map((child) => child.number),
    prints: inner.map(({ type, request }) => printOf(type, request[type])),
  }
}

/** The requests of a plan. */
export interface PackedRequests {
  readonly requests: ReadonlyArray<PlannedRequest>
  readonly id_requests: ReadonlyArray<PlannedRead>
}

/** Packs a checked tree; reports blocks that do not fit into one request with the children that they must come with. */
export const packBlocks = (
  { blocks, children: first }: PreparedTree,
  limits: RequestLimits,
  issues: Array<InvalidInput>,
): PackedRequests => {
  const requests: Array<PlannedRequest> = []
  const idRequests: Array<PlannedRead> = []
  const packs: Array<Packed> = []
  const packsOf = (list: ReadonlyArray<PreparedBlock>): ReadonlyArray<Packed> =>
    // Called only when the blocks of the list are packed.
    list.map(({ number }) => unsafeCast(packs[number]))
  // Children come before their parents.
  for (const block of [...blocks].reverse()) {
    const children = packsOf(block.children)
    const pack = { block, children, ...packList(children, limits) }
    const options = [0, 1, MAX_LEVELS].map((level) => optionsOf(pack, level, limits))
    packs[block.number] = { ...pack, options }
    // There is at least one option for each level.
    const lightest = unsafeCast<Option>(options[0]?.[0])
    if (!fits(lightest, limits)) {
      const allowed = `so small that the blocks that must be written at once fit into one request of ${limits.bytes} bytes and 2 levels`
      issues.push({ field: `${block.place.field}.${block.type}`, given: lightest.bytes, allowed })
    }
  }
  if (issues.length > 0) return { requests, id_requests: idRequests }

  /** A block as it is sent, with the children inside of it; all of them by default. Reads come where their ids are needed. */
  const nested = (pack: Packed, option?: Option): BlockRequest => {
    const { block, children } = pack
    const { count, inner } = option ?? { count: children.length, inner: [] }
    // A checked block is a `JsonObject` whose type is known as a string only.
    if (count === 0) return unsafeCast(block.request)
    if (isWhole(inner)) idRequests.push(readOf(block, count))
    const content = {
      ...Object(block.request[block.type]),
      children: children.slice(0, count).map((child, index) => nested(child, inner[index])),
    }
    // The checked block, with fewer children: the compiler knows no computed name.
    return unsafeCast({ ...block.request, [block.type]: content })
  }

  const waiting: Array<{
    readonly parent: number
    readonly siblings: ReadonlyArray<Packed>
    readonly ends: ReadonlyArray<number>
    from: number
  }> = []
  /** What is left of a block that was written: reads come at once, appends after those of its parent. */
  const finish = ({ block, children, ends }: Packed, { count, inner }: Option): void => {
    if (!isWhole(inner)) requests.push(readOf(block, count))
    inner.forEach((option, index) => {
      // `inner` has one option for each of the first children.
      finish(unsafeCast(children[index]), option)
    })
    if (count < children.length) waiting.push({ parent: block.number, siblings: children, ends, from: count })
  }

  const siblings = packsOf(first)
  waiting.push({ parent: -1, siblings, ends: packList(siblings, limits).ends, from: 0 })
  for (const list of waiting) {
    while (list.from < list.siblings.length) {
      // `from` is an index of the siblings, and each has an end.
      const until = unsafeCast<number>(list.ends[list.from])
      const { items, blocks: total } = fill(list.siblings, list.from, until, limits, () => false)
      const written = list.siblings.slice(list.from, until)
      list.from = until
      requests.push({
        op: 'append',
        parent: list.parent,
        blocks: written.map(({ block }) => block.number),
        total,
        // The request was filled with the blocks of `written`: there is an item for each.
        children: written.map((pack, index) => nested(pack, lastOf(unsafeCast<Options>(items[index])))),
      })
      written.forEach((pack, index) => {
        // As above.
        finish(pack, lastOf(unsafeCast<Options>(items[index])))
      })
    }
  }
  return { requests, id_requests: idRequests }
}
