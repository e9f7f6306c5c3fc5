/**
 * Executes a plan: sends its requests one after another, and finds out whether those with an unknown outcome were applied.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failedCall, type NotionError, type Outcome } from '../../core/call/error.js'
import { parseBlockId } from '../../core/input/idKinds.js'
import { field } from '../../core/internal/orUndefined.js'
import { appendBlockChildren } from '../../ops/blocks/appendBlockChildren.js'
import type { BlockPosition } from '../../ops/blocks/blockRequest.js'
import { getBlock } from '../../ops/blocks/getBlock.js'
import { getBotUser } from '../../ops/users/getBotUser.js'
import { type Meter, metered } from '../shared/meter.js'
import { MAX_TRIES, patiently, pause } from '../shared/patiently.js'
import { createPool } from '../shared/pool.js'
import type { AppendPlan, PlannedAppend, PlannedRead } from './appendPlan.js'
import type { AppendedTree, AppendTreeParams } from './appendTreeParams.js'
import { printOf } from './blockPrint.js'
import { type ChildRead, findInOrder, findRuns, readChildren } from './findWritten.js'
import type { AppendResume, PartialAppendError } from './partialAppendError.js'
import { type KnownIds, writtenBlocks } from './writtenBlocks.js'

/** The number of requests for ids at the same time. */
const CONCURRENCY = 8
/** Up to this time, an edit counts as made in the same minute as the job, since the clocks of both sides may differ. */
const JUST_NOW_MS = 5 * 60_000

type Between = AppendResume['between']

/** The progress of the job. */
interface State {
  readonly ids: KnownIds
  done: number
  between: Between
  unsettled: boolean
}

interface Run {
  readonly plan: AppendPlan
  readonly root: string
  readonly meter: Meter
  readonly signal: AbortSignal | undefined
  readonly state: State
}

/** The fingerprints of the first level of an append. */
const printsOf = ({ children }: PlannedAppend): ReadonlyArray<string> =>
  children.map((child) => {
    const type = `${child.type ?? Object.keys(child).find((key) => key !== 'object')}`
    return printOf(type, field(child, type))
  })

/**
 * The time from which on blocks are newer than the job: after the last edit of their parent. Notion rounds times to the minute, so blocks
 * of the same time as an edit just now may be older or newer.
 */
const newerThan = (last_edited_time: unknown, now: number): string => {
  const edited = Date.parse(`${last_edited_time}`)
  return Number.isNaN(edited) ? '' : new Date(edited + (now - edited > JUST_NOW_MS ? 1 : 0)).toISOString()
}

/**
 * The siblings between which the first level goes. Existing blocks are never mistaken for blocks of the job. Of a long list, only the first
 * page is read: the time of its last edit tells which blocks are newer than the job.
 */
const findPlace = async (
  { meter: { ctx }, root, signal }: Run,
  position: BlockPosition | undefined,
): Promise<Either<NotionError, Between>> => {
  const isStart = position?.type === 'start'
  const read = await readChildren(ctx, root, signal, () => true, isStart ? 1 : undefined)
  if (isLeft(read)) return read
  const { children, isWhole } = read.right
  if (isStart) return right({ after: null, before: children[0]?.id ?? null, position: 'start' })
  const isAfter = position?.type === 'after_block'
  const given = isAfter ? `${parseBlockId(position.after_block.id)}` : null
  const next = children[children.findIndex(({ id }) => id === given) + 1]
  const isFound = isAfter && next !== undefined && next !== children[0]
  const place = { after: given, before: isFound ? next.id : null, position: isAfter ? 'after_block' : 'end' } as const
  if (isWhole && !isAfter) return right({ ...place, after: children.at(-1)?.id ?? null })
  if (isWhole || isFound) return right(place)
  const block = await patiently(ctx, getBlock(ctx, { block_id: root }), signal)
  return isLeft(block)
    ? block
    : right({ ...place, since: newerThan(block.right.last_edited_time, ctx.config.clock.now()) })
}

/** The id of the parent of a request. */
const parentOf = ({ state, root }: Run, { parent }: PlannedAppend | PlannedRead): string | undefined =>
  parent < 0 ? root : state.ids[parent]

/** The run of blocks that the job wrote, if there is one: the one that is newer than the job. */
const findNewer = async (
  { meter: { ctx }, root, signal }: Run,
  runs: ReadonlyArray<ReadonlyArray<ChildRead>>,
  since: string,
): Promise<Either<NotionError, ReadonlyArray<ChildRead> | undefined>> => {
  const before = Date.parse(since)
  const age = ({ created_time }: ChildRead): number => Date.parse(`${created_time}`) - before
  const recent = runs.filter((blocks) => !blocks.some((block) => age(block) < 0))
  if (recent.length === 0) return right(undefined)
  const bot = await patiently(ctx, getBotUser(ctx), signal)
  if (isLeft(bot)) return bot
  const own = recent.filter((blocks) => blocks.every(({ created_by = bot.right.id }) => created_by === bot.right.id))
  const [first] = own
  if (own.length > 1 || first?.some((block) => !(age(block) > 0))) {
    const message =
      'cannot tell whether the last append was applied: the connection wrote the same blocks in the same minute before. ' +
      'If they exist once too often, delete those of the job; then continue with unsettled: false in resume'
    return left(lost(`blocks/${root}/children`, message, 'unknown'))
  }
  return right(first)
}

/** Finds out whether an append was applied. Returns the ids of its blocks, or `undefined` if they do not exist. */
const settle = async (
  run: Run,
  request: PlannedAppend,
  parent: string,
): Promise<Either<NotionError, ReadonlyArray<string> | undefined>> => {
  const { meter, plan, state, signal } = run
  const read = await readChildren(meter.ctx, parent, signal, () => false)
  if (isLeft(read)) return read
  const { children } = read.right
  const indexOf = (id: string | null | undefined): number => children.findIndex((child) => child.id === id)
  const [first = 0] = request.blocks
  const earlier = plan.parents.flatMap((above, number) => (above === request.parent && number < first ? [number] : []))
  const isRoot = request.parent < 0
  const { after, before, since } = state.between
  const previous = isRoot ? after : state.ids[earlier.at(-1) ?? -1]
  // Siblings whose ids are not known yet were written with their parent.
  const known = new Set(state.ids)
  const lastKnown = children.reduce((last, { id }, index) => (known.has(id) ? index : last), -1)
  const ownAtStart = isRoot || previous !== undefined ? 0 : earlier.length
  const next = isRoot ? indexOf(before) : -1
  const from = Math.max(indexOf(previous) + 1, lastKnown + 1, ownAtStart)
  const runs = findRuns(children.slice(from, next < 0 ? children.length : next), printsOf(request))
  const found = isRoot && since !== undefined ? await findNewer(run, runs, since) : right(runs[0])
  return isLeft(found) ? found : right(found.right?.map(({ id }) => id))
}

/** The position of an append. */
const positionOf = ({ between: { after, position } }: State, { parent }: PlannedAppend): BlockPosition | undefined => {
  if (parent >= 0 || position === 'end') return undefined
  return position === 'after_block' && after ? { type: position, after_block: { id: after } } : { type: 'start' }
}

/** The error if a response lacks what it must have. */
const lost = (path: string, message: string, outcome: Outcome = 'not-applied'): NotionError =>
  failedCall('UnexpectedResponseError', { op: 'appendTree', kind: 'once', method: 'PATCH', path }, outcome, message, {
    status: 200,
    headers: {},
    body: undefined,
  })

/** Appends blocks exactly once. Returns the ids of the first level. */
const append = async (
  run: Run,
  request: PlannedAppend,
  parent: string,
): Promise<Either<NotionError, ReadonlyArray<string>>> => {
  const { meter, signal, state } = run
  const { children } = request
  let failed: NotionError | undefined
  for (let tries = 1; ; tries++) {
    if (state.unsettled) {
      const found = await settle(run, request, parent)
      if (isLeft(found)) return found
      state.unsettled = false
      if (found.right) return right(found.right)
      if (failed && tries > MAX_TRIES) return left(failed)
    }
    const params = { block_id: parent, children, position: positionOf(state, request) }
    const result = await patiently(meter.ctx, appendBlockChildren(meter.ctx, params), signal)
    const ids =
      result._tag === 'Right'
        ? result.right.results.map(({ id }) => id)
        : 'committedChildIds' in result.left && result.left.committedChildIds
    // A response may also contain the blocks after the new ones.
    if (ids && ids.length >= children.length) return right(ids.slice(0, children.length))
    failed = isLeft(result) ? result.left : lost(`blocks/${parent}/children`, 'the response lacks blocks', 'unknown')
    if (failed.outcome === 'not-applied') return left(failed)
    state.unsettled = true
    if (failed._tag === 'AbortError') return left(failed)
    await pause(meter.ctx, tries, failed, signal)
    if (signal?.aborted) return left(failed)
  }
}

/** Reads the ids of blocks that were written inside their parent. */
const readIds = async (run: Run, request: PlannedRead, parent: string): Promise<Either<NotionError, undefined>> => {
  const { blocks, prints } = request
  const { meter, signal, state } = run
  const read = await readChildren(meter.ctx, parent, signal, (all) => findInOrder(all, prints) !== undefined)
  if (isLeft(read)) return read
  const { children } = read.right
  // Notion may have changed what a fingerprint covers: then the order decides.
  const found = findInOrder(children, prints) ?? children.map(({ id }) => id)
  blocks.forEach((block, index) => {
    state.ids[block] = found[index]
  })
  meter.advance(0)
  return right(undefined)
}

/** Sends the requests of the plan that are not done yet. */
const sendAll = async (run: Run): Promise<NotionError | undefined> => {
  const { plan, root, state, meter } = run
  for (const request of plan.requests.slice(state.done)) {
    const parent = parentOf(run, request)
    if (parent === undefined) {
      return lost(
        `blocks/${root}/children`,
        'a block that was just written no longer exists, so its children cannot be written',
      )
    }
    if (request.op === 'read') {
      const read = await readIds(run, request, parent)
      if (isLeft(read)) return read.left
    } else {
      const written = await append(run, request, parent)
      if (isLeft(written)) return written.left
      request.blocks.forEach((block, index) => {
        state.ids[block] = written.right[index]
      })
      const { before, position, since } = state.between
      if (request.parent < 0) {
        const after = written.right.at(-1) ?? null
        // From now on, the last block that the job wrote is the sibling before the next one.
        const isEnd = position === 'end'
        state.between = { after, before, ...(isEnd ? { position } : { position: 'after_block', since }) }
      }
    }
    state.done++
    if (request.op === 'append') meter.advance(request.total, plan.parents.length)
  }
  return undefined
}

/** Reads the ids that only the result needs, level by level. */
const readRest = async (run: Run): Promise<NotionError | undefined> => {
  const { plan, state } = run
  const pool = createPool(CONCURRENCY)
  let waiting = plan.id_requests.filter(({ blocks: [first = 0] }) => state.ids[first] === undefined)
  while (waiting.length > 0) {
    const ready = waiting.filter((request) => parentOf(run, request) !== undefined)
    // A parent whose id is unknown was deleted meanwhile.
    if (ready.length === 0) return undefined
    const results = await Promise.all(
      ready.map((request) => pool(() => readIds(run, request, `${parentOf(run, request)}`))),
    )
    for (const result of results) if (isLeft(result)) return result.left
    waiting = waiting.filter((request) => !ready.includes(request))
  }
  return undefined
}

/** The error of the job: the original error if nothing was written, otherwise one with everything needed to continue. */
const failureOf = ({ plan, root, state, meter }: Run, cause: NotionError): PartialAppendError | NotionError => {
  const { ids, done, between, unsettled } = state
  if (done === 0 && !unsettled) return cause
  const { list } = writtenBlocks(plan, ids)
  const all = plan.requests.length
  const blocks = plan.requests
    .slice(0, done)
    .reduce((sum, request) => sum + (request.op === 'append' ? request.total : 0), 0)
  const what =
    done < all
      ? `the rest is missing${unsettled ? ', or was written by the request that failed' : ''}`
      : 'ids are missing'
  return {
    _tag: 'PartialAppendError',
    message:
      `appendTree: wrote ${blocks} of ${plan.parents.length} blocks in ${done} of ${all} requests; ${what}. ` +
      `Call appendTree again with the same blocks and this resume to continue. Cause: ${cause.message}`,
    cause,
    written: list,
    requests: meter.requests(),
    resume: {
      block_id: root,
      hash: plan.hash,
      done,
      ids: ids.flatMap((id, block) => (id === undefined ? [] : [[block, id] as const])),
      between,
      unsettled,
    },
  }
}

/** Executes a plan from its start, or from where it stopped. */
export const executePlan = async (
  ctx: Context,
  params: AppendTreeParams,
  plan: AppendPlan,
): Promise<Either<PartialAppendError | NotionError, AppendedTree>> => {
  const { resume, signal } = params
  const meter = metered(ctx, params)
  const state: State = {
    ids: [],
    done: resume?.done ?? 0,
    between: resume?.between ?? { after: null, before: null, position: 'end' },
    unsettled: resume?.unsettled ?? false,
  }
  for (const [block, id] of resume?.ids ?? []) state.ids[block] = id
  const run: Run = { plan, root: `${parseBlockId(params.block_id)}`, meter, signal, state }
  if (!resume && plan.requests.length > 0) {
    const place = await findPlace(run, params.position)
    if (isLeft(place)) return place
    state.between = place.right
  }
  const failed = (await sendAll(run)) ?? (params.ids === 'first_level' ? undefined : await readRest(run))
  if (failed) return left(failureOf(run, failed))
  return right({
    ids: writtenBlocks(plan, state.ids).tree,
    blocks: plan.parents.length,
    continued: plan.continued,
    requests: meter.requests(),
    retries: meter.retries(),
  })
}
