/** Plans how to replace content with as few writes as possible. */
import { type Either, left, right } from 'fp-ts/Either'
import type { InvalidInputError } from '../../../core/call/error.js'
import type { InvalidInput } from '../../../core/call/issues.js'
import { isRecord, type JsonObject } from '../../../core/internal/json.js'
import { field, tryTo } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { BlockPosition } from '../../../ops/blocks/blockRequest.js'
import { costOf } from '../../shared/cost.js'
import { invalidJob } from '../../shared/jobParams.js'
import type { BlockTreeRequest } from '../blockTreeRequest.js'
import { packBlocks } from '../packBlocks.js'
import { planAppend } from '../planAppend.js'
import { prepareBlocks } from '../prepareBlocks.js'
import { REQUEST_LIMITS } from '../requestLimits.js'
import type { BlockTree } from '../tree/blockTree.js'
import { aligning, type Step } from './alignBlocks.js'
import { changedFields, updateContent } from './blockChanges.js'
import { type IntendedBlock, intendedBlocks, interning, type PresentBlock, presentBlocks } from './comparableTrees.js'
import { type ContentBlock, referenceOf, withoutNodes } from './keepNodes.js'
import { type PlannedUpdate, type ReplacePlan, SPARED_TYPES, type SparedType } from './replacePlan.js'

/** Options of {@link planReplace}. */
export interface ReplaceOptions {
  /** The types of blocks to delete that are kept by default. Default none. */
  readonly also_delete?: ReadonlyArray<SparedType> | undefined
}

/** A block with all of its children, as a request. */
const blockRequest = (block: IntendedBlock): BlockTreeRequest => {
  const open: Array<IntendedBlock> = [block]
  const order: Array<IntendedBlock> = []
  for (let next = open.pop(); next; next = open.pop()) {
    order.push(next)
    open.push(...next.children)
  }
  const made = new Map<IntendedBlock, JsonObject>()
  // Children before their parents.
  for (const one of order.reverse()) {
    const { type, request, content, children } = one
    const below = children.map((child) => made.get(child))
    made.set(one, below.length === 0 ? request : { ...request, [type]: { ...content, children: below } })
  }
  // Checked blocks with checked children have the type of the blocks that they were made of.
  return unsafeCast(made.get(block))
}

const requestsToAppend = (children: ReadonlyArray<BlockTreeRequest>): number => {
  const plan = planAppend(children)
  return plan._tag === 'Right' ? plan.right.cost.requests : 0
}

/** The requests that a block takes in addition to the first one, which has room for it if it is small. */
const countingFurther = (): ((block: IntendedBlock) => number) => {
  const counted = new Map<IntendedBlock, number>()
  return (block) => {
    if (block.height <= 2 && block.size <= 100) return 0
    const count = counted.get(block) ?? requestsToAppend([blockRequest(block)]) - 1
    counted.set(block, count)
    return count
  }
}

/** Whether a list contains only nodes, each of them once, to any depth. */
const areNodes = (nodes: unknown): boolean => {
  const seen = new Set<unknown>()
  const open = [nodes]
  for (let list = open.pop(); Array.isArray(list); list = open.pop()) {
    for (const node of list) {
      const { block, children } = node
      if (!isRecord(block) || typeof block.id !== 'string' || !Array.isArray(children) || seen.has(node)) return false
      seen.add(node)
      open.push(children)
    }
  }
  return Array.isArray(nodes)
}

/** The blocks of new content that no request can contain. */
const unwritableBlocks = (children: ReadonlyArray<BlockTreeRequest>): ReadonlyArray<InvalidInput> => {
  const issues: Array<InvalidInput> = []
  const open: Array<unknown> = [...children]
  for (let next = open.pop(); isRecord(next); next = open.pop()) {
    const content = next[`${next.type ?? Object.keys(next).find((key) => key !== 'object')}`]
    if (!isRecord(content)) continue
    const id = referenceOf(content)
    const isHosted = content.type === 'file' || (isRecord(content.icon) && content.icon.type === 'file')
    if (id !== undefined) {
      const allowed = 'in the order of the existing blocks: the API can neither move nor create it'
      issues.push({ field: 'children', given: `block ${id}`, allowed })
    }
    if (isHosted) {
      const allowed = 'an upload or an external URL: a file hosted by Notion cannot be written again'
      issues.push({ field: 'children', given: content, allowed })
    }
    if (Array.isArray(content.children)) open.push(...content.children)
  }
  return issues
}

type Draft = {
  readonly [Part in Exclude<keyof ReplacePlan, 'block_id' | 'cost'>]: Array<ReplacePlan[Part][number]>
}

/** A list of siblings to work through. */
interface Siblings {
  readonly parent_id: string
  readonly steps: ReadonlyArray<Step>
  /** The ids of the children around them; `null` if there are none. */
  readonly after: string | null
  readonly before: string | null
}

/** A position after a child, or before the first one. */
const positionAfter = (after: string | null, before: string | null): BlockPosition =>
  after === null ? { type: before === null ? 'end' : 'start' } : { type: 'after_block', after_block: { id: after } }

/** Deletes the deletable descendants of a block that is kept. */
const clear = (block: PresentBlock, draft: Draft): void => {
  const open = [block]
  for (let next = open.pop(); next; next = open.pop()) {
    const { id, type, fate, children } = next
    if (fate === 'delete') draft.delete.push({ block_id: id, type })
    else {
      const isOriginal = type === 'synced_block' && fate === 'stay'
      const spared = type === 'child_page' || type === 'child_database' ? type : 'contains'
      draft.spared.push({ block_id: id, type: isOriginal ? 'synced_original' : spared })
      if (fate === 'empty') open.push(...[...children].reverse())
    }
  }
}

/** All blocks of a tree. */
const everyBlock = (blocks: ReadonlyArray<PresentBlock>): ReadonlyArray<PresentBlock> => {
  const all: Array<PresentBlock> = []
  const open = [...blocks]
  for (let next = open.pop(); next; next = open.pop()) {
    all.push(next)
    open.push(...next.children)
  }
  return all
}

/** Keeps a block with all of its content. */
const keep = (block: PresentBlock, draft: Draft): void => {
  const open = [block]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.fate === 'stay' && next !== block) clear(next, draft)
    else {
      draft.keep.push(next.id)
      // The index is below the length of the list.
      for (let index = next.children.length; index--; ) open.push(unsafeCast(next.children[index]))
    }
  }
}

/** The plan for an alignment. */
const drafted = (
  siblings: Siblings,
  align: (present: PresentBlock, intended: IntendedBlock) => Siblings,
  isStaying: (intended: IntendedBlock) => boolean,
): Draft => {
  const draft: Draft = { keep: [], update: [], insert: [], delete: [], spared: [] }
  const walk = (siblings: Siblings): void => {
    const { parent_id, steps } = siblings
    let after = siblings.after
    let before: string | null | undefined
    let run: Array<BlockTreeRequest> = []
    const flush = (): void => {
      const next = before ?? siblings.before
      if (run.length > 0)
        draft.insert.push({ parent_id, position: positionAfter(after, next), before: next, children: run })
      run = []
      before = undefined
    }
    for (const { present, intended } of steps) {
      before ??= present?.id
      // A page is never moved, so its placeholder needs no request.
      if (!present) run.push(...(intended && !isStaying(intended) ? [blockRequest(intended)] : []))
      else if (!intended && present.fate === 'delete') clear(present, draft)
      else {
        flush()
        after = present.id
        if (!intended) clear(present, draft)
        else if (present.key === intended.key) keep(present, draft)
        else {
          const { id, type } = present
          const changed = changedFields(present, intended)
          if (changed.length === 0) draft.keep.push(id)
          else {
            // The content of an update has the shape of the content of its type.
            const request: PlannedUpdate['request'] = unsafeCast({ [type]: updateContent(changed, intended.content) })
            draft.update.push({ block_id: id, type, request })
          }
          walk(align(present, intended))
        }
      }
    }
    flush()
  }
  walk(siblings)
  return draft
}

const requestsOf = ({ update, insert, delete: deleted }: Draft): number =>
  update.length + deleted.length + insert.reduce((sum, { children }) => sum + requestsToAppend(children), 0)

/** Deletes and writes everything. */
const anew = (present: ReadonlyArray<PresentBlock>, intended: ReadonlyArray<IntendedBlock>): ReadonlyArray<Step> => [
  ...intended.map((block) => ({ intended: block })),
  ...present.map((block) => ({ present: block })),
]

/**
 * The plan for consecutive children of a block.
 *
 * @param siblings The ids of the children around them; `null` if there are none.
 *
 * @internal
 */
export const planReplaceBetween = (
  op: string,
  tree: Pick<BlockTree, 'block_id' | 'children' | 'missing'>,
  children: ReadonlyArray<ContentBlock>,
  options: ReplaceOptions,
  { after, before }: Pick<Siblings, 'after' | 'before'> = { after: null, before: null },
): Either<InvalidInputError, ReplacePlan> => {
  const { requests, references } = withoutNodes(children)
  const prepared = prepareBlocks(requests, REQUEST_LIMITS)
  const invalid: Array<InvalidInput> = [...prepared.issues]
  const isTree = Array.isArray(field(tree, 'missing')) && tryTo(() => areNodes(tree.children), false)
  if (!isTree) invalid.push({ field: 'tree', given: tree, allowed: 'a tree from getBlockTree' })
  const deletable = field(options, 'also_delete') ?? []
  const also_delete = SPARED_TYPES.filter((type) => Array.isArray(deletable) && deletable.includes(type))
  if (!Array.isArray(deletable) || deletable.length !== also_delete.length) {
    invalid.push({ field: 'also_delete', given: deletable, allowed: `a list of ${SPARED_TYPES.join(', ')}` })
  }
  const [part] = isTree ? tree.missing : []
  if (part) {
    const allowed = 'a complete tree: missing blocks would be deleted or written again'
    invalid.push({ field: 'tree', given: `missing below ${part.block_id}: ${part.reason}`, allowed })
  }
  if (invalid.length === 0) packBlocks(prepared, REQUEST_LIMITS, invalid)
  if (invalid.length > 0) return left(invalidJob(op, invalid))
  const intern = interning()
  const present = presentBlocks(tree.children, also_delete, references, intern)
  const intended = intendedBlocks(prepared, intern)
  const align = aligning(countingFurther())
  const siblings = (steps: ReadonlyArray<Step>): Siblings => ({
    parent_id: tree.block_id,
    steps,
    after,
    before,
  })
  const below = (one: PresentBlock, other: IntendedBlock): Siblings => ({
    parent_id: one.id,
    steps: align(one.children, other.children).steps,
    after: null,
    before: null,
  })
  const staying = new Set(everyBlock(present).flatMap(({ fate, id }) => (fate === 'delete' ? [] : [id])))
  const isStaying = ({ reference = '' }: IntendedBlock): boolean => staying.has(reference)
  const best = drafted(siblings(align(present, intended).steps), below, isStaying)
  const unwritable = best.insert.flatMap(({ children }) => unwritableBlocks(children))
  if (unwritable.length > 0) return left(invalidJob(op, unwritable))
  const result = { block_id: tree.block_id, ...best, cost: costOf(requestsOf(best)) }
  // Writing everything takes at least one request more than the deletions. It would duplicate blocks that are kept, or ignore their place.
  const isStrict = references.size > 0 || present.some(({ fate }) => fate !== 'delete')
  if (isStrict || result.cost.requests <= present.length + 1) return right(result)
  const simple = drafted(siblings(anew(present, intended)), below, isStaying)
  const isSimpler =
    simple.insert.every(({ children }) => unwritableBlocks(children).length === 0) &&
    requestsOf(simple) < result.cost.requests
  return right(isSimpler ? { ...result, ...simple, cost: costOf(requestsOf(simple)) } : result)
}

/**
 * Plans how to replace the content of a page or block with as few requests as possible. It is pure: nothing is sent.
 *
 * - Blocks that the new content has too are kept. If nothing differs, the plan has no writes.
 * - A block of the same type in the same place is updated, with one request. Its children are compared in the same way.
 * - A block that has moved is deleted and written again, since the API cannot move blocks.
 * - New blocks next to each other share requests.
 * - The new content can contain blocks of the tree, as they were read: such a block is kept with its hosted files, even if the API cannot
 *   create its type.
 * - Child pages, child databases and originals of synced blocks are kept in their places, with the blocks that contain them.
 * - A block is deleted and written again if an update cannot make the change: of the type, the width of a table, the file of an image, the
 *   number of columns or the source of a synced copy, to remove an icon, or to make a toggle heading with children a plain one.
 *
 * Content is compared in the form in which it would be written: text with its styles, links and mentions, and all settings such as the
 * color. The URL of a hosted file is compared without its signature. The time grows about linearly with the number of blocks; lists of
 * siblings that differ in more than a few hundred adjacent blocks are compared in parts, and may take more requests than necessary.
 *
 * @param tree The existing content: a complete tree from `getBlockTree`.
 * @param children The new content: blocks to write, and blocks of the tree to keep.
 * @param options The types to delete that are kept by default.
 * @returns The plan, as JSON, with its cost: never more than that of deleting and writing everything. Fails with `InvalidInputError` if
 * a block cannot be written, or if parts of the tree are missing.
 * @example
 * import type { Context } from 'notion-fp'
 * import { getBlockTree, planReplace } from 'notion-fp/blocks'
 *
 * const preview = async (ctx: Context, block_id: string) => {
 *   const tree = await getBlockTree(ctx, { block_id })()
 *   if (tree._tag === 'Left') return tree
 *   return planReplace(tree.right, [{ paragraph: { rich_text: [{ text: { content: 'All of it.' } }] } }])
 * }
 */
export const planReplace = (
  tree: BlockTree,
  children: ReadonlyArray<ContentBlock>,
  options: ReplaceOptions = {},
): Either<InvalidInputError, ReplacePlan> => planReplaceBetween('planReplace', tree, children, options)
