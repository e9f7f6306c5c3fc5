import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { field } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { getDataSource } from '../../ops/data_sources/getDataSource.js'
import { createPage } from '../../ops/pages/createPage.js'
import { updatePage } from '../../ops/pages/updatePage.js'
import { costOf } from '../shared/cost.js'
import { invalidJob } from '../shared/jobParams.js'
import type { Meter } from '../shared/meter.js'
import { patiently, pause } from '../shared/patiently.js'
import { createPool } from '../shared/pool.js'
import { startJob } from '../shared/startJob.js'
import { missingIssues, undeclaredIssues } from './liveSchema.js'
import { differences, type FoundRow, type UpsertInput, upsertInput, type WantedRow } from './planUpsert.js'
import { duplicateRows, findByKey, readExisting, withWholeLists } from './readExisting.js'
import type { AnyDefinition } from './rowTypes.js'
import type { UpsertRowsParams } from './upsertParams.js'
import type { PartialUpsertError, UpsertReport, UpsertResume } from './upsertReport.js'
import { valuesRequest } from './writeValues.js'

/** The default maximum number of concurrent requests. */
const CONCURRENCY = 4

/** The maximum number of times that a row is searched for after a creation with an unknown outcome. */
const LOOKS = 3

/** The outcome of one row. */
type Outcome =
  | { readonly became: 'created'; readonly id?: string }
  | { readonly became: 'updated'; readonly id: string; readonly changed: ReadonlyArray<string> }
  | { readonly became: 'unchanged'; readonly id: string }
  | { readonly became: 'failed'; readonly cause: NotionError }

/** The state that the rows of an upsert share. */
interface Job {
  readonly params: UpsertRowsParams<AnyDefinition, boolean>
  readonly input: UpsertInput
  readonly meter: Meter
  readonly existing: ReadonlyMap<string, ReadonlyArray<FoundRow>>
}

/** Errors after which no other row can succeed. */
const isFinal = ({ _tag }: NotionError): boolean => _tag === 'AbortError' || _tag === 'AuthenticationError'

const failed = (cause: NotionError): Outcome => ({ became: 'failed', cause })

/** Finds out by its key whether a row was created: repeating the request could create it twice. */
const settle = async ({ input, meter, params }: Job, row: WantedRow, cause: NotionError): Promise<Outcome> => {
  const known = field(cause, 'committedId')
  if (typeof known === 'string') return { became: 'created', id: known }
  for (let look = 1; look <= LOOKS; look++) {
    const found = await findByKey(meter.ctx, input, row.key)
    if (isLeft(found)) return failed(cause)
    if (found.right !== undefined) return { became: 'created', id: found.right }
    if (look < LOOKS) await pause(meter.ctx, look, cause, params.signal)
  }
  return failed(cause)
}

const createOne = async (job: Job, row: WantedRow): Promise<Outcome> => {
  const { input, meter, params } = job
  if (params.dry_run) return { became: 'created' }
  const properties = valuesRequest(row.values)
  const request = { parent: { data_source_id: input.data_source_id }, properties }
  const created = await patiently(meter.ctx, createPage(meter.ctx, request), params.signal)
  if (created._tag === 'Right') return { became: 'created', id: created.right.id }
  return created.left.outcome === 'not-applied' ? failed(created.left) : settle(job, row, created.left)
}

const updateOne = async ({ meter, params }: Job, row: WantedRow, given: FoundRow): Promise<Outcome> => {
  const whole = await withWholeLists(meter.ctx, row, given)
  if (isLeft(whole)) return failed(whole.left)
  const { id } = given
  const values = differences(row, whole.right)
  if (values.length === 0) return { became: 'unchanged', id }
  const changed = values.map(({ declared }) => declared.key)
  if (params.dry_run) return { became: 'updated', id, changed }
  const request = updatePage(meter.ctx, { page_id: id, properties: valuesRequest(values) })
  const updated = await patiently(meter.ctx, request, params.signal)
  return isLeft(updated) ? failed(updated.left) : { became: 'updated', id, changed }
}

/** Writes the rows; stops early after an error that would affect all other rows. */
const writeRows = async (
  job: Job,
): Promise<{ readonly outcomes: Map<WantedRow, Outcome>; readonly stop?: NotionError }> => {
  const { input, meter, params, existing } = job
  const outcomes = new Map<WantedRow, Outcome>()
  const inPool = createPool(params.concurrency ?? CONCURRENCY)
  let stop: NotionError | undefined
  await Promise.all(
    input.rows.map((row) =>
      inPool(async () => {
        if (stop) return
        const found = existing.get(row.key)
        const target = params.on_duplicate === 'last' ? found?.at(-1) : found?.[0]
        const outcome = target ? await updateOne(job, row, target) : await createOne(job, row)
        if (outcome.became === 'failed' && isFinal(outcome.cause)) {
          stop ??= outcome.cause
          // Rows that were not sent are left for later; the report contains those that may have been applied.
          if (outcome.cause.outcome === 'not-applied') return
        }
        outcomes.set(row, outcome)
        meter.advance(1, input.rows.length)
      }),
    ),
  )
  return { outcomes, ...(stop && { stop }) }
}

const reportOf = (
  { params, input, meter }: Pick<Job, 'params' | 'input' | 'meter'>,
  outcomes: ReadonlyMap<WantedRow, Outcome>,
): UpsertReport => {
  const rows = input.rows.flatMap((row) => {
    const outcome = outcomes.get(row)
    return outcome ? [{ index: row.index, key: row.key, ...outcome }] : []
  })
  const those = <Became extends Outcome['became']>(became: Became) =>
    rows
      .filter((row): row is Extract<typeof row, { became: Became }> => row.became === became)
      .map(({ became: _, ...row }) => row)
  const [created, updated, unchanged] = [those('created'), those('updated'), those('unchanged')]
  const done = [...created, ...updated, ...unchanged, ...input.skipped].map(({ index }) => index)
  const before = params.resume?.done ?? []
  const resume: UpsertResume = {
    rows: params.rows.length,
    done: params.dry_run ? before : [...new Set([...before, ...done])].sort((a, b) => a - b),
  }
  // Every failure has its cause, which the type of all outcomes declares as optional.
  return unsafeCast<UpsertReport>({
    created,
    updated,
    unchanged,
    failed: those('failed'),
    skipped: input.skipped,
    writes: costOf(created.length + updated.length),
    requests: meter.requests(),
    resume,
  })
}

const stopped = (cause: NotionError, report: UpsertReport, total: number): PartialUpsertError => {
  const { created, updated, unchanged } = report
  const left = total - report.resume.done.length
  const message = `upsertRows: stopped after ${created.length} rows were created, ${updated.length} updated and ${unchanged.length} found unchanged; ${left} are left. Call it again with the same rows and \`resume\`. Cause: ${cause.message}`
  return { _tag: 'PartialUpsertError', message, cause, report, resume: report.resume }
}

/** Checks the data source before anything is written. */
const checkLive = async (
  ctx: Context,
  { data_source_id, used, rows }: UpsertInput,
): Promise<Either<NotionError, void>> => {
  const found = await getDataSource(ctx, { data_source_id })()
  if (isLeft(found)) return found
  const undeclared = rows.flatMap((row) => row.undeclared)
  const issues = [...missingIssues(used, found.right), ...undeclaredIssues(undeclared, found.right)]
  return issues.length > 0 ? left(invalidJob('upsertRows', issues)) : right(undefined)
}

/**
 * Brings a data source up to date with a list of rows: creates rows with a new key, and updates those that differ. A second run writes
 * nothing.
 *
 * It first reads the schema and the keys of all rows, even beyond 10,000 rows. It writes only the values that differ; omitted properties
 * are left unchanged. Options, people and related pages are compared without their order. Files that were just uploaded always differ. It
 * waits while Notion is busy. If the outcome of a creation is unknown, it searches for the key, and never creates a row twice. Rows in the
 * trash are ignored.
 *
 * @param ctx The context to send the requests with.
 * @param params The declaration, the key and the rows.
 * @returns The outcome of each row, with the reasons for those in `failed`. Fails with a {@link NotionError} before anything is written, in
 * particular with `InvalidInputError` for values that do not fit their properties and for duplicate keys; and with a `PartialUpsertError`
 * if it was stopped by `max_requests`, `signal` or an invalid token.
 * @example
 * import type { Context } from 'notion-fp'
 * import { number, select, title } from 'notion-fp/props'
 * import { defineDataSource, upsertRows } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({
 *   data_source_id: '2f2e2d2c2b2a4928a726252423222120',
 *   properties: { Name: title, Estimate: number, Stage: select.of('Idea', 'Done') },
 * })
 *
 * const sync = (ctx: Context) =>
 *   upsertRows(ctx, {
 *     source: Tasks,
 *     key: 'Name',
 *     rows: [
 *       { Name: 'Write the report', Estimate: 5 },
 *       { Name: 'Print it', Stage: 'Idea' },
 *     ],
 *   })
 */
export const upsertRows =
  <Definition extends AnyDefinition, const AllowNew extends boolean = false>(
    ctx: Context,
    params: UpsertRowsParams<Definition, AllowNew>,
  ): TaskEither<PartialUpsertError | NotionError, UpsertReport> =>
  async () => {
    // The type parameters say which keys exist; the run works on any declaration.
    const given = unsafeCast<UpsertRowsParams<AnyDefinition, boolean>>(params)
    const checked = upsertInput(given)
    if (isLeft(checked)) return checked
    const input = checked.right
    const meter = startJob(ctx, given)
    const live = await checkLive(meter.ctx, input)
    if (isLeft(live)) return live
    const existing = await readExisting(meter, input)
    if (isLeft(existing)) return existing
    if ((given.on_duplicate ?? 'refuse') === 'refuse') {
      const single = duplicateRows(input, existing.right)
      if (isLeft(single)) return single
    }
    const job = { params: given, input, meter, existing: existing.right }
    const { outcomes, stop } = await writeRows(job)
    const report = reportOf(job, outcomes)
    return stop ? left(stopped(stop, report, given.rows.length)) : right(report)
  }
