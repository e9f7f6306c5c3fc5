/** The parameters of the jobs that keep a copy of a data source up to date, and their checks. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { InvalidInputError } from '../../core/call/error.js'
import { ID_EXPECTED } from '../../core/input/check.js'
import { idIn } from '../../core/input/id.js'
import { PLACES } from '../../core/input/idKinds.js'
import { isRecord } from '../../core/internal/json.js'
import { COUNT, type OptionRule } from '../../core/internal/options.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import type { Filter } from '../../props/filter.js'
import { JOB_OPTIONS, type JobOptions } from '../shared/jobOptions.js'
import { checkJobParams, invalidJob } from '../shared/jobParams.js'
import { type Checkpoint, isCheckpointOf } from './checkpoint.js'
import { printOfJson } from './rowPrint.js'

/** The parts of each row to read. */
export interface RowOptions extends JobOptions {
  /** The id of the data source, with or without dashes, or its URL. */
  readonly data_source_id: string
  /** Ids or names of the properties to return. Default all; fewer are faster. */
  readonly filter_properties?: ReadonlyArray<string> | undefined
  /** Whether to read the content of each page as well, with at least one request per page. Default `false`. */
  readonly body?: boolean | undefined
  /** The maximum number of pages that are read at the same time. Default 4. */
  readonly concurrency?: number | undefined
}

/** Parameters of `changes`. */
export interface ChangesParams extends RowOptions {
  /** The last checkpoint of an earlier run with the same parameters. Default: all rows are changes. */
  readonly since?: Checkpoint | undefined
  /**
   * The rows to keep up to date. Default all. `changes` does not notice that a row stops matching; `reconcile` does, with the same
   * filter.
   */
  readonly filter?: Filter | undefined
  /** The maximum number of rows per request, 1 to 100. Default 100. */
  readonly page_size?: number | undefined
}

/** Parameters of `readDirty`. */
export interface ReadDirtyParams extends RowOptions {
  /** The ids of the pages, in any order; each is read once. */
  readonly ids: Iterable<string>
}

/** A row of a copy, such as a page. */
export interface KnownRow {
  /** The id of the page, with or without dashes. */
  readonly id: string
  /** ISO 8601; only the minute is compared. */
  readonly last_edited_time?: string | undefined
}

/** Parameters of `reconcile`. */
export interface ReconcileParams extends JobOptions {
  /** The id of the data source, with or without dashes, or its URL. */
  readonly data_source_id: string
  /** All rows of the copy: their ids, or the rows themselves, so that those with a different `last_edited_time` are found as well. */
  readonly known: Iterable<string | KnownRow>
  /** The filter of the copy: a row that no longer matches is gone. Default all rows. */
  readonly filter?: Filter | undefined
  /** The maximum number of pages that are read at the same time. Default 4. */
  readonly concurrency?: number | undefined
}

/**
 * The id of a data source with dashes; empty if it is invalid.
 *
 * @internal
 */
export const dataSourceIdOf = (given: unknown): string => idIn(given, PLACES.other) ?? ''

/**
 * Pages by their ids with dashes, each once, with their times if given. Fails if one has no id, or the list cannot be read.
 *
 * @internal
 */
export const pagesById = (
  op: string,
  name: string,
  given: ReconcileParams['known'],
): Either<InvalidInputError, ReadonlyMap<string, string | undefined>> => {
  const rows = new Map<string, string | undefined>()
  const refused = tryTo((): ReadonlyArray<unknown> => {
    for (const one of given) {
      const id = idIn(typeof one === 'string' ? one : field(one, 'id'), PLACES.page)
      if (!id) return [one]
      const time = field(one, 'last_edited_time')
      rows.set(id, typeof time === 'string' ? time : undefined)
    }
    return []
  }, ['(unreadable)'])
  return refused.length > 0
    ? left(invalidJob(op, [{ field: name, given: refused[0], allowed: 'ids of pages, or their URLs' }]))
    : right(rows)
}

/**
 * Identifies the parameters that a checkpoint depends on.
 *
 * @internal
 */
export const queryPrint = ({ filter, filter_properties, body }: ChangesParams): string =>
  printOfJson({ filter, filter_properties, body: body === true })

const A_DATA_SOURCE: OptionRule = [(given) => dataSourceIdOf(given) !== '', ID_EXPECTED]
const IDS: OptionRule = [
  (given) => typeof given !== 'string' && isIterable(given),
  'a list or another iterable of ids of pages',
]
const FILTER: OptionRule = [isRecord, 'a filter, as in queryDataSource']

const isIterable = (given: unknown): boolean => typeof Reflect.get(Object(given), Symbol.iterator) === 'function'

const ROWS: { readonly [name in keyof RowOptions]-?: OptionRule } = {
  ...JOB_OPTIONS,
  data_source_id: A_DATA_SOURCE,
  filter_properties: [
    (given) => Array.isArray(given) && given.every((one) => typeof one === 'string'),
    'a list of ids or names of properties',
  ],
  body: [(given) => typeof given === 'boolean', 'true or false'],
  concurrency: COUNT,
}

const PAGE_SIZE: OptionRule = [
  (given) => Number.isInteger(given) && Number(given) >= 1 && Number(given) <= 100,
  'a whole number from 1 to 100',
]

/**
 * Checks the parameters of `changes`. With a checkpoint of other parameters, rows would be missed.
 *
 * @internal
 */
export const checkChanges = (params: ChangesParams): Either<InvalidInputError, ChangesParams> => {
  const checks: { readonly [name in keyof ChangesParams]-?: OptionRule } = {
    ...ROWS,
    filter: FILTER,
    page_size: PAGE_SIZE,
    since: [
      (given) => isCheckpointOf(given, dataSourceIdOf(params.data_source_id)),
      'a checkpoint of changes for this data source',
    ],
  }
  const checked = checkJobParams('changes', params, checks, ['data_source_id'])
  if (isLeft(checked)) return checked
  const same: OptionRule = [
    () => params.since?.query === queryPrint(params),
    'a checkpoint of a run with the same filter, filter_properties and body (omit it to read all rows again)',
  ]
  return params.since === undefined
    ? checked
    : checkJobParams('changes', params, { ...checks, since: same }, ['data_source_id'])
}

/**
 * Checks the parameters of `readDirty`.
 *
 * @internal
 */
export const checkReadDirty = (params: ReadDirtyParams): Either<InvalidInputError, ReadDirtyParams> =>
  checkJobParams('readDirty', params, { ...ROWS, ids: IDS }, ['data_source_id', 'ids'])

/**
 * Checks the parameters of `reconcile`.
 *
 * @internal
 */
export const checkReconcile = (params: ReconcileParams): Either<InvalidInputError, ReconcileParams> =>
  checkJobParams(
    'reconcile',
    params,
    { ...JOB_OPTIONS, data_source_id: A_DATA_SOURCE, known: IDS, filter: FILTER, concurrency: COUNT },
    ['data_source_id', 'known'],
  )
