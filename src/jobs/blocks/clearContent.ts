/** Deletes the content of a page or block. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { parseBlockId } from '../../core/input/idKinds.js'
import type { OptionRule } from '../../core/internal/options.js'
import type { JobOptions } from '../shared/jobOptions.js'
import { checkJobParams } from '../shared/jobParams.js'
import { metered } from '../shared/meter.js'
import { deleteAll, nothingDone, type ReplaceRun, replaceFailure } from './replace/executeReplace.js'
import type { PartialReplaceError, ReplaceResume } from './replace/partialReplaceError.js'
import { planReplaceBetween } from './replace/planReplace.js'
import { editedSince, readPresent } from './replace/readPresent.js'
import type { ReplacePlan, SparedBlock, SparedType } from './replace/replacePlan.js'
import { hashOf, REPLACE_CHECKS, resumeIssue } from './replaceContent.js'

/** Parameters of {@link clearContent}. */
export interface ClearContentParams extends JobOptions {
  /** The id of the page or block, with or without dashes, or its URL. */
  readonly block_id: string
  /**
   * The types of blocks to delete that are kept by default: child pages and databases, which are trashed with all of their content, and
   * originals of synced blocks. Default none.
   */
  readonly also_delete?: ReadonlyArray<SparedType> | undefined
  /** The `last_edited_time` of the page or block when you read its content. If it has changed since, nothing is deleted. */
  readonly expected_last_edited_time?: string | undefined
  /** Whether only to report what would be deleted. Default `false`. */
  readonly dry_run?: boolean | undefined
  /** The maximum number of requests at the same time. Default 4. */
  readonly concurrency?: number | undefined
  /** The `resume` of a `PartialReplaceError`, to delete what is left. */
  readonly resume?: ReplaceResume | undefined
}

/** What {@link clearContent} deleted. */
export interface ClearReport {
  /** The ids of the deleted blocks; in a dry run, of those to delete. Each is deleted with everything inside it. */
  readonly deleted: ReadonlyArray<string>
  /** The blocks that were kept. */
  readonly spared: ReadonlyArray<SparedBlock>
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** The number of retries. */
  readonly retries: number
}

/** The maximum number of times that the content is read again because others add blocks in the meantime. */
const MAX_ROUNDS = 10

const clear = async (
  ctx: Context,
  params: ClearContentParams,
): Promise<Either<PartialReplaceError | NotionError, ClearReport>> => {
  const op = 'clearContent'
  const checks: { readonly [name in keyof ClearContentParams]-?: OptionRule } = REPLACE_CHECKS
  const checked = checkJobParams(op, params, checks, ['block_id'])
  if (isLeft(checked)) return checked
  const { expected_last_edited_time, dry_run, signal, concurrency = 4, resume } = params
  const block_id = `${parseBlockId(params.block_id)}`
  const hash = hashOf([])
  const resumable = resumeIssue(op, block_id, hash, resume)
  if (isLeft(resumable)) return resumable
  const meter = metered(ctx, params)
  const run: ReplaceRun = { op, meter, signal, concurrency }
  const done = nothingDone()
  let plan: ReplacePlan | undefined
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const present = await readPresent(op, meter.ctx, block_id, concurrency, undefined)
    const planned = isLeft(present) ? present : planReplaceBetween(op, present.right.tree, [], params)
    if (isLeft(planned)) return plan ? left(replaceFailure(run, plan, done, hash, planned.left)) : planned
    const known = new Set(done.blocks.deleted)
    const ids = planned.right.delete.map((one) => one.block_id).filter((id) => !known.has(id))
    const report = { spared: planned.right.spared, requests: meter.requests(), retries: meter.retries() }
    const isGuarded = round === 0 && expected_last_edited_time !== undefined && !resume
    const edited = isGuarded ? await editedSince(op, meter.ctx, block_id, expected_last_edited_time) : undefined
    if (edited) return left(edited)
    if (ids.length === 0 || dry_run) return right({ deleted: dry_run ? ids : done.blocks.deleted, ...report })
    plan = planned.right
    meter.advance(0, done.blocks.deleted.length + ids.length)
    const failed = await deleteAll(run, ids, done.blocks.deleted)
    if (failed) return left(replaceFailure(run, plan, done, hash, failed))
  }
  const { deleted } = done.blocks
  return right({ deleted, spared: plan?.spared ?? [], requests: meter.requests(), retries: meter.retries() })
}

/**
 * Deletes the content of a page or block: all of its children, however many there are. The page itself is kept.
 *
 * It reads the content, deletes it, and reads again until nothing is left to delete, at most ten times, since others may add blocks. A
 * block that no longer exists counts as deleted. Child pages, child databases and originals of synced blocks are kept, with the blocks that
 * contain them, unless `also_delete` contains their type.
 *
 * @param ctx The context to send the requests with.
 * @param params The page or block.
 * @returns The deleted blocks and those that were kept. Fails with `PartialReplaceError` if something was deleted before an error; run it
 * again to delete the rest. Fails with any other {@link NotionError} if nothing was deleted.
 * @see https://developers.notion.com/reference/delete-a-block
 * @example
 * import type { Context } from 'notion-fp'
 * import { clearContent } from 'notion-fp/blocks'
 *
 * const empty = (ctx: Context, page_id: string) => clearContent(ctx, { block_id: page_id, also_delete: ['synced_original'] })
 */
export const clearContent =
  (ctx: Context, params: ClearContentParams): TaskEither<PartialReplaceError | NotionError, ClearReport> =>
  () =>
    clear(ctx, params)
