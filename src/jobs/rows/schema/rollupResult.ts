/**
 * The results of rollups.
 *
 * @internal
 */
import type { RollupResults } from '../../../props/rollup.js'

const DATES: ReadonlySet<string> = new Set(['date_range', 'earliest_date', 'latest_date'])
const ARRAYS: ReadonlySet<string> = new Set(['show_original', 'show_unique'])

/** The type of the result, which follows from the function; `undefined` without a function. */
export const rollupResult = (name: string | undefined): keyof RollupResults | undefined =>
  name === undefined ? undefined : DATES.has(name) ? 'date' : ARRAYS.has(name) ? 'array' : 'number'
