/** Trees of blocks to write, and what is read back of them. */
import type { Simulator } from '@notion-fp/simulator'
import { isLeft } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../src/core/call/context.js'
import { isObject } from '../../src/core/internal/json.js'
import { field } from '../../src/core/internal/orUndefined.js'
import { collect, getBlockChildren } from '../../src/index.js'
import type { BlockTreeRequest } from '../../src/jobs/blocks/blockTreeRequest.js'
import type { WrittenBlock } from '../../src/jobs/blocks/partialAppendError.js'
import type { BlockNode } from '../../src/jobs/blocks/tree/blockTree.js'

/** A list of so many things. */
export const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

/** Rich text of one run. */
export const run = (content: string) => [{ text: { content } }]

/** A paragraph, with children. */
export const para = (content: string, ...children: ReadonlyArray<BlockTreeRequest>): BlockTreeRequest => ({
  paragraph: { rich_text: run(content), ...(children.length > 0 && { children }) },
})

/** A column list with the content of its columns. */
export const columns = (...contents: ReadonlyArray<ReadonlyArray<BlockTreeRequest>>): BlockTreeRequest => ({
  column_list: { children: contents.map((children) => ({ column: { children } })) },
})

/** A table of one column with so many rows. */
export const table = (rows: number): BlockTreeRequest => ({
  table: { table_width: 1, children: times(rows, (index) => ({ table_row: { cells: [run(`row ${index}`)] } })) },
})

/** What a job gives; a failure ends the test with its message. */
export const done = async <E, A>(job: TaskEither<E, A>): Promise<A> => {
  const result = await job()
  if (isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** A block by what matters here: its type and text, and its children. */
export interface Outline {
  readonly says: string
  readonly children: ReadonlyArray<Outline>
}

const textOf = (runs: unknown): string =>
  Array.isArray(runs)
    ? runs.map((one) => (Array.isArray(one) ? textOf(one) : `${field(field(one, 'text'), 'content') ?? ''}`)).join('')
    : ''

export const saysOf = (type: string, content: unknown): string =>
  `${type} ${textOf(field(content, 'rich_text') ?? field(content, 'cells'))}`.trim()

/** The outline of blocks to write. */
export const outline = (blocks: ReadonlyArray<unknown>): ReadonlyArray<Outline> =>
  blocks.map((block) => {
    const [type = ''] = Object.keys(Object(block)).filter((key) => key !== 'type' && key !== 'object')
    const content = field(block, type)
    const children = field(content, 'children')
    return { says: saysOf(type, content), children: outline(Array.isArray(children) ? children : []) }
  })

/** What is read back, as an outline and by its ids. */
export interface ReadBack {
  readonly outline: ReadonlyArray<Outline>
  readonly ids: ReadonlyArray<WrittenBlock>
}

/** Reads a page or block with all of its content. */
export const readBack = async (ctx: Context, block_id: string): Promise<ReadBack> => {
  const blocks = await done(collect(getBlockChildren)(ctx, { block_id }))
  const read: Array<Outline> = []
  const ids: Array<WrittenBlock> = []
  for (const block of blocks) {
    const inner = block.has_children === true ? await readBack(ctx, block.id) : { outline: [], ids: [] }
    const content = isObject(block) ? field(block, block.type) : undefined
    read.push({ says: saysOf(block.type, content), children: inner.outline })
    ids.push({ id: block.id, children: inner.ids })
  }
  return { outline: read, ids }
}

/**
 * What {@link readBack} gives of a page or block, taken from the contents of the simulator: much cheaper for who looks again and again.
 * Knows pages and plain blocks only.
 */
export const present = (simulator: Simulator, block_id: string): ReadBack => {
  const nodes = new Map<unknown, unknown>(Object(field(field(simulator.snapshot(), 'workspace'), 'nodes')))
  const inside = (id: unknown): ReadBack => {
    const children = field(nodes.get(id), 'children')
    const there = Array.isArray(children)
      ? children
          .map((child) => ({ id: `${child}`, node: nodes.get(child), inner: inside(child) }))
          .filter(({ node }) => field(node, 'inTrash') !== true)
      : []
    return {
      outline: there.map(({ node, inner }) => ({
        says:
          field(node, 'kind') === 'page'
            ? 'child_page'
            : saysOf(`${field(node, 'type')}`, field(node, 'payload') ?? {}),
        children: inner.outline,
      })),
      ids: there.map(({ id, inner }) => ({ id, children: inner.ids })),
    }
  }
  return inside(block_id)
}

/** Reads the content of a page or block as nodes; copies of synced blocks are left as they are. */
export const readNodes = async (ctx: Context, block_id: string): Promise<ReadonlyArray<BlockNode>> => {
  const nodes: Array<BlockNode> = []
  for (const block of await done(collect(getBlockChildren)(ctx, { block_id }))) {
    const isCopy = block.type === 'synced_block' && block.synced_block.synced_from !== null
    const isEntered = block.type !== 'child_page' && block.has_children === true && !isCopy
    nodes.push({ block, children: isEntered ? await readNodes(ctx, block.id) : [] })
  }
  return nodes
}
