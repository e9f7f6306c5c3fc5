/**
 * Completes one row with the state that all rows of a job share.
 *
 * @internal
 */
import type { NotionError } from '../../core/call/error.js'
import { isRecord } from '../../core/internal/json.js'
import { tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { Page } from '../../ops/pages/page.js'
import { isIncomplete, type Properties } from '../../props/incompleteProps.js'
import type { PropertyValue } from '../../props/propertyValue.js'
import { isOutOfRequests, type Meter } from '../shared/meter.js'
import type { Pool } from '../shared/pool.js'
import { type WholeValue, wholeValue } from './completeValue.js'
import type { ChangedList, Completion, ComputedRollup, IncompleteReason, IncompleteValue } from './completion.js'
import { hasMore } from './hasMore.js'
import type { PagePlan, PlannedProperty } from './planCompletion.js'
import { readProperty } from './propertyItems.js'

/** The state that all rows of a job share. */
export interface Job {
  readonly meter: Meter
  readonly pool: Pool
  readonly signal: AbortSignal
  /** Called for each property that was read. */
  readonly onRead: () => void
}

/** The types whose values state whether they are complete. */
const CUTTABLE: ReadonlyArray<string> = ['title', 'rich_text', 'people', 'relation', 'rollup']

const reasonOf = (error: NotionError): IncompleteReason =>
  error._tag !== 'AbortError'
    ? { reason: 'error', error }
    : { reason: isOutOfRequests(error) ? 'max_requests' : 'aborted' }

/** The outcome of each planned property, by name. */
interface Outcomes {
  readonly values: Map<string, WholeValue>
  requests: number
}

const readOne = async (
  { meter: { ctx }, signal, onRead }: Job,
  value: PropertyValue,
  { page_id, name, property_id }: PlannedProperty,
  outcomes: Outcomes,
): Promise<void> => {
  const { result, requests } = await readProperty(ctx, page_id, property_id, signal)
  outcomes.requests += requests
  let whole = result._tag === 'Left' ? reasonOf(result.left) : wholeValue(value, result.right)
  if ('reason' in whole && whole.reason === 'not_visible' && result._tag === 'Right') {
    // The relation may have lost pages since the page was read.
    const now = await hasMore(ctx, page_id, property_id)
    outcomes.requests += now.requests
    if (now.has_more === false) whole = wholeValue({ ...value, has_more: false }, result.right)
  }
  outcomes.values.set(name, whole)
  onRead()
}

/** The number of pages of a complete relation, as the value of a rollup. */
const countOf = (rollup: PropertyValue, of: WholeValue | undefined, shown: PropertyValue | undefined): WholeValue => {
  if (of && 'reason' in of) return of
  const relation = of?.value ?? shown
  if (relation?.type !== 'relation') return { reason: 'unreadable' }
  const result = { type: 'number', number: relation.relation.length, function: 'count' }
  const value = { id: rollup.id, type: 'rollup', rollup: result, has_more: false }
  // A value of an unknown type may have any id; that of a rollup is a string.
  return { value: unsafeCast(value), duplicates: 0, was_whole: false, computed: true }
}

/** An unchanged value, marked as complete or incomplete: from now on, a list beside it may be complete. */
const marked = (value: PropertyValue, isCut: boolean, isWanted: boolean): PropertyValue => {
  if (!isRecord(value)) return value
  if (isCut) return value.type === 'rollup' || value.type === 'formula' ? { ...value, has_more: true } : value
  return isWanted && CUTTABLE.includes(value.type) ? { ...value, has_more: false } : value
}

/** The properties, with the lists that turned out to be complete in the page. */
const knownWhole = (properties: Properties, values: ReadonlyMap<string, WholeValue>): Properties => {
  const whole = [...values].flatMap(([name, one]) => ('value' in one && one.was_whole ? [[name, one.value]] : []))
  return { ...properties, ...Object.fromEntries(whole) }
}

/** Completes a row by its plan. */
export const completeRow = async (job: Job, row: unknown, plan: PagePlan): Promise<Completion<string, unknown>> => {
  const { reads, counts, wanted } = plan
  if (plan.incomplete.some(({ reason }) => reason === 'no_properties')) {
    return {
      complete: false,
      page: row,
      incomplete: withoutPage(plan.incomplete),
      computed: [],
      changed: [],
      requests: 0,
    }
  }
  // A row that is not a page has the reason `no_properties` in its plan.
  const page = unsafeCast<Page>(row)
  const { properties } = page
  const outcomes: Outcomes = { values: new Map(), requests: 0 }
  await Promise.all(
    reads.map((planned) =>
      // The plan contains only names of properties that the page has.
      job.pool(() => readOne(job, unsafeCast<PropertyValue>(properties[planned.name]), planned, outcomes)),
    ),
  )
  const { values, requests } = outcomes
  for (const { name, of } of counts) {
    // Like the reads, the counts come from the plan, which contains only names of properties that the page has.
    values.set(name, countOf(unsafeCast<PropertyValue>(properties[name]), values.get(of), properties[of]))
  }
  const known = knownWhole(properties, values)
  const incomplete = withoutPage(plan.incomplete).filter(({ name, reason }) => {
    const value = properties[name]
    // A formula that seemed to depend on a truncated list is complete if the list was complete.
    return reason !== 'formula' || !value || isIncomplete(value, known)
  })
  const computed: Array<ComputedRollup> = []
  const changed: Array<ChangedList> = []
  for (const { name, property_id, type } of [...reads, ...counts]) {
    const one = values.get(name)
    if (!one) continue
    if ('reason' in one) incomplete.push({ ...one, name, property_id, type })
    else {
      if (one.duplicates > 0) changed.push({ name, property_id, duplicates: one.duplicates })
      const { value } = one
      if (one.computed && value.type === 'rollup') computed.push({ name, property_id, function: value.rollup.function })
    }
  }
  const completed = Object.entries(properties).map(([name, value]) => {
    const one = values.get(name)
    if (one && 'value' in one) return [name, one.value] as const
    // According to the schema, it does not depend on a truncated list, although the page has one.
    if (plan.whole.includes(name) && isRecord(value)) return [name, { ...value, has_more: false }] as const
    const isCut = tryTo(() => isIncomplete(value, known), false)
    return [name, marked(value, isCut, wanted.includes(name))] as const
  })
  const completion = {
    complete: incomplete.length === 0,
    page: { ...page, properties: Object.fromEntries(completed) },
    incomplete,
    computed,
    changed,
    requests,
  }
  // `complete` is `true` only if nothing is incomplete.
  return unsafeCast(completion)
}

const withoutPage = (incomplete: PagePlan['incomplete']): Array<IncompleteValue> =>
  incomplete.map(({ page_id: _, ...rest }) => rest)
