/**
 * Executes a plan: sends its requests one after the other, and settles those whose outcome is unknown.
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
import { type Meter, metered } from '../shared/meter.js'
import { createPool } from '../shared/pool.js'
import type { AppendPlan, PlannedAppend, PlannedRead } from './appendPlan.js'
import type { AppendedTree, AppendTreeParams } from './appendTreeParams.js'
import { printOf } from './blockPrint.js'
import { findInOrder, findRun, readChildren } from './findWritten.js'
import type { AppendResume, PartialAppendError } from './partialAppendError.js'
import { MAX_TRIES, patiently, pause } from './patiently.js'
import { type KnownIds, writtenBlocks } from './writtenBlocks.js'

/** The number of requests for ids at the same time. */
const CONCURRENCY = 8

type Between = AppendResume['between']

/** How far the job has come. */
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
    const type = child.type ?? Object.keys(child).find((key) => key !== 'object') ?? ''
    return printOf(type, field(child, type))
  })

/** The siblings between which the first level goes. Blocks that are there already are never taken for blocks of the job. */
const findPlace = async (
  { meter: { ctx }, root, signal }: Run,
  position: BlockPosition | undefined,
): Promise<Either<NotionError, Between>> => {
  if (position?.type === 'start') {
    const read = await readChildren(ctx, root, signal, () => true, 1)
    return isLeft(read) ? read : right({ after: null, before: read.right[0]?.id ?? null, position: 'start' })
  }
  if (position?.type === 'after_block') {
    const after = parseBlockId(position.after_block.id) ?? ''
    const read = await readChildren(ctx, root, signal, (children) =>
      children.slice(0, -1).some(({ id }) => id === after),
    )
    if (isLeft(read)) return read
    const index = read.right.findIndex(({ id }) => id === after)
    return right({ after, before: (index >= 0 && read.right[index + 1]?.id) || null, position: 'after_block' })
  }
  const read = await readChildren(ctx, root, signal, () => false)
  return isLeft(read) ? read : right({ after: read.right.at(-1)?.id ?? null, before: null, position: 'end' })
}

/** The id of the parent of a request. */
const parentOf = ({ state, root }: Run, { parent }: PlannedAppend | PlannedRead): string | undefined =>
  parent < 0 ? root : state.ids[parent]

/** Reads back whether an append was applied. Returns the ids of its blocks, or `undefined` if they are not there. */
const settle = async (
  { meter, plan, state, signal }: Run,
  request: PlannedAppend,
  parent: string,
): Promise<Either<NotionError, ReadonlyArray<string> | undefined>> => {
  const read = await readChildren(meter.ctx, parent, signal, () => false)
  if (isLeft(read)) return read
  const children = read.right
  const indexOf = (id: string | null | undefined): number => children.findIndex((child) => child.id === id)
  const [first = 0] = request.blocks
  const earlier = plan.parents.flatMap((above, number) => (above === request.parent && number < first ? [number] : []))
  const isRoot = request.parent < 0
  const previous = isRoot ? state.between.after : state.ids[earlier.at(-1) ?? -1]
  // Siblings whose ids are not known yet were written with their parent.
  const known = new Set(state.ids)
  const lastKnown = children.reduce((last, { id }, index) => (known.has(id) ? index : last), -1)
  const ownAtStart = isRoot || previous !== undefined ? 0 : earlier.length
  const next = isRoot ? indexOf(state.between.before) : -1
  const from = Math.max(indexOf(previous) + 1, lastKnown + 1, ownAtStart)
  const region = children.slice(from, next < 0 ? children.length : next)
  return right(findRun(region, printsOf(request), 0, region.length))
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
    // A response may go on with the blocks after the new ones.
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
  const read = await readChildren(meter.ctx, parent, signal, (children) => findInOrder(children, prints) !== undefined)
  if (isLeft(read)) return read
  // Notion may have changed what a fingerprint covers: then the order decides.
  const found = findInOrder(read.right, prints) ?? read.right.map(({ id }) => id)
  blocks.forEach((block, index) => {
    state.ids[block] = found[index]
  })
  return right(undefined)
}

/** Sends the requests of the plan that are not done yet. */
const sendAll = async (run: Run): Promise<NotionError | undefined> => {
  const { plan, root, state, meter } = run
  for (const request of plan.requests.slice(state.done)) {
    const parent = parentOf(run, request)
    if (parent === undefined) {
      return lost(`blocks/${root}/children`, 'a block that was just written is gone, so its children cannot be written')
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
      const { before, position } = state.between
      if (request.parent < 0) {
        const after = written.right.at(-1) ?? null
        state.between = { after, before, position: position === 'end' ? 'end' : 'after_block' }
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
      ready.map((request) => pool(() => readIds(run, request, parentOf(run, request) ?? ''))),
    )
    for (const result of results) if (isLeft(result)) return result.left
    waiting = waiting.filter((request) => !ready.includes(request))
  }
  return undefined
}

/** The failure of the job: the error itself if nothing was written, otherwise with all that is needed to continue. */
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
  const run: Run = { plan, root: parseBlockId(params.block_id) ?? '', meter, signal, state }
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
