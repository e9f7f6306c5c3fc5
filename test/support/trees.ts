/** Trees of blocks: as a test plans them, as the simulator loads them, and as a reader sees them. */
import type { Simulator } from '@notion-fp/simulator'
import fc from 'fast-check'
import type { Context } from '../../src/core/call/context.js'
import { createContext } from '../../src/core/context/createContext.js'
import type { Clock } from '../../src/core/internal/clock.js'
import type { BlockNode, BlockTree } from '../../src/jobs/blocks/tree/blockTree.js'
import { HOME } from '../simulator/world.js'

/** A block to write, with its children. */
export interface Planned {
  /** Distinguishes the block; its id follows from it. */
  readonly key: number
  readonly type: string
  /** The content under the name of the type. */
  readonly content?: object
  readonly children: ReadonlyArray<Planned>
}

/** The id of a planned block. */
export const idOfKey = (key: number): string => `bbbbbbbb-0000-4000-8000-${key.toString(16).padStart(12, '0')}`

/** Plans a block with a key of its own. */
export type Plan = (children?: ReadonlyArray<Planned>, type?: string, content?: object) => Planned

/** Numbers blocks as they are planned. */
export const planner = (): Plan => {
  let count = 0
  return (children = [], type = 'toggle', content) => ({
    key: ++count,
    type,
    ...(content && { content }),
    children,
  })
}

/** So many blocks without children. */
export const leaves = (plan: Plan, count: number): ReadonlyArray<Planned> =>
  Array.from({ length: count }, () => plan([], 'paragraph'))

/** An object as the API returns it, at a time long past. */
const objectOf = ({ key, type, content = { rich_text: [], color: 'default' } }: Planned, parent: object): object => ({
  object: 'block',
  id: idOfKey(key),
  parent,
  created_time: '2020-01-01T00:00:00.000Z',
  last_edited_time: '2020-01-01T00:00:00.000Z',
  type,
  [type]: content,
})

/** The blocks of a plan as the API returns them, without recursion. */
export const objectsOf = (planned: ReadonlyArray<Planned>, page_id = HOME): ReadonlyArray<object> => {
  const objects: Array<object> = []
  const left = planned.map((block) => ({ block, parent: { type: 'page_id', page_id } as object })).reverse()
  for (let next = left.pop(); next; next = left.pop()) {
    const { block, parent } = next
    objects.push(objectOf(block, parent))
    const below = {
      type: block.type === 'child_page' ? 'page_id' : 'block_id',
      [block.type === 'child_page' ? 'page_id' : 'block_id']: idOfKey(block.key),
    }
    for (const child of [...block.children].reverse()) left.push({ block: child, parent: below })
  }
  return objects
}

/** Writes a plan into a page. */
export const write = (simulator: Simulator, planned: ReadonlyArray<Planned>): Promise<void> =>
  simulator.load(objectsOf(planned))

/** A tree by ids alone. */
export interface Shape {
  readonly id: string
  readonly below: ReadonlyArray<Shape>
}

/** The shape of what was planned. */
export const plannedShape = (planned: ReadonlyArray<Planned>): ReadonlyArray<Shape> =>
  planned.map(({ key, children }) => ({ id: idOfKey(key), below: plannedShape(children) }))

/** The shape of what was read. */
export const shapeOf = (nodes: ReadonlyArray<BlockNode>): ReadonlyArray<Shape> =>
  nodes.map(({ block, children }) => ({ id: block.id, below: shapeOf(children) }))

/** The fewest requests that read a plan: one for each 100 children of each parent, and one for a root without any. */
export const leastRequests = (planned: ReadonlyArray<Planned>): number => Math.max(1, pagesOf(planned))

const pagesOf = (planned: ReadonlyArray<Planned>): number =>
  Math.ceil(planned.length / 100) + planned.reduce((sum, { children }) => sum + pagesOf(children), 0)

/** Every block of a tree in document order, as a walk gives it. */
export const flattened = (
  { block_id, children }: Pick<BlockTree, 'block_id' | 'children'>,
  above: ReadonlyArray<number> = [],
): ReadonlyArray<object> =>
  children.flatMap(({ block, children: below, ...why }, index) => {
    const path = [...above, index]
    return [
      { block, parent_id: block_id, depth: path.length, path, ...why },
      ...flattened({ block_id: block.id, children: below }, path),
    ]
  })

/** Types of blocks with and without a codec of their own. */
const TYPES = ['toggle', 'paragraph', 'callout', 'tab', 'heading_4', 'type_of_the_future']

const contentOf = (type: string): object | undefined => {
  if (type === 'tab') return {}
  if (type === 'heading_4') return { rich_text: [], color: 'default', is_toggleable: true }
  return type === 'callout' ? { rich_text: [], color: 'default', icon: null } : undefined
}

/** Random trees of blocks of all kinds; each block is below one that comes before it, and some parents have more than 100. */
export const aTree: fc.Arbitrary<ReadonlyArray<Planned>> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...TYPES),
      above: fc.nat(),
      leaves: fc.oneof({ arbitrary: fc.constant(0), weight: 9 }, fc.integer({ min: 90, max: 210 })),
    }),
    { maxLength: 30 },
  )
  .map((sketches) => {
    const plan = planner()
    const top: Array<Planned> = []
    const lists = [top]
    for (const { type, above, leaves: count } of sketches) {
      const children = [...leaves(plan, count)]
      lists[above % lists.length]?.push(plan(children, type, contentOf(type)))
      lists.push(children)
    }
    return top
  })

/** A block that {@link serving} serves. */
export interface Served {
  readonly key: number
  readonly type: string
  readonly content?: object
  readonly has_children: boolean
}

const notFound = (): Response =>
  new Response(
    JSON.stringify({ object: 'error', status: 404, code: 'object_not_found', message: 'Could not find block.' }),
    {
      status: 404,
    },
  )

/**
 * A `fetch` that serves lists of children, far faster than the simulator serves large ones.
 *
 * @param childrenOf The children of a block from an index on, at most 101 of which are needed; `undefined`: there is no such block.
 * @param before Runs before each answer; a response that it gives is the answer.
 */
export const serving =
  (
    childrenOf: (id: string, from: number) => ReadonlyArray<Served> | undefined,
    before: (id: string, init: RequestInit) => Promise<Response | undefined> = async () => undefined,
  ) =>
  async (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address)
    const [, id = ''] = /blocks\/([^/]+)\/children$/.exec(url.pathname) ?? []
    const instead = await before(id, init)
    if (instead) return instead
    const from = Number(url.searchParams.get('start_cursor') ?? 0)
    const children = childrenOf(id, from)
    if (!children) return notFound()
    const has_more = children.length > 100
    const results = children.slice(0, 100).map((served) => ({
      ...objectOf({ children: [], ...served }, { type: 'block_id', block_id: id }),
      created_by: { object: 'user', id: idOfKey(0) },
      last_edited_by: { object: 'user', id: idOfKey(0) },
      has_children: served.has_children,
      in_trash: false,
    }))
    const next_cursor = has_more ? String(from + 100) : null
    const list = { object: 'list', type: 'block', block: {}, results, has_more, next_cursor }
    return new Response(JSON.stringify(list), { headers: { 'content-type': 'application/json' } })
  }

/** What {@link serving} needs for a plan below {@link HOME}. */
export const servingPlan = (
  planned: ReadonlyArray<Planned>,
): ((id: string, from: number) => ReadonlyArray<Served> | undefined) => {
  const lists = new Map([[HOME, planned]])
  const left = [...planned]
  for (let next = left.pop(); next; next = left.pop()) {
    lists.set(idOfKey(next.key), next.children)
    for (const child of next.children) left.push(child)
  }
  return (id, from) =>
    lists
      .get(id)
      ?.slice(from, from + 101)
      .map((block) => ({ ...block, has_children: block.children.length > 0 }))
}

/** A context that goes to {@link serving}, with the middleware of a user. */
export const ctxServed = (
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  clock: Clock,
  options: object = {},
): Context => createContext({ auth: 'ntn_test', fetch, clock, logLevel: 'silent', rateLimit: false, ...options })
