/** What the plans of `planAppend` are compared with: a Notion of a few lines, simple packers, and the least there is. */
import fc from 'fast-check'
import { field } from '../../src/core/internal/orUndefined.js'
import type { AppendPlan } from '../../src/jobs/blocks/appendPlan.js'
import type { BlockTreeRequest } from '../../src/jobs/blocks/blockTreeRequest.js'
import type { RequestLimits } from '../../src/jobs/blocks/requestLimits.js'
import { columns, type Outline, para, saysOf, table } from './blockTrees.js'

interface Stored {
  readonly says: string
  readonly number: number
  readonly children: Array<Stored>
}

const typeOf = (block: unknown): string =>
  Object.keys(Object(block)).find((key) => key !== 'type' && key !== 'object') ?? ''

const childrenIn = (block: unknown): ReadonlyArray<unknown> => {
  const children = field(field(block, typeOf(block)), 'children')
  return Array.isArray(children) ? children : []
}

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

/** What a request breaks of the rules of the API. */
const violations = (children: ReadonlyArray<unknown>, limits: RequestLimits): ReadonlyArray<string> => {
  const found: Array<string> = []
  let blocks = 0
  const visit = (list: ReadonlyArray<unknown>, level: number): void => {
    if (list.length > limits.elements) found.push('elements')
    if (list.length > 0 && level > 2) found.push('levels')
    blocks += list.length
    for (const block of list) {
      const type = typeOf(block)
      const inner = childrenIn(block)
      if (type === 'column_list' && inner.length < 2) found.push('columns')
      if ((type === 'column' || type === 'table') && inner.length === 0) found.push(`empty ${type}`)
      visit(inner, type === 'column_list' ? level : level + 1)
    }
  }
  visit(children, 0)
  if (blocks > limits.blocks) found.push('blocks')
  if (bytesOf({ children }) > limits.bytes + 128) found.push('bytes')
  return found
}

/** Executes a plan as Notion would, with the ids that a client knows; gives what is written, or what is wrong. */
export const execute = (plan: AppendPlan, limits: RequestLimits): ReadonlyArray<Outline> | string => {
  const root: Array<Stored> = []
  const known = new Map<number, Stored>()
  let next = 0
  const store = (block: unknown): Stored => {
    const type = typeOf(block)
    const stored = { says: saysOf(type, field(block, type)), number: next++, children: childrenIn(block).map(store) }
    return stored
  }
  for (const request of [...plan.requests, ...plan.id_requests]) {
    const siblings = request.parent < 0 ? root : known.get(request.parent)?.children
    if (!siblings) return `the id of block ${request.parent} is not known`
    if (request.op === 'append') {
      const wrong = violations(request.children, limits)
      if (wrong.length > 0) return wrong.join()
      siblings.push(...request.children.map(store))
    }
    const shown = request.op === 'append' ? siblings.slice(-request.children.length) : siblings
    request.blocks.forEach((block, index) => {
      const stored = shown[index]
      if (stored) known.set(block, stored)
    })
  }
  if (known.size !== plan.parents.length) return `${known.size} of ${plan.parents.length} ids are known`
  const outlined = (list: ReadonlyArray<Stored>): ReadonlyArray<Outline> =>
    list.map(({ says, children }) => ({ says, children: outlined(children) }))
  return outlined(root)
}

/** One level after the other, as many siblings as an array takes. */
export const levelByLevel = (blocks: ReadonlyArray<unknown>, { elements }: RequestLimits): number =>
  Math.ceil(blocks.length / elements) +
  blocks.reduce<number>(
    (sum, block) =>
      sum + (childrenIn(block).length > 0 ? levelByLevel(childrenIn(block), { elements, blocks: 0, bytes: 0 }) : 0),
    0,
  )

const heightOf = (block: unknown, elements: number): number => {
  const children = childrenIn(block)
  if (children.length > elements) return Number.POSITIVE_INFINITY
  return children.reduce<number>((most, child) => Math.max(most, 1 + heightOf(child, elements)), 0)
}

const sizeOf = (block: unknown): number => childrenIn(block).reduce<number>((sum, child) => sum + sizeOf(child), 1)

/** Takes whole blocks until a request is full; blocks that are too deep are written alone, and their children later. */
export const nextFit = (blocks: ReadonlyArray<unknown>, limits: RequestLimits): number => {
  let requests = 0
  let [count, size] = [limits.elements, 0]
  for (const block of blocks) {
    const isWhole = heightOf(block, limits.elements) <= 2 && sizeOf(block) <= limits.blocks
    const taken = isWhole ? sizeOf(block) : 1
    if (count === limits.elements || size + taken > limits.blocks) {
      requests++
      ;[count, size] = [0, 0]
    }
    count++
    size += taken
    if (!isWhole) requests += nextFit(childrenIn(block), limits)
  }
  return requests
}

/** The least further requests by the blocks that are taken, if the id of the block is needed for them or not. */
type Choices = ReadonlyArray<{ readonly taken: number; readonly needsId: boolean; readonly extra: number }>

/** The least requests there are for blocks without tabs, found by trying everything. */
export const leastOf = (blocks: ReadonlyArray<unknown>, limits: RequestLimits): number => {
  const best = (choices: Choices): Choices =>
    choices.filter(
      (one, at) =>
        one.taken <= limits.blocks &&
        !choices.some(
          (other, index) =>
            index !== at &&
            other.taken <= one.taken &&
            other.extra <= one.extra &&
            Number(other.needsId) <= Number(one.needsId) &&
            (index < at || other.taken < one.taken || other.extra < one.extra || other.needsId !== one.needsId),
        ),
    )
  const both = (left: Choices, right: Choices): Choices =>
    best(
      left.flatMap((a) =>
        right.map((b) => ({ taken: a.taken + b.taken, needsId: a.needsId || b.needsId, extra: a.extra + b.extra })),
      ),
    )
  const rest = new Map<ReadonlyArray<unknown>, Array<number>>()
  const restOf = (list: ReadonlyArray<unknown>, from: number): number => {
    const memo = rest.get(list) ?? []
    rest.set(list, memo)
    if (from >= list.length) return 0
    let least = memo[from]
    if (least !== undefined) return least
    least = Number.POSITIVE_INFINITY
    let choices: Choices = [{ taken: 0, needsId: false, extra: 0 }]
    for (let end = from; end < Math.min(list.length, from + limits.elements); end++) {
      // The ids of the first level are known.
      const own = choicesOf(list[end], 0).map((choice) => ({ ...choice, needsId: false }))
      choices = both(choices, own)
      for (const { extra } of choices) least = Math.min(least, 1 + extra + restOf(list, end + 1))
    }
    memo[from] = least
    return least
  }
  const choicesOf = (block: unknown, level: number): Choices => {
    const children = childrenIn(block)
    const type = typeOf(block)
    const below = type === 'column_list' ? level : level + 1
    const needed = type === 'column_list' ? children.length : /^(column|table)$/.test(type) ? 1 : 0
    const found: Array<Choices[number]> = []
    let inner: Choices = [{ taken: 1, needsId: false, extra: 0 }]
    for (let count = 0; count <= Math.min(children.length, limits.elements) && (below <= 2 || count === 0); count++) {
      const child = children[count - 1]
      // A column list is only written inside of a block if it is the first one of a column.
      if (typeOf(child) === 'column_list' && !(type === 'column' && count === 1)) break
      if (child) inner = both(inner, choicesOf(child, below))
      if (count < needed) continue
      for (const { taken, needsId, extra } of inner) {
        const isRest = count < children.length
        const all = extra + Number(needsId) + (isRest ? restOf(children, count) : 0)
        found.push({ taken, needsId: needsId || isRest, extra: all })
      }
    }
    return best(found)
  }
  return restOf(blocks, 0)
}

const labelled = fc.constantFrom('a', 'b', 'c', 'd')

/** Trees of paragraphs. */
export const paragraphs = (depth: number, most: number): fc.Arbitrary<ReadonlyArray<BlockTreeRequest>> =>
  fc.array(
    fc
      .tuple(
        labelled,
        depth > 0
          ? fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: paragraphs(depth - 1, most) })
          : fc.constant([]),
      )
      .map(([text, children]) => para(text, ...children)),
    { maxLength: most },
  )

/** Trees with column lists, tables and tabs, too. */
export const anyBlocks = (
  depth: number,
  most: number,
  hasTabs = true,
): fc.Arbitrary<ReadonlyArray<BlockTreeRequest>> => {
  const inside = depth > 0 ? anyBlocks(depth - 1, most, hasTabs) : fc.constant<ReadonlyArray<BlockTreeRequest>>([])
  const some = inside.map((blocks) => {
    const [first] = blocks
    // A column list in a column stands below something else.
    return first && typeOf(first) !== 'column_list' ? blocks : [para('first'), ...blocks]
  })
  const tabs = fc.array(inside, { minLength: 1, maxLength: most }).map(
    (contents): BlockTreeRequest => ({
      tab: {
        children: contents.map((children, index) => ({
          paragraph: { rich_text: [{ text: { content: `tab ${index}` } }], children },
        })),
      },
    }),
  )
  const one = fc.oneof(
    fc.tuple(labelled, inside).map(([text, children]) => para(text, ...children)),
    fc.tuple(labelled, inside).map(([text, children]) => para(text, ...children)),
    fc.integer({ min: 1, max: 2 * most }).map(table),
    fc.tuple(some, some).map(([first, second]) => columns(first, second)),
    ...(hasTabs ? [tabs] : []),
  )
  return fc.array(one, { maxLength: most })
}
