/**
 * The common parts of the jobs on one row.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Call } from '../../core/call/call.js'
import type { Context } from '../../core/call/context.js'
import { failedCall, type NotionError } from '../../core/call/error.js'
import { dashedId } from '../../core/call/id.js'
import type { InvalidInput } from '../../core/call/issues.js'
import type { OptionRule } from '../../core/internal/options.js'
import { field } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { getDataSource } from '../../ops/data_sources/getDataSource.js'
import type { Page, PartialPage } from '../../ops/pages/page.js'
import type { Properties } from '../../props/incompleteProps.js'
import { checkJobParams, invalidJob } from '../shared/jobParams.js'
import { checkDefinition, type Declared, declaredProperties } from './declared.js'
import { undeclaredIssues } from './liveSchema.js'
import { type CompleteRow, dataSourceIdOf, type OnMismatch } from './queryRows.js'
import { type AnyRow, cutProperties, rowReader } from './readRow.js'
import { type MismatchedRow, mismatchDetails } from './rowProblem.js'
import type { AnyDefinition } from './rowTypes.js'
import { type WrittenRow, type WrittenValue, writtenRow } from './writeValues.js'

/** How the response to a job on one row is read. */
export interface ReadOptions {
  readonly source: AnyDefinition
  readonly select?: ReadonlyArray<string> | undefined
  readonly on_mismatch?: OnMismatch | undefined
  readonly complete?: CompleteRow | undefined
}

/** The checked parameters of a job on one row. */
export interface Prepared {
  readonly declared: ReadonlyArray<Declared>
  readonly selected: ReadonlyArray<Declared>
  readonly written: WrittenRow
}

/** Checks the parameters of a job on one row. */
export const prepareRow = (
  op: string,
  params: ReadOptions & { readonly values?: unknown; readonly allow_new_options?: boolean | undefined },
  checks: { readonly [name: string]: OptionRule },
  required: ReadonlyArray<string>,
  needsId: boolean,
): Either<NotionError, Prepared> => {
  const checked = checkJobParams(op, params, checks, required)
  if (isLeft(checked)) return checked
  const definition = checkDefinition(op, params.source)
  if (isLeft(definition)) return definition
  const { source, select, values = {}, allow_new_options } = params
  const issues: Array<InvalidInput> = []
  const declared = declaredProperties(source)
  const keys = declared.map(({ key }) => key)
  for (const key of select ?? []) {
    if (!keys.includes(key)) issues.push({ field: 'select', given: key, allowed: `one of ${keys.join(', ')}` })
  }
  const written = writtenRow(declared, values, 'values', allow_new_options === true, issues)
  // Without it, options that are not declared cannot be distinguished from new ones, which Notion would add.
  if (needsId || written.undeclared.length > 0) dataSourceIdOf(source, issues)
  const selected = select ? declared.filter(({ key }) => select.includes(key)) : declared
  return issues.length > 0 ? left(invalidJob(op, issues)) : right({ declared, selected, written })
}

/** Looks up options that are not declared; sends nothing if all are. */
export const checkWrittenOptions = async (
  op: string,
  ctx: Context,
  { data_source_id }: AnyDefinition,
  { undeclared }: WrittenRow,
): Promise<Either<NotionError, void>> => {
  if (undeclared.length === 0) return right(undefined)
  // It was checked together with the parameters.
  const found = await getDataSource(ctx, { data_source_id: `${data_source_id}` })()
  if (isLeft(found)) return found
  const issues = undeclaredIssues(undeclared, found.right)
  return issues.length > 0 ? left(invalidJob(op, issues)) : right(undefined)
}

/** The page with the relations that were just written, which Notion may truncate. */
const withWritten = (page: Page | PartialPage, values: ReadonlyArray<WrittenValue>): Page | PartialPage => {
  if (!('properties' in page)) return page
  const whole = values.flatMap(({ declared, payload }) => {
    const found = Object.entries<Properties[string]>(page.properties).find(
      ([name, value]) => value.id === declared.id || name === declared.name,
    )
    if (declared.prop.type !== 'relation' || !found || field(found[1], 'has_more') !== true) return []
    // The payload of a relation, which `writeValues` just made.
    const relation = unsafeCast<ReadonlyArray<{ readonly id: unknown }>>(payload).map(({ id }) => ({
      id: dashedId(`${id}`),
    }))
    return [[found[0], { ...found[1], relation, has_more: false }] as const]
  })
  // Only relations are replaced, by longer ones: the result is still a page.
  return whole.length > 0
    ? unsafeCast({ ...page, properties: { ...page.properties, ...Object.fromEntries(whole) } })
    : page
}

/** Reads the response to a job on one row. */
export const readAnswer = async (
  ctx: Context,
  request: Call,
  answer: Page | PartialPage,
  { on_mismatch, complete }: ReadOptions,
  { selected, written }: Prepared,
): Promise<Either<NotionError, AnyRow | MismatchedRow>> => {
  const read = rowReader(selected)
  let row = read(withWritten(answer, written.values))
  if (isLeft(row) && complete && 'properties' in answer) {
    const properties = cutProperties(row.left, selected)
    // It has properties, so it is a complete page.
    const whole = properties.length > 0 ? await complete(ctx, unsafeCast<Page>(answer), { properties })() : undefined
    if (whole && isLeft(whole)) return whole
    // The completed page has other types of lists, with the same fields.
    if (whole) row = read(unsafeCast(whole.right.page))
  }
  if (row._tag === 'Right') return row
  if (on_mismatch === 'report') return right(row.left)
  const outcome = request.kind === 'read' ? 'not-applied' : 'committed'
  const applied = outcome === 'committed' ? 'applied, do not repeat: ' : ''
  return left(failedCall('DecodeError', request, outcome, applied + row.left.message, mismatchDetails(row.left)))
}
