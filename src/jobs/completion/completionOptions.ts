/** The options of the jobs that complete pages. */
import type { Either } from 'fp-ts/Either'
import type { InvalidInputError } from '../../core/call/error.js'
import { isObject } from '../../core/internal/json.js'
import { COUNT, type OptionRule } from '../../core/internal/options.js'
import { field } from '../../core/internal/orUndefined.js'
import type { PropertyConfig } from '../../props/propertyConfig.js'
import { JOB_OPTIONS, type JobOptions } from '../shared/jobOptions.js'
import { checkJobParams } from '../shared/jobParams.js'

/** The part of a data source that a completion uses. */
export interface CompletionSchema {
  readonly properties: { readonly [name: string]: PropertyConfig }
}

/** The properties to complete. */
export interface CompletionScope<Name extends string = string> {
  /** The names or ids of the properties to complete. Default: all that are, or may be, incomplete. */
  readonly properties?: ReadonlyArray<Name> | undefined
  /**
   * The data source of the pages, as `getDataSource` returns it. With it, the job knows which relation a rollup depends on, and saves
   * requests: rollups of a complete relation are not read, and the function `count` needs no request of its own. It also knows which
   * formulas depend on a truncated list. Default: a rollup is read if any relation of the page is truncated, and every formula of a page
   * with a truncated list is incomplete.
   */
  readonly data_source?: CompletionSchema | undefined
}

/** Options of the jobs that complete pages. */
export interface CompletionOptions<Name extends string = string> extends JobOptions, CompletionScope<Name> {
  /** The maximum number of requests at the same time, for all pages together. Default 8. */
  readonly concurrency?: number | undefined
}

const NAMES: OptionRule = [
  (given) =>
    Array.isArray(given) && Array.from<unknown>(given).every((name) => typeof name === 'string' && name !== ''),
  'a list of names or ids of properties',
]

const CHECKS: { readonly [name in keyof CompletionOptions]-?: OptionRule } = {
  properties: NAMES,
  data_source: [(given) => isObject(field(given, 'properties')), 'a data source, as getDataSource returns it'],
  concurrency: COUNT,
  ...JOB_OPTIONS,
}

/**
 * Checks the options.
 *
 * @internal
 */
export const checkCompletion = (op: string, options: CompletionOptions): Either<InvalidInputError, CompletionOptions> =>
  checkJobParams(op, options, CHECKS)

/**
 * The default maximum number of concurrent requests.
 *
 * @internal
 */
export const CONCURRENCY = 8
