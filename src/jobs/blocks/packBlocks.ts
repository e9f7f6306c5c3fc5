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
import { MAX_LEVELS, type RequestLimits, WRAPPER_BYTES } from './requestLimits.js'

/** How to write a block: with how many of its children inside of it. */
interface Option {
  /** The blocks and bytes that it takes in the request. */
  readonly blocks: number
  readonly bytes: number
  /** The further requests that it takes for the rest of its content. */
  readonly extra: number
  /** The number of children inside. They are complete, except for the first one if `first` is present. */
  readonly count: number
  /** How to write the first child if it is not complete. */
  readonly first?: Option | undefined
  /** How to write each column of a column list. */
  readonly columns?: ReadonlyArray<Option>
}

/** A block, and what is known about packing it. */
interface Packed {
  readonly block: PreparedBlock
  readonly children: ReadonlyArray<Packed>
  /** The blocks and bytes of all of it. */
  readonly blocks: number
  readonly bytes: number
  /** The levels below it, if it is itself inside of a block; infinite if it cannot be written in one request. */
  readonly height: number
  /** The least requests for its children from each index on. */
  readonly rest: ReadonlyArray<number>
  /** The index at which the request ends that starts at an index. */
  readonly ends: ReadonlyArray<number>
  /** How to write it on the first level of a request, from the fewest blocks to the fewest requests. */
  readonly options: ReadonlyArray<Option>
}

/** Types that are written with at least one child. */
const WITH_CHILD = /^(column|tab|table)$/

const lastOf = <A>(list: ReadonlyArray<A>): A => unsafeCast(list.at(-1))

/** Whether a block and all of its content can be written at a level of a request, from 0. */
const isComplete = ({ height }: Packed, level: number): boolean => height <= MAX_LEVELS - level

type PackParts = Pick<Packed, 'block' | 'children' | 'rest'>

/** How to write items side by side: from all with the fewest requests, one item after the other takes fewer blocks. */
interface Mix {
  readonly chosen: Array<number>
  blocks: number
  bytes: number
  extra: number
}

const addTo = (mix: Mix, { blocks, bytes, extra }: Option, sign = 1): void => {
  mix.blocks += sign * blocks
  mix.bytes += sign * (bytes + 1)
  mix.extra += sign * extra
}

const fits = ({ blocks, bytes }: { readonly blocks: number; readonly bytes: number }, limits: RequestLimits): boolean =>
  blocks <= limits.blocks && bytes <= limits.bytes

/** Lets the item take fewer blocks that saves most for the fewest requests. Returns whether there is one. */
const reduce = (mix: Mix, items: ReadonlyArray<ReadonlyArray<Option>>, limits: RequestLimits): boolean => {
  let best = -1
  let bestValue = 0
  mix.chosen.forEach((at, item) => {
    const [lighter, heavier] = [items[item]?.[at - 1], items[item]?.[at]]
    if (!lighter || !heavier) return
    const saved = (heavier.blocks - lighter.blocks) / limits.blocks + (heavier.bytes - lighter.bytes) / limits.bytes
    const value = saved / (lighter.extra - heavier.extra)
    if (value > bestValue) [best, bestValue] = [item, value]
  })
  const at = mix.chosen[best] ?? 0
  const [lighter, heavier] = [items[best]?.[at - 1], items[best]?.[at]]
  if (!lighter || !heavier) return false
  mix.chosen[best] = at - 1
  addTo(mix, heavier, -1)
  addTo(mix, lighter)
  return true
}

/** How to write a column list: with all of its columns. If any of them gets more later, their ids are read at once. */
const columnOptions = ({ block, children }: PackParts, level: number, limits: RequestLimits): Array<Option> => {
  const items = children.map((column) => optionsOf(column, level, limits))
  const mix: Mix = {
    chosen: items.map((each) => each.length - 1),
    blocks: 1,
    bytes: block.bytes + WRAPPER_BYTES,
    extra: 0,
  }
  for (const each of items) addTo(mix, lastOf(each))
  const options: Array<Option> = []
  do {
    const columns = items.map((each, index) => unsafeCast<Option>(each[mix.chosen[index] ?? 0]))
    const { blocks, bytes, extra } = mix
    options.push({ blocks, bytes, extra: extra && extra + 1, count: children.length, columns })
  } while (reduce(mix, items, limits))
  return options.reverse()
}

/** How to write a block at a level of a request: with more and more children inside, as long as this saves requests. */
const optionsOf = (pack: PackParts, level: number, limits: RequestLimits): Array<Option> => {
  const { block, children, rest } = pack
  if (block.type === 'column_list') return columnOptions(pack, level, limits)
  const least = WITH_CHILD.test(block.type) && level < MAX_LEVELS ? Math.min(1, children.length) : 0
  const options: Array<Option> = []
  // A column or a table on the last level has no room for the child that it needs.
  const isImpossible = level === MAX_LEVELS && /^(column|table)$/.test(block.type)
  let size = { blocks: isImpossible ? Number.POSITIVE_INFINITY : 1, bytes: block.bytes }
  let first: Option | undefined
  let reads = 0
  const offer = (option: Option): void => {
    const previous = options.at(-1)
    if (!previous || option.extra < previous.extra) options.push(option)
  }
  for (let count = 0; ; count++) {
    const own = { ...size, count, first }
    if (count >= least) offer({ ...own, extra: (rest[count] ?? 0) + reads })
    const child = children[count]
    if (!child || count === limits.elements || level === MAX_LEVELS) return options
    const wrapper = count === 0 ? WRAPPER_BYTES : 0
    const withChild = ({ blocks, bytes }: { readonly blocks: number; readonly bytes: number }) => ({
      blocks: own.blocks + blocks,
      bytes: own.bytes + bytes + 1 + wrapper,
    })
    if (count < least) {
      for (const inner of optionsOf(child, level + 1, limits)) {
        size = withChild(inner)
        // The id of a child that is not complete is read from its parent.
        first = inner.extra > 0 ? inner : undefined
        reads = first ? 1 + inner.extra : 0
        offer({ ...size, extra: (rest[1] ?? 0) + reads, count: 1, first })
      }
    } else {
      if (!isComplete(child, level + 1)) return options
      size = withChild(child)
      if (!fits(size, limits)) return options
    }
  }
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
  const items: Array<ReadonlyArray<Option>> = []
  const mix: Mix = { chosen: [], blocks: 0, bytes: 0, extra: 0 }
  for (let end = from; end < until; end++) {
    const options = siblings[end]?.options ?? []
    items.push(options)
    mix.chosen.push(options.length - 1)
    addTo(mix, lastOf(options))
    while (!fits(mix, limits)) if (!reduce(mix, items, limits)) return mix
    if (visit(end + 1, mix)) return mix
  }
  return mix
}

/** The least requests for the end of a list of siblings, from each index on, and where the first of these requests ends. */
const packSiblings = (
  siblings: ReadonlyArray<Packed>,
  limits: RequestLimits,
): { readonly rest: ReadonlyArray<number>; readonly ends: ReadonlyArray<number> } => {
  const count = siblings.length
  const rest: Array<number> = Array.from({ length: count + 1 }, () => 0)
  const ends: Array<number> = Array.from({ length: count }, () => 0)
  /** What the siblings of a whole request take, if each has as much inside as it can. */
  const mix: Mix = { chosen: [], blocks: 0, bytes: 0, extra: 0 }
  for (let from = count - 1; from >= 0; from--) {
    addTo(mix, lastOf(unsafeCast<Packed>(siblings[from]).options))
    const dropped = siblings[from + limits.elements]
    if (dropped) addTo(mix, lastOf(dropped.options), -1)
    const until = Math.min(count, from + limits.elements)
    let best = Number.POSITIVE_INFINITY
    let bestEnd = from + 1
    if (mix.extra === 0 && fits(mix, limits)) {
      best = 1 + (rest[until] ?? 0)
      bestEnd = until
    } else {
      fill(siblings, from, until, limits, (end, { extra }) => {
        const requests = 1 + extra + (rest[end] ?? 0)
        if (requests <= best) [best, bestEnd] = [requests, end]
        // Taking more siblings costs at least as much for their content.
        return 1 + extra + Math.ceil((count - until) / limits.elements) > best
      })
    }
    rest[from] = best
    ends[from] = bestEnd
  }
  return { rest, ends }
}

/** Packs all blocks, children before their parents. */
const packAll = (
  { blocks }: PreparedTree,
  limits: RequestLimits,
  tooLarge: (block: PreparedBlock, given: Option) => void,
): ((block: PreparedBlock) => Packed) => {
  const packs: Array<Packed> = []
  const packOf = (block: PreparedBlock): Packed => unsafeCast(packs[block.number])
  for (let number = blocks.length - 1; number >= 0; number--) {
    const block: PreparedBlock = unsafeCast(blocks[number])
    const children = block.children.map(packOf)
    const isList = block.type === 'column_list'
    const { rest, ends } = isList ? { rest: [0], ends: [] } : packSiblings(children, limits)
    const size = {
      blocks: 1,
      bytes: block.bytes + (children.length > 0 ? WRAPPER_BYTES : 0),
      height: block.type === 'tab' ? 1 : 0,
    }
    for (const child of children) {
      size.blocks += child.blocks
      size.bytes += child.bytes + 1
      size.height = Math.max(size.height, child.height + 1)
    }
    const isNested = !isList && children.length <= limits.elements
    const pack = { block, children, ...size, ...(!isNested && { height: Number.POSITIVE_INFINITY }), rest, ends }
    const options = optionsOf(pack, 0, limits).filter((option, index) => index === 0 || fits(option, limits))
    const [lightest] = options
    if (lightest && !fits(lightest, limits)) tooLarge(block, lightest)
    packs[number] = { ...pack, options }
  }
  return packOf
}

/** The requests of a plan. */
export interface PackedRequests {
  readonly requests: ReadonlyArray<PlannedRequest>
  readonly id_requests: ReadonlyArray<PlannedRead>
}

/** Packs a checked tree; reports blocks that do not fit into one request with the children that they must come with. */
export const packBlocks = (tree: PreparedTree, limits: RequestLimits, issues: Array<InvalidInput>): PackedRequests => {
  const packOf = packAll(tree, limits, ({ place, type }, { bytes }) => {
    const allowed = `so small that the blocks that must be written at once fit into one request of ${limits.bytes} bytes and 2 levels`
    issues.push({ field: `${place.field}.${type}`, given: bytes, allowed })
  })
  const requests: Array<PlannedRequest> = []
  const idRequests: Array<PlannedRead> = []
  if (issues.length > 0) return { requests, id_requests: idRequests }

  const readOf = ({ block }: Packed, count: number): PlannedRead => {
    const inner = block.children.slice(0, count)
    const prints = inner.map(({ type, request }) => printOf(type, request[type]))
    return { op: 'read', parent: block.number, blocks: inner.map(({ number }) => number), prints }
  }

  /** A block as it is sent, with the children inside of it; all of them by default. */
  const nested = (pack: Packed, option?: Option): BlockRequest => {
    const { block, children } = pack
    const count = option?.count ?? children.length
    if (count === 0) return unsafeCast(block.request)
    const isRead = option && option.extra > 0 && (option.first || option.columns)
    if (!isRead && count > 0) idRequests.push(readOf(pack, count))
    const inner = children
      .slice(0, count)
      .map((child, index) => nested(child, option?.columns?.[index] ?? (index === 0 ? option?.first : undefined)))
    const content = { ...Object(block.request[block.type]), children: inner }
    return unsafeCast({ ...block.request, [block.type]: content })
  }

  const waiting: Array<{
    readonly parent: number
    readonly siblings: ReadonlyArray<Packed>
    readonly list: Pick<Packed, 'rest' | 'ends'>
    readonly from: number
  }> = []
  /** What is left of a block that was written: reads come at once, appends after those of its parent. */
  const finish = (pack: Packed, option: Option): void => {
    if (option.extra === 0) return
    const { block, children } = pack
    if (option.columns) {
      requests.push(readOf(pack, option.count))
      option.columns.forEach((column, index) => {
        finish(unsafeCast(children[index]), column)
      })
      return
    }
    if (option.first) {
      requests.push(readOf(pack, option.count))
      finish(unsafeCast(children[0]), option.first)
    }
    if (option.count < children.length) {
      waiting.push({ parent: block.number, siblings: children, list: pack, from: option.count })
    }
  }

  const first = tree.children.map(packOf)
  if (first.length > 0) waiting.push({ parent: -1, siblings: first, list: packSiblings(first, limits), from: 0 })
  for (const { parent, siblings, list, from: start } of waiting) {
    for (let from = start; from < siblings.length; ) {
      const until = list.ends[from] ?? siblings.length
      const mix = fill(siblings, from, until, limits, () => false)
      const written = siblings.slice(from, until)
      const options = written.map(({ options: all }, index): Option => unsafeCast(all[mix.chosen[index] ?? 0]))
      requests.push({
        op: 'append',
        parent,
        blocks: written.map(({ block }) => block.number),
        total: mix.blocks,
        children: written.map((pack, index) => nested(pack, options[index])),
      })
      written.forEach((pack, index) => {
        finish(pack, unsafeCast(options[index]))
      })
      from = until
    }
  }
  return { requests, id_requests: idRequests }
}
