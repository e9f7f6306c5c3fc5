/** Applies a plan to the schema of a data source. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../../core/call/context.js'
import { callOf, failedCall, type NotionError } from '../../../core/call/error.js'
import type { InvalidInput } from '../../../core/call/issues.js'
import { send } from '../../../core/call/send.js'
import { getDataSource } from '../../../ops/data_sources/getDataSource.js'
import { updateDataSourceRequest } from '../../../ops/data_sources/updateDataSource.js'
import { versionOf } from '../../../ops/shared/adaptBodyToVersion.js'
import { JOB_OPTIONS, type JobOptions } from '../../shared/jobOptions.js'
import { checkJobParams, invalidJob } from '../../shared/jobParams.js'
import type { Meter } from '../../shared/meter.js'
import { MAX_TRIES, patiently, pause } from '../../shared/patiently.js'
import { startJob } from '../../shared/startJob.js'
import { isSchemaPlan, PLAN_EXPECTED } from './planCheck.js'
import type { PartialSchemaError, SchemaMovedError } from './schemaErrors.js'
import type { PlannedProperty, PropertyState, SchemaChange, SchemaPlan } from './schemaPlan.js'
import { hashOfState, isMade, movedSince, schemaState } from './schemaState.js'

/** Parameters of {@link applySchema}. */
export interface ApplySchemaParams extends JobOptions {
  /** A plan from `planSchema`. */
  readonly plan: SchemaPlan
  /** The names of the properties whose lossy changes may be made: the `property` of each `lossy` change. Default none. */
  readonly allow?: ReadonlyArray<string> | undefined
}

/** The result of {@link applySchema}. */
export interface SchemaReport {
  /** The changes that were made now. */
  readonly applied: ReadonlyArray<SchemaChange>
  /** The changes that were made before. */
  readonly already: ReadonlyArray<SchemaChange>
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** The number of retries. */
  readonly retries: number
}

const OP = 'applySchema'

/** The changes that must not be made, as issues. Additional names in `allow` are accepted: a program may plan and apply on every start. */
const refusals = ({ changes }: SchemaPlan, allow: ReadonlyArray<string>): ReadonlyArray<InvalidInput> =>
  changes.flatMap(({ class: kind, property, message, reason, loses }): ReadonlyArray<InvalidInput> => {
    if (kind === 'blocked') {
      return [
        { field: 'plan', given: message, allowed: `a change that the API can make (${reason}), or a plan with skip` },
      ]
    }
    if (kind !== 'lossy' || allow.includes(property)) return []
    return [{ field: 'allow', given: allow, allowed: `the name ${JSON.stringify(property)}, to lose ${loses}` }]
  })

/** Whether the same request may succeed if it is sent again. */
const isPassing = (error: NotionError): boolean =>
  [
    'ConflictError',
    'RateLimitError',
    'ServerError',
    'TimeoutError',
    'NetworkError',
    'UnexpectedResponseError',
  ].includes(error._tag) || /back.?off|budget/i.test(error.message)

interface Run {
  readonly meter: Meter
  readonly plan: SchemaPlan
  readonly signal: AbortSignal | undefined
}

type State = ReadonlyArray<PropertyState>

const readState = async ({ meter: { ctx }, plan, signal }: Run): Promise<Either<NotionError, State>> => {
  const found = await patiently(ctx, getDataSource(ctx, { data_source_id: plan.data_source_id }), signal)
  return isLeft(found) ? found : right(schemaState(found.right))
}

/** Whether a change is made, or a later change of the same property that it only prepared. */
const isDone = (plan: SchemaPlan, planned: PlannedProperty, index: number, state: State): boolean =>
  [planned, ...plan.steps.slice(index + 1).flat()].some(
    (other) => (other === planned || (other.id !== undefined && other.id === planned.id)) && isMade(plan, other, state),
  )

/** Makes the changes of one request, with several attempts if necessary. Returns the schema afterwards. */
const makeStep = async (
  run: Run,
  index: number,
  step: ReadonlyArray<PlannedProperty>,
  first: State,
): Promise<Either<{ readonly error: NotionError; readonly state: State }, State>> => {
  const { meter, plan, signal } = run
  const { ctx } = meter
  let state = first
  for (let tries = 1; ; tries++) {
    const open = step.filter((planned) => !isDone(plan, planned, index, state))
    if (open.length === 0) return right(state)
    const properties = Object.fromEntries(open.map(({ property, update }) => [property, update]))
    const request = updateDataSourceRequest({ data_source_id: plan.data_source_id, properties }, versionOf(ctx))
    // Not retried: after an unknown outcome, the schema is read instead.
    const sent = await send(ctx, { ...request, kind: 'once' })()
    if (sent._tag === 'Right') {
      const after = schemaState(sent.right)
      const ignored = step.filter((planned) => !isDone(plan, planned, index, after))
      if (ignored.length === 0) return right(after)
      const names = ignored.map(({ property }) => JSON.stringify(property)).join(', ')
      const message = `Notion accepted the request, but did not change ${names} as planned: check it in Notion`
      const error = failedCall('UnexpectedResponseError', { ...callOf(request), op: OP }, 'committed', message, {
        status: 200,
        headers: {},
        body: sent.right,
      })
      return left({ error, state: after })
    }
    const error = sent.left
    if (error.outcome !== 'not-applied') {
      const read = await readState(run)
      if (isLeft(read)) return left({ error, state })
      state = read.right
      if (step.every((planned) => isDone(plan, planned, index, state))) return right(state)
    }
    if (!isPassing(error) || tries === MAX_TRIES || signal?.aborted) return left({ error, state })
    await pause(ctx, tries, error, signal)
  }
}

/** The changes that are made in a state, and the remaining ones. A change is made once all of its requests are. */
const splitChanges = (
  plan: SchemaPlan,
  state: State,
): readonly [made: ReadonlyArray<SchemaChange>, open: ReadonlyArray<SchemaChange>] => {
  const open = new Set(plan.steps.flat().flatMap((planned) => (isMade(plan, planned, state) ? [] : planned.changes)))
  return [plan.changes.filter((_, index) => !open.has(index)), plan.changes.filter((_, index) => open.has(index))]
}

const listed = (changes: ReadonlyArray<SchemaChange>): string =>
  changes.length === 0 ? 'none' : [...new Set(changes.map(({ property }) => JSON.stringify(property)))].join(', ')

const apply = async (
  ctx: Context,
  params: ApplySchemaParams,
): Promise<Either<SchemaMovedError | PartialSchemaError | NotionError, SchemaReport>> => {
  const isNames = (given: unknown): boolean => Array.isArray(given) && given.every((name) => typeof name === 'string')
  const checks = {
    ...JOB_OPTIONS,
    plan: [isSchemaPlan, PLAN_EXPECTED],
    allow: [isNames, 'the names of properties'],
  } as const
  const checked = checkJobParams(OP, params, checks, ['plan'])
  if (isLeft(checked)) return checked
  const { plan, allow = [], signal } = params
  const refused = refusals(plan, allow)
  if (refused.length > 0) return left(invalidJob(OP, refused))
  const meter = startJob(ctx, params)
  const run: Run = { meter, plan, signal }
  if (plan.steps.length === 0) return right({ applied: [], already: [], requests: 0, retries: 0 })
  const read = await readState(run)
  if (isLeft(read)) return read
  const start = read.right
  const actual = hashOfState(start)
  const expected = hashOfState(plan.before)
  const differences = actual === expected ? [] : movedSince(plan, start)
  if (differences.length > 0) {
    const message = `${OP}: nothing was changed, since the schema differs from that of the plan: ${differences.join('; ')}. Read the data source and make a new plan`
    return left({ _tag: 'SchemaMovedError', message, differences, expected, actual })
  }
  const [already] = splitChanges(plan, start)
  let state = start
  meter.advance(already.length, plan.changes.length)
  for (const [index, step] of plan.steps.entries()) {
    const made = await makeStep(run, index, step, state)
    if (isLeft(made)) {
      const { error } = made.left
      const [applied, open] = splitChanges(plan, made.left.state)
      const nothing = index === 0 && applied.length === already.length && error.outcome === 'not-applied'
      if (nothing) return left(error)
      const message = `${OP}: ${applied.length} of ${plan.changes.length} changes are made (${listed(applied)}), ${open.length} are left (${listed(open)}): run it again with the same plan. ${error.message}`
      const resume = { plan, allow }
      return left({
        _tag: 'PartialSchemaError',
        message,
        cause: error,
        applied,
        left: open,
        requests: meter.requests(),
        resume,
      })
    }
    state = made.right
    meter.advance(0)
  }
  const applied = plan.changes.filter((change) => !already.includes(change))
  meter.advance(applied.length)
  return right({ applied, already, requests: meter.requests(), retries: meter.retries() })
}

/**
 * Applies a plan to the schema of a data source, with as few requests as possible.
 *
 * It reads the schema first. If it differs from the one that the plan was made for, nothing is changed. Changes of the plan that were
 * already made do not count as a difference: run it again with the same plan after an error, and it makes the remaining ones. After that,
 * another run changes nothing.
 *
 * Lossy changes are made only if `allow` contains their properties. A plan with blocked changes is rejected. If it is unknown whether a
 * failed request was applied, the schema is read again.
 *
 * @param ctx The context to send the requests with.
 * @param params The plan, and the properties that may lose data.
 * @returns The changes that were made. Fails with `InvalidInputError` before any request if a change is blocked or not allowed, with
 * `SchemaMovedError` if the schema has changed since, with `PartialSchemaError` after an error if some changes were made, and with any
 * other {@link NotionError} if none were.
 * @see https://developers.notion.com/reference/update-a-data-source
 * @example
 * import { type Context, getDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { number, select, title } from 'notion-fp/props'
 * import { applySchema, defineDataSource, planSchema } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Effort: number, Area: select.of('Home', 'Work') } })
 *
 * const migrate = (ctx: Context, data_source_id: string) =>
 *   pipe(
 *     getDataSource(ctx, { data_source_id }),
 *     TE.map((dataSource) => planSchema(Tasks, dataSource, { additional_properties: 'keep' })),
 *     TE.flatMap((plan) => applySchema(ctx, { plan })),
 *   )
 */
export const applySchema =
  (
    ctx: Context,
    params: ApplySchemaParams,
  ): TaskEither<SchemaMovedError | PartialSchemaError | NotionError, SchemaReport> =>
  () =>
    apply(ctx, params)
