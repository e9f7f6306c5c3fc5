/**
 * Checks a plan that was kept as JSON.
 *
 * @internal
 */
import { isObject, isRecord } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { PropertyState } from './schemaPlan.js'
import { hashOfState } from './schemaState.js'

/** What is expected of a plan. */
export const PLAN_EXPECTED = 'a plan that planSchema made, unchanged'

const isListOf = (value: unknown, is: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(is)

const isChange = (value: unknown): boolean =>
  ['property', 'class', 'message'].every((name) => typeof field(value, name) === 'string')

const isPlanned = (value: unknown): boolean =>
  typeof field(value, 'property') === 'string' &&
  isObject(value) &&
  'update' in value &&
  'expected' in value &&
  isListOf(field(value, 'changes'), Number.isInteger)

const isState = (value: unknown): boolean =>
  ['id', 'name', 'type'].every((name) => typeof field(value, name) === 'string') && isRecord(field(value, 'config'))

/** Whether a value is a plan, and has the hash of the schema in it. */
export const isSchemaPlan = (value: unknown): boolean => {
  const before = field(value, 'before')
  return (
    typeof field(value, 'data_source_id') === 'string' &&
    isListOf(field(value, 'changes'), isChange) &&
    isListOf(field(value, 'steps'), (step) => isListOf(step, isPlanned)) &&
    isListOf(before, isState) &&
    // Every element was just checked by `isState`.
    hashOfState(unsafeCast<ReadonlyArray<PropertyState>>(before)) === field(value, 'hash')
  )
}
