import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import { failedCall, type NotionError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { andFilter } from '../../ops/data_sources/andFilter.js'
import { type QueryDataSourceParams, queryDataSourceRequest } from '../../ops/data_sources/queryDataSource.js'
import type { Page } from '../../ops/pages/page.js'
import type { TimestampFilter } from '../../props/filter.js'
import type { Properties } from '../../props/incompleteProps.js'
import type { JobOptions } from '../shared/jobOptions.js'
import { invalidJob } from '../shared/jobParams.js'
import { startJob } from '../shared/startJob.js'
import { type Declared, declaredProperties, referenceOf } from './declared.js'
import { type AnyRow, cutProperties, rowReader } from './readRow.js'
import { readWindows } from './readWindows.js'
import { type MismatchedRow, mismatchDetails } from './rowProblem.js'
import type { AnyDefinition, PropertyKeyOf, Row, RowSort, Where } from './rowTypes.js'
import { compileWhere } from './where.js'

/** How a job handles a row that does not match its declaration. */
export type OnMismatch = 'strict' | 'report'

/** Completes the truncated lists of a page: `completePage` of `notion-fp/completion`. */
export type CompleteRow = (
  ctx: Context,
  page: Page,
  options: { readonly properties: ReadonlyArray<string> },
) => TaskEither<NotionError, { readonly page: { readonly id: string; readonly properties: Properties } }>

/** Parameters of {@link queryRows}. */
export interface QueryRowsParams<
  Definition extends AnyDefinition,
  Key extends PropertyKeyOf<Definition> = PropertyKeyOf<Definition>,
  Mismatch extends OnMismatch = 'strict',
> extends JobOptions {
  /** The declaration of the data source, with its `data_source_id`. */
  readonly source: Definition
  /** The rows to return. Default all. */
  readonly where?: Where<NoInfer<Definition>> | undefined
  /** A condition on the creation or last edit of the rows, in addition to `where`. */
  readonly timestamps?: ReadonlyArray<TimestampFilter> | undefined
  /**
   * The order of the rows. Default: by creation, the oldest first. More than 10,000 rows can be read only if this is the first criterion.
   */
  readonly sorts?: ReadonlyArray<RowSort<NoInfer<Definition>>> | undefined
  /**
   * The properties that the rows have. Default all that are declared. Only these are requested, unless a formula or a rollup is among them:
   * other properties show whether it is complete.
   */
  readonly select?: ReadonlyArray<Key> | undefined
  /**
   * How to handle a row that does not match its declaration: `strict` ends with an error, `report` yields a {@link MismatchedRow} in its
   * place. Default: `strict`.
   */
  readonly on_mismatch?: Mismatch | undefined
  /**
   * Completes truncated lists, such as relations after the 25th page: `completePage` of `notion-fp/completion`. Default: a row with such a
   * list does not match its declaration.
   */
  readonly complete?: CompleteRow | undefined
  /** The maximum number of rows per request, 1 to 100. Default 100; fewer once Notion is too slow. */
  readonly page_size?: number | undefined
  /** Whether to return the rows in the trash instead of the others. Default `false`. */
  readonly in_trash?: boolean | undefined
}

/** The item that {@link queryRows} yields for one row. */
export type QueriedRow<
  Definition extends AnyDefinition,
  Key extends PropertyKeyOf<Definition>,
  Mismatch extends OnMismatch,
> = Row<Definition, Key> | (Mismatch extends 'report' ? MismatchedRow<Row<Definition, Key>> : never)

const NAMES: ReadonlyArray<string> = [
  'source',
  'where',
  'timestamps',
  'sorts',
  'select',
  'on_mismatch',
  'complete',
  'page_size',
  'in_trash',
  'max_requests',
  'signal',
  'on_progress',
] satisfies ReadonlyArray<keyof QueryRowsParams<AnyDefinition>>

const MISMATCHES: ReadonlyArray<string> = ['strict', 'report'] satisfies ReadonlyArray<OnMismatch>

/** The types whose completeness only other properties show. */
const COMPUTED = /^(formula|rollup)$/

/**
 * The id of a declared data source; the issue is added to the list if there is none.
 *
 * @internal
 */
export const dataSourceIdOf = ({ data_source_id }: AnyDefinition, issues: Array<InvalidInput>): string => {
  if (!data_source_id) {
    const allowed = 'the id of the data source (declare it, or find it by its database with findDataSource)'
    issues.push({ field: 'source.data_source_id', given: data_source_id, allowed })
  }
  return data_source_id ?? ''
}

/**
 * The properties to return, if not all.
 *
 * @internal
 */
export const filterProperties = (
  selected: ReadonlyArray<Declared>,
): Pick<QueryDataSourceParams, 'filter_properties'> =>
  selected.some(({ prop }) => COMPUTED.test(prop.type)) ? {} : { filter_properties: selected.map(referenceOf) }

/** The query of a job, and the properties that its rows have. */
const planQuery = (
  params: QueryRowsParams<AnyDefinition, string, OnMismatch>,
): Either<NotionError, { readonly query: QueryDataSourceParams; readonly selected: ReadonlyArray<Declared> }> => {
  const {
    source,
    where,
    timestamps = [],
    sorts,
    select,
    page_size,
    in_trash,
    complete,
    on_mismatch,
    max_requests,
  } = params
  const issues: Array<InvalidInput> = []
  const declared = declaredProperties(source)
  const addIssue = (field: string, given: unknown, allowed: ReadonlyArray<string>): undefined => {
    issues.push({ field, given, allowed: `one of ${allowed.join(', ')}` })
  }
  const keys = declared.map(({ key }) => key)
  const byKey = (at: string, key: unknown): Declared | undefined =>
    declared.find((one) => one.key === key) ?? addIssue(at, key, keys)
  for (const { key, prop } of declared)
    if (!prop.read) addIssue(`source.properties.${key}`, prop, ['the property types'])
  if (complete && typeof complete !== 'function') addIssue('complete', complete, ['completePage'])
  if (on_mismatch && !MISMATCHES.includes(on_mismatch)) addIssue('on_mismatch', on_mismatch, MISMATCHES)
  if (max_requests !== undefined && !(max_requests >= 1)) addIssue('max_requests', max_requests, ['1, 2, …'])
  for (const name of Object.keys(params)) if (!NAMES.includes(name)) addIssue(name, name, NAMES)
  const selected = select?.flatMap((key) => byKey('select', key) ?? []) ?? declared
  const sorted = sorts?.map((sort) => {
    const found = sort.property !== undefined && byKey('sorts', sort.property)
    return found ? { ...sort, property: referenceOf(found) } : sort
  })
  const query = {
    data_source_id: dataSourceIdOf(source, issues),
    filter: timestamps.reduce(andFilter, compileWhere(declared, where, issues)),
    // From here on, properties are named by their references.
    ...(sorted?.length && { sorts: unsafeCast<QueryDataSourceParams['sorts']>(sorted) }),
    ...(select && filterProperties(selected)),
    page_size,
    in_trash,
  }
  return issues.length > 0 ? left(invalidJob('queryRows', issues)) : right({ query, selected })
}

/** The error of a row that does not match its declaration. */
const misfit = (query: QueryDataSourceParams, row: MismatchedRow): NotionError =>
  failedCall('DecodeError', queryDataSourceRequest(query), 'not-applied', row.message, mismatchDetails(row))

async function* rows(
  ctx: Context,
  params: QueryRowsParams<AnyDefinition, string, OnMismatch>,
): AsyncGenerator<Either<NotionError, AnyRow | MismatchedRow>, void> {
  const planned = tryTo(
    // Any value is safe: an invalid query throws, or is an issue.
    () => planQuery(unsafeCast(params)),
    left(invalidJob('queryRows', [{ field: 'params', given: params, allowed: 'a declaration, and lists of keys' }])),
  )
  if (isLeft(planned)) return yield planned
  const { query, selected } = planned.right
  const { complete, on_mismatch } = params
  const meter = startJob(ctx, params)
  const read = rowReader(selected)
  for await (const list of readWindows(meter.ctx, query)) {
    if (isLeft(list)) return yield list
    meter.advance(list.right.length)
    for (const page of list.right) {
      let row = read(page)
      const cut = isLeft(row) ? cutProperties(row.left, selected) : []
      if (complete && cut.length > 0) {
        // A page with a truncated list has properties.
        const whole = await complete(meter.ctx, unsafeCast<Page>(page), { properties: cut })()
        if (isLeft(whole)) return yield whole
        // The completed page has other types of lists, with the same fields.
        row = read(unsafeCast(whole.right.page))
      }
      if (isLeft(row) && on_mismatch !== 'report') return yield left(misfit(query, row.left))
      yield right(isLeft(row) ? row.left : row.right)
    }
  }
}

/**
 * Streams all rows of a declared data source, each once, including those beyond the 10,000 that one query of Notion returns.
 *
 * After 10,000 rows, or if Notion invalidates a cursor, it queries again from the creation time of the last row. This requires the default
 * order. If 10,000 rows or more were created in the same minute, or more than 10,000 match in another order, it fails: it never omits rows
 * silently. Pages become smaller if Notion is too slow. Requests bypass the cache. Leaving the loop stops them.
 *
 * A truncated list is never returned as if it were complete: such a row does not match, unless `complete` reads the rest.
 *
 * @param ctx The context to send the requests with.
 * @param params The declaration, and the rows to return.
 * @returns The rows. Ends after the first `Left`, a {@link NotionError}: `DecodeError` for a row that does not match, unless `on_mismatch`
 * is `report`; `InvalidInputError` for a property that is not declared; `UnexpectedResponseError` with the code
 * `query_result_limit_reached` if rows remain that no query can reach; `AbortError` with the reason `max_requests`.
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import type { Context } from 'notion-fp'
 * import { date, number, select, title } from 'notion-fp/props'
 * import { defineDataSource, queryRows } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({
 *   data_source_id: '2f2e2d2c2b2a4928a726252423222120',
 *   properties: { Name: title, Stage: select.of('Idea', 'Done'), Estimate: number, Due: date },
 * })
 *
 * const effort = async (ctx: Context) => {
 *   let sum = 0
 *   for await (const row of queryRows(ctx, { source: Tasks, where: { Stage: { equals: 'Idea' } }, select: ['Estimate'] })) {
 *     if (row._tag === 'Left') return row
 *     sum += row.right.Estimate ?? 0
 *   }
 *   return sum
 * }
 */
export const queryRows = <
  Definition extends AnyDefinition,
  const Key extends PropertyKeyOf<Definition> & string = PropertyKeyOf<Definition>,
  const Mismatch extends OnMismatch = 'strict',
>(
  ctx: Context,
  params: QueryRowsParams<Definition, Key, Mismatch>,
): AsyncIterable<Either<NotionError, QueriedRow<Definition, Key, Mismatch>>> => ({
  // Each loop is a separate run. The types of the rows follow from the declaration.
  [Symbol.asyncIterator]: () => unsafeCast(rows(ctx, unsafeCast(params))),
})
