/**
 * The two trees to compare: the existing blocks, and the new ones.
 *
 * @internal
 */
import { isRecord, type JsonObject } from '../../../core/internal/json.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { Block } from '../../../ops/blocks/block.js'
import type { PreparedTree } from '../prepareBlocks.js'
import type { BlockNode } from '../tree/blockTree.js'
import { type ComparableFields, comparableFields } from './comparableFields.js'
import { referenceOf, writtenAs } from './keepNodes.js'
import type { SparedType } from './replacePlan.js'

/**
 * What happens to a block without a counterpart: it is deleted; it is kept unchanged; or it is kept because of something inside it, without
 * the descendants that can be deleted.
 */
export type Fate = 'delete' | 'stay' | 'empty'

/** An existing block. */
export interface PresentBlock {
  readonly id: string
  /** The type that it would be written as. */
  readonly type: string
  readonly fields: ComparableFields
  /** Whether an update with this type and these fields applies to this block: some blocks would be written as another type. */
  readonly isUpdatable: boolean
  readonly hasChildren: boolean
  /** Those that were read, unless they belong to another block or page. */
  readonly children: ReadonlyArray<PresentBlock>
  /** Equal numbers stand for equal content, children included. */
  readonly key: number
  readonly fate: Fate
  /** The requests to delete the deletable descendants, if it is kept. */
  readonly clearing: number
  /** The number of blocks that are deleted with it. */
  readonly size: number
}

/** A new block. */
export interface IntendedBlock {
  readonly type: string
  readonly fields: ComparableFields
  readonly content: JsonObject
  /** The request for it, without its children. */
  readonly request: JsonObject
  readonly children: ReadonlyArray<IntendedBlock>
  readonly key: number
  /** The id of the existing block that it stands for: that block is kept, or the content cannot be written. */
  readonly reference?: string | undefined
  /** The number of blocks of it. */
  readonly size: number
  /** The levels of children below it. */
  readonly height: number
}

/** Gives equal numbers to equal texts. */
export type Interned = (text: string) => number

/** Creates the numbers of two trees. */
export const interning = (): Interned => {
  const known = new Map<string, number>()
  return (text) => {
    const number = known.get(text) ?? known.size
    known.set(text, number)
    return number
  }
}

const keyText = (type: string, fields: ComparableFields, children: ReadonlyArray<{ readonly key: number }>): string =>
  `${type}${JSON.stringify(fields)}${children.map(({ key }) => key).join()}`

const referenceKey = (id: string): string => `=${id}`

/** Types whose descendants do not belong to the document. */
const isClosed = ({ block }: BlockNode): boolean =>
  block.type === 'child_page' ||
  block.type === 'child_database' ||
  (block.type === 'synced_block' && isRecord(block.synced_block?.synced_from))

/** The type of a block that is kept unless its type is listed; `undefined` for any other. */
export const sparedTypeOf = (block: Block): SparedType | undefined => {
  if (block.type === 'child_page' || block.type === 'child_database') return block.type
  return block.type === 'synced_block' && !isRecord(block.synced_block?.synced_from) ? 'synced_original' : undefined
}

type Growing<A extends { readonly children: unknown }> = Omit<{ -readonly [K in keyof A]: A[K] }, 'children'> & {
  children: Array<Growing<A>>
}

/** What happens to a block, as determined by its children, and the requests to clear it. */
const settle = (block: Growing<PresentBlock>, isSpared: boolean): void => {
  const stays = block.children.some(({ fate }) => fate !== 'delete')
  block.fate = isSpared ? 'stay' : stays ? 'empty' : 'delete'
  if (block.fate !== 'empty') return
  // A column list does not lose single columns.
  if (block.type === 'column_list') {
    for (const column of block.children) {
      if (column.fate !== 'delete') continue
      column.fate = 'empty'
      column.clearing = column.children.length
    }
  }
  block.clearing = block.children.reduce((sum, { fate, clearing }) => sum + (fate === 'delete' ? 1 : clearing), 0)
}

/** The existing blocks, without recursion. */
export const presentBlocks = (
  nodes: ReadonlyArray<BlockNode>,
  deletable: ReadonlyArray<SparedType>,
  references: ReadonlySet<string>,
  intern: Interned,
): ReadonlyArray<PresentBlock> => {
  const blocks: Array<readonly [Growing<PresentBlock>, isSpared: boolean]> = []
  const top: Array<Growing<PresentBlock>> = []
  const open: Array<readonly [BlockNode, Array<Growing<PresentBlock>>]> = nodes.map((node) => [node, top])
  // In document order, so that the reverse has children before their parents.
  open.reverse()
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, siblings] = next
    const { id, type, has_children } = node.block
    const written = writtenAs(node.block) ?? { type, content: Reflect.get(node.block, type) }
    const spared = sparedTypeOf(node.block)
    const block: Growing<PresentBlock> = {
      id,
      type: written.type,
      fields: comparableFields(written.type, written.content, false),
      isUpdatable: written.type === type,
      hasChildren: has_children === true,
      children: [],
      key: 0,
      fate: 'delete',
      clearing: 0,
      size: 1,
    }
    siblings.push(block)
    blocks.push([block, spared !== undefined && !deletable.includes(spared)])
    if (!isClosed(node)) {
      for (const child of [...node.children].reverse()) open.push([child, block.children])
    }
  }
  for (const [block, isSpared] of blocks.reverse()) {
    const { id, type, fields, children } = block
    settle(block, isSpared)
    block.size = children.reduce((sum, { size }) => sum + size, 1)
    const isUnique = type === 'child_page' || type === 'child_database'
    // Blocks that are kept anyway make no difference.
    const compared = children.filter(({ fate }) => fate !== 'stay')
    block.key = intern(isUnique || references.has(id) ? referenceKey(id) : keyText(type, fields, compared))
  }
  return top
}

/** The new blocks. */
export const intendedBlocks = ({ blocks, parents }: PreparedTree, intern: Interned): ReadonlyArray<IntendedBlock> => {
  const built = blocks.map(({ type, request }): Growing<IntendedBlock> => {
    const given: unknown = request[type]
    const content = isRecord(given) ? given : {}
    const fields = comparableFields(type, content, true)
    const reference = referenceOf(content)
    return { type, fields, content, request, reference, children: [], key: 0, size: 1, height: 0 }
  })
  const top: Array<Growing<IntendedBlock>> = []
  built.forEach((block, number) => {
    // Both lists have an element for each block, which the compiler does not know.
    const parent = built[unsafeCast<number>(parents[number])]
    if (parent) parent.children.push(block)
    else top.push(block)
  })
  for (const block of [...built].reverse()) {
    const { type, fields, children, reference } = block
    block.size = children.reduce((sum, { size }) => sum + size, 1)
    block.height = children.reduce((most, { height }) => Math.max(most, height + 1), 0)
    block.key = intern(reference === undefined ? keyText(type, fields, children) : referenceKey(reference))
  }
  return top
}
