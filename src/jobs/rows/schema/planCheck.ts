/**
 * Checks a plan that was stored as JSON.
 *
 * @internal
 */
import { isObject, isRecord } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { SchemaPlan } from './schemaPlan.js'
import { hashOfPlan } from './schemaState.js'

/** The description of a valid plan. */
export const PLAN_EXPECTED = 'a plan from planSchema, unchanged'

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

/** Whether a value is a plan with the correct hash. */
export const isSchemaPlan = (value: unknown): boolean =>
  typeof field(value, 'data_source_id') === 'string' &&
  isListOf(field(value, 'changes'), isChange) &&
  isListOf(field(value, 'steps'), (step) => isListOf(step, isPlanned)) &&
  isListOf(field(value, 'before'), isState) &&
  // Every part was just checked.
  hashOfPlan(unsafeCast<SchemaPlan>(value)) === field(value, 'hash')
