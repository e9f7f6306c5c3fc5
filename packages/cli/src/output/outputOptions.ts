/** The options of commands that print things. */
import type { OptionSpecs } from '../args/option.js'

export const OUTPUT_OPTIONS = {
  json: { type: 'boolean', help: 'Prints one JSON document; errors are JSON as well' },
  ndjson: { type: 'boolean', help: 'Prints one JSON value a line (default in a pipe)' },
  csv: { type: 'boolean', help: 'Prints CSV' },
  table: { type: 'boolean', help: 'Prints for people (default on a terminal)' },
  fields: { type: 'string', value: 'a,b', help: 'Prints only these fields, in this order' },
} as const satisfies OptionSpecs

/** The forms of the output. */
export type OutputFormat = 'json' | 'ndjson' | 'csv' | 'table'

/** What the user asked for. */
export interface OutputValues {
  readonly json: boolean
  readonly ndjson: boolean
  readonly csv: boolean
  readonly table: boolean
  readonly fields: string | undefined
}
