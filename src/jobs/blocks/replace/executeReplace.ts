/**
 * Executes a plan for replacing content: the updates first, then the insertions, and the deletions last, so that nothing is lost if it
 * stops.
 *
 * @internal
 */
import { isLeft } from 'fp-ts/Either'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { deleteBlock } from '../../../ops/blocks/deleteBlock.js'
import { getBlock } from '../../../ops/blocks/getBlock.js'
import { updateBlock } from '../../../ops/blocks/updateBlock.js'
import type { Meter } from '../../shared/meter.js'
import { patiently } from '../../shared/patiently.js'
import { createPool } from '../../shared/pool.js'
import { appendTree } from '../appendTree.js'
import { planAppend } from '../planAppend.js'
import type { PartialReplaceError, ReplacedBlocks } from './partialReplaceError.js'
import type { PlannedInsert, ReplacePlan } from './replacePlan.js'

/** The inputs of a job. */
export interface ReplaceRun {
  readonly op: string
  readonly meter: Meter
  readonly signal: AbortSignal | undefined
  readonly concurrency: number
}

/** The completed work so far. */
export interface Done {
  readonly blocks: { readonly [Part in keyof ReplacedBlocks]: Array<string> }
  /** The number of insertions that are complete. */
  insertions: number
}

/** No work so far. */
export const nothingDone = (): Done => ({ blocks: { updated: [], inserted: [], deleted: [] }, insertions: 0 })

/** Runs a task for each item, with limited concurrency. Stops at the first failure. */
const each = async <A>(
  items: ReadonlyArray<A>,
  concurrency: number,
  task: (item: A) => Promise<NotionError | undefined>,
): Promise<NotionError | undefined> => {
  const pool = createPool(concurrency)
  let failed: NotionError | undefined
  await Promise.all(
    items.map((item) =>
      pool(async () => {
        if (!failed) failed = (await task(item)) ?? failed
      }),
    ),
  )
  return failed
}

/** Whether the block of a failed deletion is in the trash already. */
const isGone = async (ctx: Context, block_id: string, error: NotionError): Promise<boolean> => {
  if (error._tag === 'NotFoundError') return true
  if (error._tag !== 'ValidationError') return false
  const block = await patiently(ctx, getBlock(ctx, { block_id }))
  return isLeft(block) ? block.left._tag === 'NotFoundError' : (block.right.in_trash ?? block.right.archived) === true
}

/** Deletes blocks. A block that no longer exists counts as deleted. */
export const deleteAll = (
  { meter, signal, concurrency }: ReplaceRun,
  ids: ReadonlyArray<string>,
  deleted: Array<string>,
): Promise<NotionError | undefined> =>
  each(ids, concurrency, async (block_id) => {
    const result = await patiently(meter.ctx, deleteBlock(meter.ctx, { block_id }), signal)
    if (isLeft(result) && !(await isGone(meter.ctx, block_id, result.left))) return result.left
    deleted.push(block_id)
    meter.advance(1)
    return undefined
  })

const updateAll = ({ meter, signal, concurrency }: ReplaceRun, { update }: ReplacePlan, done: Done) =>
  each(update, concurrency, async ({ block_id, request }) => {
    const result = await patiently(meter.ctx, updateBlock(meter.ctx, { block_id, ...request }), signal)
    if (isLeft(result)) return result.left
    done.blocks.updated.push(block_id)
    meter.advance(1)
    return undefined
  })

/** Writes new blocks. Their position is known from the tree, so it need not be read again. */
const insert = async (
  { meter, signal }: ReplaceRun,
  { parent_id, position, before, children }: PlannedInsert,
  done: Done,
): Promise<NotionError | undefined> => {
  const plan = planAppend(children)
  if (isLeft(plan)) return plan.left
  const after = position.type === 'after_block' ? position.after_block.id : null
  const { hash } = plan.right
  const between = { after, before, position: position.type }
  const start = { block_id: parent_id, hash, done: 0, ids: [], between, unsettled: false }
  const params = { block_id: parent_id, plan: plan.right, resume: start, ids: 'first_level', signal } as const
  const result = await appendTree(meter.ctx, params)()
  if (isLeft(result)) {
    const { left } = result
    if (left._tag !== 'PartialAppendError') return left
    for (const { path, id } of left.written) if (!path.includes('.')) done.blocks.inserted.push(id)
    return left.cause
  }
  for (const { id, continued = [] } of result.right.ids) done.blocks.inserted.push(...(id ? [id] : []), ...continued)
  done.insertions++
  meter.advance(1)
  return undefined
}

/** Executes a plan. Returns the error if it stopped. */
export const executeReplace = async (
  run: ReplaceRun,
  plan: ReplacePlan,
  done: Done,
): Promise<NotionError | undefined> => {
  const updated = await updateAll(run, plan, done)
  if (updated) return updated
  for (const one of plan.insert) {
    const failed = await insert(run, one, done)
    if (failed) return failed
  }
  const ids = plan.delete.map(({ block_id }) => block_id)
  return deleteAll(run, ids, done.blocks.deleted)
}

/** The failure of a job: the error itself if nothing was written. */
export const replaceFailure = (
  { op, meter }: ReplaceRun,
  { block_id, update, insert, delete: deleted }: ReplacePlan,
  done: Done,
  hash: string,
  cause: NotionError,
): PartialReplaceError | NotionError => {
  const { blocks, insertions } = done
  const [updates, insertedBlocks, deletions] = [blocks.updated.length, blocks.inserted.length, blocks.deleted.length]
  if (updates + insertedBlocks + deletions === 0 && cause.outcome === 'not-applied') return cause
  const left = {
    updates: update.length - updates,
    insertions: insert.length - insertions,
    deletions: deleted.length - deletions,
  }
  return {
    _tag: 'PartialReplaceError',
    message:
      `${op}: updated ${updates}, inserted ${insertedBlocks} and deleted ${deletions} blocks; ` +
      `${left.updates} updates, ${left.insertions} insertions and ${left.deletions} deletions are left. ` +
      `Call ${op} again with the same parameters and this resume to continue. Cause: ${cause.message}`,
    cause,
    ...blocks,
    left,
    requests: meter.requests(),
    resume: { block_id, hash },
  }
}
