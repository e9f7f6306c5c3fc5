/** Replaces the content of a page or block with the least number of writes. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import { invalidInputError, type NotionError } from '../../core/call/error.js'
import { ID_EXPECTED } from '../../core/input/check.js'
import { parseBlockId } from '../../core/input/idKinds.js'
import { isRecord } from '../../core/internal/json.js'
import { COUNT, type OptionRule } from '../../core/internal/options.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { contentHash } from '../shared/contentHash.js'
import { JOB_OPTIONS, type JobOptions } from '../shared/jobOptions.js'
import { checkJobParams } from '../shared/jobParams.js'
import { metered } from '../shared/meter.js'
import { isBlockId } from './blockId.js'
import { executeReplace, nothingDone, type ReplaceRun, replaceFailure } from './replace/executeReplace.js'
import type { ContentBlock } from './replace/keepNodes.js'
import type { PartialReplaceError, ReplacedBlocks, ReplaceResume } from './replace/partialReplaceError.js'
import { planReplaceBetween } from './replace/planReplace.js'
import { editedSince, type Region, readPresent } from './replace/readPresent.js'
import { type ReplacePlan, SPARED_TYPES, type SparedType } from './replace/replacePlan.js'

/** Parameters of {@link replaceContent}. */
export interface ReplaceContentParams extends JobOptions {
  /** The id of the page or block, with or without dashes, or its URL. */
  readonly block_id: string
  /** The new content: blocks to write, and existing blocks to keep, as `getBlockTree` returns them. */
  readonly children: ReadonlyArray<ContentBlock>
  /** Replaces only the children between two others, each of which can be omitted. Default: all children. */
  readonly region?: Region | undefined
  /**
   * The `last_edited_time` of the page or block when you read its content. If it has changed since, nothing is written. Notion rounds it to
   * the minute: an edit within that minute goes unnoticed.
   */
  readonly expected_last_edited_time?: string | undefined
  /** Whether only to plan, and write nothing. Default `false`. */
  readonly dry_run?: boolean | undefined
  /**
   * The types of blocks to delete that are kept by default: child pages and databases, which are trashed with all of their content, and
   * originals of synced blocks. Default none.
   */
  readonly also_delete?: ReadonlyArray<SparedType> | undefined
  /** The maximum number of reads, updates or deletions at the same time. Default 4. */
  readonly concurrency?: number | undefined
  /**
   * The `resume` of a `PartialReplaceError`, to complete the rest. The expected time is then not compared, since the job itself edited the
   * page.
   */
  readonly resume?: ReplaceResume | undefined
}

/** What {@link replaceContent} did. */
export interface ReplaceReport extends ReplacedBlocks {
  /** The plan. All of it was executed, except in a dry run. */
  readonly plan: ReplacePlan
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** The number of retries. */
  readonly retries: number
}

const isMarker = (given: unknown): boolean => given === undefined || isBlockId(given)

/**
 * The checks of the parameters that several jobs share.
 *
 * @internal
 */
export const REPLACE_CHECKS = {
  ...JOB_OPTIONS,
  block_id: [isBlockId, ID_EXPECTED],
  also_delete: [
    (given) => Array.isArray(given) && given.every((type) => SPARED_TYPES.includes(type)),
    `a list of ${SPARED_TYPES.join(', ')}`,
  ],
  concurrency: COUNT,
  expected_last_edited_time: [
    (given) => typeof given === 'string' && !Number.isNaN(Date.parse(given)),
    'the last_edited_time of the page, such as 2026-01-31T12:00:00.000Z',
  ],
  dry_run: [(given) => typeof given === 'boolean', 'true or false'],
  resume: [
    (given) => isBlockId(field(given, 'block_id')) && typeof field(given, 'hash') === 'string',
    'the resume of a PartialReplaceError',
  ],
} satisfies { readonly [name: string]: OptionRule }

const CHECKS: { readonly [name in keyof ReplaceContentParams]-?: OptionRule } = {
  ...REPLACE_CHECKS,
  children: [Array.isArray, 'a list of blocks'],
  region: [
    (given) =>
      isRecord(given) &&
      isMarker(given.after) &&
      isMarker(given.before) &&
      (given.after !== undefined || given.before !== undefined) &&
      Object.keys(given).every((name) => name === 'after' || name === 'before'),
    '{ after, before }, the ids of children, or one of them',
  ],
}

/**
 * The identity of new content.
 *
 * @internal
 */
export const hashOf = (content: unknown): string => {
  const hash = contentHash()
  hash.add(tryTo(() => JSON.stringify(content), ''))
  return hash.value()
}

/**
 * An error if `resume` belongs to another job.
 *
 * @internal
 */
export const resumeIssue = (
  op: string,
  block_id: string,
  hash: string,
  resume: ReplaceResume | undefined,
): Either<NotionError, undefined> =>
  resume && (resume.hash !== hash || resume.block_id !== block_id)
    ? left(
        invalidInputError({ op, kind: 'once', method: 'PATCH', path: '' }, [
          { field: 'resume', given: resume, allowed: 'the resume of a job with the same block_id and content' },
        ]),
      )
    : right(undefined)

const replace = async (
  ctx: Context,
  params: ReplaceContentParams,
): Promise<Either<PartialReplaceError | NotionError, ReplaceReport>> => {
  const op = 'replaceContent'
  const checked = checkJobParams(op, params, CHECKS, ['block_id', 'children'])
  if (isLeft(checked)) return checked
  const { children, region, expected_last_edited_time, dry_run, signal, concurrency = 4, resume } = params
  const block_id = `${parseBlockId(params.block_id)}`
  // Blocks that cannot be written are reported before anything is read.
  const written = planReplaceBetween(op, { block_id, children: [], missing: [] }, requestsIn(children), {})
  if (isLeft(written)) return written
  const hash = hashOf(children)
  const resumable = resumeIssue(op, block_id, hash, resume)
  if (isLeft(resumable)) return resumable
  const meter = metered(ctx, params)
  const run: ReplaceRun = { op, meter, signal, concurrency }
  const present = await readPresent(op, meter.ctx, block_id, concurrency, region)
  if (isLeft(present)) return present
  const { tree, around } = present.right
  const planned = planReplaceBetween(op, tree, children, params, around)
  if (isLeft(planned)) return planned
  const plan = planned.right
  const done = nothingDone()
  const isGuarded = expected_last_edited_time !== undefined && !resume
  const edited = isGuarded ? await editedSince(op, meter.ctx, block_id, expected_last_edited_time) : undefined
  if (edited) return left(edited)
  if (!dry_run) {
    meter.advance(0, plan.update.length + plan.insert.length + plan.delete.length)
    const failed = await executeReplace(run, plan, done)
    if (failed) return left(replaceFailure(run, plan, done, hash, failed))
  }
  return right({ plan, ...done.blocks, requests: meter.requests(), retries: meter.retries() })
}

/** The blocks to write, without existing ones. A list that cannot be read is returned unchanged: the check of it reports why. */
const requestsIn = (children: ReadonlyArray<ContentBlock>): ReadonlyArray<ContentBlock> =>
  tryTo(() => children.filter((child) => !isRecord(field(child, 'block'))), children)

/**
 * Replaces the content of a page or block with as few writes as possible: see `planReplace`.
 *
 * It reads the existing content, with one request per 100 children of each block that has any, and compares. Blocks that the new content
 * has too are kept, with their ids and comments. Updates come first and deletions last, so that nothing is lost if the job stops. Running
 * it again does only the rest, or nothing. Child pages, child databases and originals of synced blocks are kept unless `also_delete`
 * contains their type; the report lists them in `plan.spared`.
 *
 * @param ctx The context to send the requests with.
 * @param params The page or block, and its new content.
 * @returns The plan and its cost. Fails before anything is written: with `InvalidInputError` if a block cannot be written, or the blocks of
 * the region are not children in this order; with `ConflictError` if the content was edited after `expected_last_edited_time`. Fails with
 * `PartialReplaceError` if something was written, and with any other {@link NotionError} if nothing was.
 * @see https://developers.notion.com/reference/update-a-block
 * @example
 * import type { Context } from 'notion-fp'
 * import { getBlockTree, replaceContent } from 'notion-fp/blocks'
 *
 * // Changes one paragraph, with one request in addition to the reads.
 * const correct = async (ctx: Context, page_id: string, block_id: string, content: string) => {
 *   const tree = await getBlockTree(ctx, { block_id: page_id })()
 *   if (tree._tag === 'Left') return tree
 *   const children = tree.right.children.map((node) =>
 *     node.block.id === block_id ? { paragraph: { rich_text: [{ text: { content } }] } } : node,
 *   )
 *   return replaceContent(ctx, { block_id: page_id, children })()
 * }
 */
export const replaceContent =
  (ctx: Context, params: ReplaceContentParams): TaskEither<PartialReplaceError | NotionError, ReplaceReport> =>
  () =>
    replace(ctx, params)
