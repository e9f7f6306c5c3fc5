/**
 * Changes a relation without losing related pages.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { failedCall, type NotionError } from '../../core/call/error.js'
import { dashedId } from '../../core/call/id.js'
import { send } from '../../core/call/send.js'
import { idIn } from '../../core/input/id.js'
import { PLACES } from '../../core/input/idKinds.js'
import { isFullPage, type Page, type PartialPage } from '../../ops/pages/page.js'
import { updatePageRequest } from '../../ops/pages/updatePage.js'
import { versionOf } from '../../ops/shared/adaptBodyToVersion.js'
import { relationMax } from '../../props/relation.js'
import type { Meter } from '../shared/meter.js'
import { startJob } from '../shared/startJob.js'
import { findOtherSide, type ReadRelation, readRelation } from './readRelation.js'
import {
  type ChangeRelationParams,
  checkRelationParams,
  idsOf,
  type OtherSide,
  type RelationChange,
  type RelationError,
  type RelationRefusedError,
} from './relationParams.js'

/** How a job changes a list: the new list, and those of the given ids that change it. */
export interface Change {
  readonly op: string
  readonly next: (current: ReadonlyArray<string>, given: ReadonlyArray<string>) => ReadonlyArray<string>
  readonly changing: (current: ReadonlyArray<string>, given: ReadonlyArray<string>) => ReadonlyArray<string>
}

/** The maximum number of attempts of a write whose outcome is unknown, or that Notion accepted without applying it. */
const MAX_TRIES = 3

/** The related pages that a page shows. */
const MAX_SHOWN = 25

interface Target {
  readonly page_id: string
  readonly property: string
  readonly ids: ReadonlyArray<string>
  readonly other_side: boolean
}

type Changed = Pick<RelationChange, 'ids' | 'changed'>

const WHY = {
  too_many: (count: number) => `the relation would have ${count} pages, and a write takes at most ${relationMax}`,
  not_visible: () => 'the connection cannot see all related pages, and a write would remove the others',
  changing: () => 'the relation changed each time it was read',
}

const refusedError = (
  op: string,
  reason: RelationRefusedError['reason'],
  count: number,
  side: OtherSide | undefined,
): RelationRefusedError => {
  const instead = side
    ? `Set \`other_side: true\` to write the property "${side.property_name}" of the related pages instead`
    : 'The relation is one-way, as far as the connection can see: make it two-way to write it from the other side'
  const advice = reason === 'changing' ? 'Try again later' : instead
  const message = `${op}: nothing was written: ${WHY[reason](count)}. ${advice}.`
  return { _tag: 'RelationRefusedError', message, reason, count, ...(side && { other_side: side }) }
}

/** Whether the response to a write contains the list, of which it has the first 25 pages. */
const isWritten = (answer: Page | PartialPage, property_id: string, list: ReadonlyArray<string>): boolean => {
  if (!isFullPage(answer)) return true
  const value = Object.values(answer.properties).find(({ id }) => id === property_id)
  if (value?.type !== 'relation') return false
  const wanted = new Set(list)
  return value.relation.every(({ id }) => wanted.has(id)) && value.relation.length >= Math.min(list.length, MAX_SHOWN)
}

/** Changes the related pages one by one. */
const changeOtherSide = async (
  change: Change,
  meter: Meter,
  { page_id, property, ids }: Target,
  side: OtherSide,
  signal: AbortSignal | undefined,
): Promise<Either<RelationError, ReadonlyArray<string>>> => {
  const done: Array<string> = []
  for (const id of ids) {
    const target = { page_id: id, property: side.property_id, ids: [page_id], other_side: false }
    const one = await changeOne(change, meter, target, signal)
    if (isLeft(one)) {
      const cause = one.left
      // The pages on the other side are changed without `other_side`, so a partial change cannot contain another one.
      if (cause._tag === 'PartialRelationError') return one
      const rest = ids.slice(done.length)
      const resume = { page_id, property, ids: rest, other_side: true }
      const message = `${cause.message} (${change.op}: ${done.length} of ${ids.length} pages are done. Call it again with \`resume\` for the rest.)`
      return left({ _tag: 'PartialRelationError', message, cause, done, resume })
    }
    done.push(id)
    meter.advance(1, ids.length)
  }
  return right(done)
}

const write = (ctx: Context, { page, name }: ReadRelation, list: ReadonlyArray<string>) =>
  send(
    ctx,
    updatePageRequest(
      { page_id: page.id, properties: { [name]: { relation: list.map((id) => ({ id })) } } },
      versionOf(ctx),
    ),
  )()

async function changeOne(
  change: Change,
  meter: Meter,
  target: Target,
  signal: AbortSignal | undefined,
): Promise<Either<RelationError, Changed>> {
  const { op, next, changing } = change
  const { ctx } = meter
  /** The ids to change, according to the first read. */
  let wanted: ReadonlyArray<string> | undefined
  let failure: NotionError | undefined
  for (let tries = 0; ; tries++) {
    const read = await readRelation(op, ctx, target.page_id, target.property, signal)
    // It is still unknown whether the previous write was applied.
    if (isLeft(read)) return failure ? left(failure) : read
    const { ids: current, refused, property_id } = read.right
    const list = next(current, target.ids)
    const ids = changing(current, target.ids)
    wanted ??= ids
    if (ids.length === 0 && !refused) return right({ ids: current, changed: wanted })
    if (tries === MAX_TRIES && failure) return left(failure)
    const reason = refused ?? (list.length > relationMax ? 'too_many' : undefined)
    if (reason) {
      const side = reason === 'changing' ? undefined : await findOtherSide(ctx, read.right)
      if (!side || !target.other_side) return left(refusedError(op, reason, list.length, side))
      // The existing pages are known only if the list is complete.
      const open = refused ? target.ids : ids
      const done = await changeOtherSide(change, meter, { ...target, ids: open }, side, signal)
      return isLeft(done) ? done : right({ ids: list, changed: open })
    }
    const written = await write(ctx, read.right, list)
    if (isLeft(written)) {
      // The next read shows whether it was applied.
      if (written.left.outcome !== 'unknown') return written
      failure = written.left
    } else {
      if (isWritten(written.right, property_id, list)) return right({ ids: list, changed: wanted })
      const details = { status: 200, headers: {}, body: written.right }
      const call = { op, kind: 'repeatable', method: 'PATCH', path: `pages/${target.page_id}` } as const
      const message =
        'Notion accepted the change but did not apply it: the pages may be in the trash or in another data source'
      failure = failedCall('UnexpectedResponseError', call, 'unknown', message, details)
    }
  }
}

/** Changes a relation. */
export const changeRelation = async (
  change: Change,
  ctx: Context,
  params: ChangeRelationParams,
): Promise<Either<RelationError, RelationChange>> => {
  const checked = checkRelationParams(change.op, params)
  if (isLeft(checked)) return checked
  const { page_id, property, ids, other_side = false, signal } = params
  const meter = startJob(ctx, params)
  const target = { page_id: dashedId(`${idIn(page_id, PLACES.page)}`), property, ids: idsOf(ids), other_side }
  const result = await changeOne(change, meter, target, signal)
  return isLeft(result) ? result : right({ ...result.right, requests: meter.requests() })
}
