/** The parameters of upserts. */
import { isObject } from '../../core/internal/json.js'
import { COUNT, type OptionRule, oneOf } from '../../core/internal/options.js'
import { field } from '../../core/internal/orUndefined.js'
import { JOB_OPTIONS, type JobOptions } from '../shared/jobOptions.js'
import type { AnyDefinition, PropertyKeyOf, RowInput } from './rowTypes.js'
import type { UpsertResume } from './upsertReport.js'

/** The types that identify a row. */
type KeyType = 'title' | 'rich_text' | 'number' | 'select' | 'status' | 'url' | 'email' | 'phone_number'

/**
 * The types that identify a row.
 *
 * @internal
 */
export const KEY_TYPES: ReadonlyArray<string> = [
  'title',
  'rich_text',
  'number',
  'select',
  'status',
  'url',
  'email',
  'phone_number',
] satisfies ReadonlyArray<KeyType>

/** The keys of the properties that can identify a row. */
export type UpsertKey<Definition extends AnyDefinition> = keyof {
  [Key in PropertyKeyOf<Definition> as Definition['properties'][Key] extends
    | { readonly type: KeyType }
    | { readonly prop: { readonly type: KeyType } }
    ? Key
    : never]: unknown
} &
  string

/** Parameters of `upsertRows`. */
export interface UpsertRowsParams<Definition extends AnyDefinition, AllowNew extends boolean = false>
  extends JobOptions {
  /** The declaration of the data source, with its `data_source_id`. */
  readonly source: Definition
  /** The property that identifies a row: a text, a number, an option, a URL, an email address or a phone number. */
  readonly key: UpsertKey<NoInfer<Definition>> & string
  /** The rows, each with its key and the values to write. Other properties are left unchanged. */
  readonly rows: ReadonlyArray<RowInput<NoInfer<Definition>, AllowNew>>
  /**
   * How to handle a key that occurs twice, among the given rows or in the data source: `refuse` fails before anything is written; `first`
   * and `last` use the first or last of the given rows, and the oldest or newest row of the data source. Default: `refuse`.
   */
  readonly on_duplicate?: 'refuse' | 'first' | 'last' | undefined
  /** Whether only to read, compare and report what would be written. Default `false`. */
  readonly dry_run?: boolean | undefined
  /** Whether values may be new options, which Notion then adds to the property. Default `false`. */
  readonly allow_new_options?: AllowNew | undefined
  /** The maximum number of requests at the same time. Default 4. */
  readonly concurrency?: number | undefined
  /** The `resume` of a report or of a `PartialUpsertError`, with the same rows: completed ones are skipped. */
  readonly resume?: UpsertResume | undefined
}

const A_FLAG: OptionRule = [(given) => typeof given === 'boolean', 'true or false']

/**
 * The checks of the parameters.
 *
 * @internal
 */
export const UPSERT_CHECKS: { readonly [name in keyof UpsertRowsParams<AnyDefinition>]-?: OptionRule } = {
  source: [isObject, 'an object'],
  key: [(given) => typeof given === 'string', 'the key of a declared property'],
  rows: [Array.isArray, 'a list of rows'],
  on_duplicate: oneOf(['refuse', 'first', 'last']),
  dry_run: A_FLAG,
  allow_new_options: A_FLAG,
  concurrency: COUNT,
  resume: [
    (given) => {
      const done = field(given, 'done')
      return Array.isArray(done) && [field(given, 'rows'), ...done].every(Number.isInteger)
    },
    'the resume of a report',
  ],
  ...JOB_OPTIONS,
}
