import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import { type InvalidInputError, invalidInputError, type NotionError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { ID_EXPECTED } from '../../core/input/check.js'
import { parseBlockId } from '../../core/input/idKinds.js'
import { isRecord, type JsonObject } from '../../core/internal/json.js'
import { type OptionRule, oneOf } from '../../core/internal/options.js'
import { field } from '../../core/internal/orUndefined.js'
import { JOB_OPTIONS } from '../shared/jobOptions.js'
import { checkJobParams } from '../shared/jobParams.js'
import type { AppendPlan, PlannedRequest } from './appendPlan.js'
import type { AppendedTree, AppendTreeParams } from './appendTreeParams.js'
import { isBlockId } from './blockId.js'
import { executePlan } from './executePlan.js'
import type { AppendResume, PartialAppendError } from './partialAppendError.js'
import { planAppend } from './planAppend.js'

const isCount = (given: unknown): given is number => Number.isInteger(given) && Number(given) >= 0

/** Whether a value is a plan: it may have been stored, and changed since. */
const isPlan = (given: unknown): boolean => {
  const { requests, id_requests, parents, continuations, hash } = Object(given)
  const isBlock = (one: unknown): boolean => isCount(one) && one < parents.length
  const isRequest = ({ op, parent, blocks, children, prints }: JsonObject): boolean => {
    const content = op === 'append' ? children : op === 'read' && prints
    return (
      (parent === -1 || isBlock(parent)) &&
      Array.isArray(blocks) &&
      blocks.every(isBlock) &&
      Array.isArray(content) &&
      content.length === blocks.length &&
      content.every((one) => op === 'read' || isRecord(one))
    )
  }
  return (
    parents.every((parent: number, number: number) => Number.isInteger(parent) && parent >= -1 && parent < number) &&
    continuations.every(isBlock) &&
    [requests, id_requests].every((list) => list.every(isRequest)) &&
    typeof hash === 'string'
  )
}

const isSibling = (given: unknown): boolean => given === null || isBlockId(given)

const isResume = (given: unknown): boolean => {
  const { hash, block_id, done, ids, between, unsettled } = Object(given)
  const { after, before, position, since = '' } = Object(between)
  const isPlace = position === 'start' || position === 'end' || (position === 'after_block' && after !== null)
  return (
    typeof hash === 'string' &&
    isBlockId(block_id) &&
    isCount(done) &&
    Array.isArray(ids) &&
    ids.every(([number, id]) => isCount(number) && isBlockId(id)) &&
    isSibling(after) &&
    isSibling(before) &&
    isPlace &&
    typeof since === 'string' &&
    typeof unsettled === 'boolean'
  )
}

/** Whether the completed requests belong to the plan, and the ids of their blocks are known. */
const fitsPlan = ({ done, ids }: AppendResume, { requests, parents }: AppendPlan): boolean => {
  const known = new Set(ids.map(([number]) => number))
  const isWritten = ({ op, blocks }: PlannedRequest): boolean => op === 'read' || blocks.every((one) => known.has(one))
  return (
    done <= requests.length &&
    ids.every(([number]) => number < parents.length) &&
    requests.slice(0, done).every(isWritten)
  )
}

const isPosition = (given: unknown): boolean => {
  const type = field(given, 'type')
  return (
    type === 'start' ||
    type === 'end' ||
    (type === 'after_block' && isBlockId(field(field(given, 'after_block'), 'id')))
  )
}

const CHECKS: { readonly [name in keyof AppendTreeParams]-?: OptionRule } = {
  ...JOB_OPTIONS,
  block_id: [isBlockId, ID_EXPECTED],
  children: [Array.isArray, 'a list of blocks'],
  plan: [isPlan, 'a plan from planAppend'],
  position: [isPosition, `{ type: 'start' }, { type: 'end' } or { type: 'after_block', after_block: { id } }`],
  resume: [isResume, 'the resume of a PartialAppendError'],
  ids: oneOf(['all', 'first_level']),
}

const invalid = (...issues: ReadonlyArray<InvalidInput>): Either<InvalidInputError, never> =>
  left(invalidInputError({ op: 'appendTree', kind: 'once', method: 'PATCH', path: '' }, issues))

/** The plan of checked parameters. */
const planOf = ({ block_id, children, plan, resume }: AppendTreeParams): Either<InvalidInputError, AppendPlan> => {
  if ((children === undefined) === (plan === undefined)) {
    return invalid({ field: 'children', given: children, allowed: 'given, or plan instead' })
  }
  const made = plan ? right(plan) : planAppend(children ?? [])
  if (isLeft(made) || !resume) return made
  if (resume.hash !== made.right.hash) {
    return invalid({
      field: 'resume',
      given: resume.hash,
      allowed: `that of the same blocks, with hash ${made.right.hash}`,
    })
  }
  if (!fitsPlan(resume, made.right)) {
    return invalid({ field: 'resume', given: resume, allowed: 'the resume of a PartialAppendError, unchanged' })
  }
  return resume.block_id === parseBlockId(block_id)
    ? made
    : invalid({ field: 'block_id', given: block_id, allowed: `${resume.block_id}, as in resume` })
}

/**
 * Writes blocks of any number and depth to a page or block, in as few requests as possible: see `planAppend`.
 *
 * It first reads up to 100 children of the page or block, to distinguish its own blocks from existing ones; if there are more, it reads the
 * time of their last edit. Requests are sent one after another, with a wait after a 409, 429 or 529. If it is unknown whether a request was
 * applied, such as after a timeout, the job reads the children again and compares them, and never writes anything twice. With a `position`,
 * the blocks stay together even if others add blocks in the meantime.
 *
 * @param ctx The context to send the requests with.
 * @param params The page or block, and the blocks to write.
 * @returns The ids of the blocks, in the shape of the input. Fails with `InvalidInputError` before anything is sent if a block cannot be
 * written, with `PartialAppendError` if some blocks were written or may have been, and with any other {@link NotionError} if
 * none were.
 * @see https://developers.notion.com/reference/patch-block-children
 * @example
 * import type { Context } from 'notion-fp'
 * import { appendTree, type BlockTreeRequest } from 'notion-fp/blocks'
 *
 * const write = async (ctx: Context, block_id: string, children: ReadonlyArray<BlockTreeRequest>) => {
 *   const first = await appendTree(ctx, { block_id, children })()
 *   if (first._tag === 'Right' || first.left._tag !== 'PartialAppendError') return first
 * // Later, possibly in another process: only the missing blocks are written.
 *   return appendTree(ctx, { block_id, children, resume: first.left.resume })()
 * }
 */
export const appendTree =
  (ctx: Context, params: AppendTreeParams): TaskEither<PartialAppendError | NotionError, AppendedTree> =>
  async () => {
    const checked = checkJobParams('appendTree', params, CHECKS, ['block_id'])
    if (isLeft(checked)) return checked
    const plan = planOf(checked.right)
    return isLeft(plan) ? plan : executePlan(ctx, checked.right, plan.right)
  }
