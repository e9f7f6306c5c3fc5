/**
 * Walks a tree of blocks, children before their parents.
 *
 * @internal
 */
import type { BlockNode } from 'notion-fp/blocks'
import { contentOf, isRecord, list, text } from './json.js'
import { unsafeCast } from './unsafeCast.js'

/** A block and its surroundings. */
export interface Place {
  readonly node: BlockNode
  /** The level, from 0 for the blocks of the page. */
  readonly depth: number
  /** The blocks above it, next to the page first; absent for the blocks of the page. */
  readonly parent?: Place
  /** The block before it on the same level. */
  readonly previous?: BlockNode
  /** The number of an item of a numbered list; 1 for other blocks. */
  readonly number: number
}

interface Step<A> {
  readonly place: Place
  readonly source: unknown
  readonly above: Step<A> | undefined
  readonly out: Array<A>
}

/** A node with the fields that every node has, whatever was given; a block alone is a node without children. */
const nodeOf = (given: unknown): BlockNode => {
  const isNode = isRecord(given) && isRecord(given.block)
  const block = isRecord(given) ? (isNode ? given.block : given) : {}
  const { id, type } = Object(block)
  // Only what the printers rely on is checked: a tree may have been read from a file.
  return unsafeCast({
    ...(isNode ? given : {}),
    block: { ...Object(block), id: text(id), type: text(type) },
    children: isNode ? list(given.children) : [],
  })
}

const isNumbered = (node: BlockNode | undefined): boolean => node?.block.type === 'numbered_list_item'

const startOf = (node: BlockNode): number => {
  const start = Number(contentOf(node.block).list_start_index ?? 1)
  // The largest number that Markdown has.
  return Number.isInteger(start) && start >= 0 && start <= 999_999_999 ? start : 1
}

const placesOf = (
  sources: ReadonlyArray<unknown>,
  parent: Place | undefined,
): ReadonlyArray<{ place: Place; source: unknown }> => {
  let previous: BlockNode | undefined
  let number = 1
  const depth = parent ? parent.depth + 1 : 0
  return sources.map((source) => {
    const node = nodeOf(source)
    number = !isNumbered(node) ? 1 : isNumbered(previous) ? number + 1 : startOf(node)
    const place = { node, depth, number, ...(parent && { parent }), ...(previous && { previous }) }
    previous = node
    return { place, source }
  })
}

/** Whether the blocks in a block follow it instead, since they are too deep. The rows of a table are part of it. */
const isFlat = ({ depth, node }: Place, maxDepth: number): boolean =>
  depth >= maxDepth && node.children.length > 0 && node.block.type !== 'table'

/** How a tree is folded. */
export interface Fold<A> {
  /** The result for a block, from the results of its children. `isFlat`: they are too deep to be its children, and follow it. */
  readonly fold: (place: Place, children: ReadonlyArray<A>, isFlat: boolean) => A
  /** Called for a block that contains itself. */
  readonly cycle: (place: Place) => void
  /** The level whose blocks have no children: those follow them. Default: none. */
  readonly maxDepth?: number
}

/**
 * Folds a tree, children before their parents, in time proportional to the number of blocks. Not recursive, so any depth is safe; a node
 * that contains itself is omitted where it would repeat.
 *
 * @param nodes The nodes of the first level; blocks alone are nodes without children.
 */
export const foldTree = <A>(
  nodes: ReadonlyArray<unknown>,
  { fold, cycle, maxDepth = Number.POSITIVE_INFINITY }: Fold<A>,
): ReadonlyArray<A> => {
  const out: Array<A> = []
  const open = new Set<unknown>()
  const waiting: Array<{ readonly step: Step<A>; readonly done: boolean }> = []
  const enter = (sources: ReadonlyArray<unknown>, above: Step<A> | undefined): void => {
    const steps = placesOf(sources, above?.place).map(({ place, source }) => ({
      step: { place, source, above, out: [] },
      done: false,
    }))
    for (const step of steps.reverse()) waiting.push(step)
  }
  enter(nodes, undefined)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { step, done } = next
    const { place, source, above } = step
    if (done) {
      open.delete(source)
      const target = above ? above.out : out
      if (!isFlat(place, maxDepth)) target.push(fold(place, step.out, false))
    } else if (open.has(source)) {
      cycle(above?.place ?? place)
    } else {
      open.add(source)
      waiting.push({ step, done: true })
      const target = above ? above.out : out
      if (isFlat(place, maxDepth)) target.push(fold(place, [], true))
      enter(place.node.children, isFlat(place, maxDepth) ? { ...step, out: target } : step)
    }
  }
  return out
}
