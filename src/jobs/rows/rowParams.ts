/** Parameters that the jobs on rows share. */
import { isObject } from '../../core/internal/json.js'
import { type OptionRule, oneOf } from '../../core/internal/options.js'
import type { CompleteRow, OnMismatch } from './queryRows.js'
import type { AnyDefinition, PropertyKeyOf } from './rowTypes.js'

/** How to return a row. */
export interface ReturnedRow<
  Definition extends AnyDefinition,
  Key extends PropertyKeyOf<Definition>,
  Mismatch extends OnMismatch,
> {
  /** The declaration of the data source. */
  readonly source: Definition
  /** The properties that the returned row has. Default all that are declared. */
  readonly select?: ReadonlyArray<Key> | undefined
  /**
   * How to handle a row that does not match its declaration: `strict` fails, `report` returns a `MismatchedRow`.
   * Default: `strict`.
   */
  readonly on_mismatch?: Mismatch | undefined
  /**
   * Completes truncated lists: `completePage` of `notion-fp/completion`. Default: a row with such a list does not match
   * its declaration.
   */
  readonly complete?: CompleteRow | undefined
}

const AN_OBJECT: OptionRule = [isObject, 'an object']

/**
 * The checks of these parameters.
 *
 * @internal
 */
export const ROW_CHECKS: { readonly [name: string]: OptionRule } = {
  source: AN_OBJECT,
  select: [Array.isArray, 'a list of keys'],
  on_mismatch: oneOf(['strict', 'report']),
  complete: [(given) => typeof given === 'function', 'completePage of notion-fp/completion'],
}

/**
 * The checks of the values to write.
 *
 * @internal
 */
export const VALUE_CHECKS: { readonly [name: string]: OptionRule } = {
  ...ROW_CHECKS,
  values: AN_OBJECT,
  allow_new_options: [(given) => typeof given === 'boolean', 'true or false'],
}

/**
 * The check of the id of a row.
 *
 * @internal
 */
export const ROW_ID: OptionRule = [(given) => typeof given === 'string', 'the id or URL of a row']
