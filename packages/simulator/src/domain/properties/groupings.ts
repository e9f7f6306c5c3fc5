/** How views can be grouped, by type of property. */
import { type Check, fields, number, oneOf, optional } from '../validate/check.js'
import { asObject, asString } from '../values/json.js'

/** The fields of an object, and how each is checked. */
export type Checks = Readonly<Record<string, Check>>

/** How a view can be grouped by a type of property. */
export interface Grouping {
  /** What the configuration of a view calls the type. */
  readonly type: string
  /** The fields of the configuration besides those that every grouping has. */
  readonly checks: Checks
  /** Whether the order of the groups is part of `group_by`. */
  readonly sortInside?: true
}

/** The order of groups. */
export const groupOrder = fields({ type: oneOf('manual', 'ascending', 'descending') })

/** Groups of dates. */
export const DATE_GROUPS: Checks = {
  group_by: oneOf('relative', 'day', 'week', 'month', 'year'),
  start_day_of_week: optional(oneOf(0, 1)),
}
/** Groups of texts. */
export const TEXT_GROUPS: Checks = { group_by: oneOf('exact', 'alphabet_prefix') }
/** Groups of numbers. */
export const NUMBER_GROUPS: Checks = {
  range_start: optional(number),
  range_end: optional(number),
  range_size: optional(number),
}

/** An object of one of several types, which its `type` names; `common` are the fields of all types. */
export const byType =
  (types: Readonly<Record<string, Checks>>, common: Checks): Check =>
  (value, path) => {
    const problems = fields({ type: oneOf(...Object.keys(types)) })(value, path)
    return problems.length > 0 ? problems : fields({ ...common, ...types[asString(asObject(value).type)] })(value, path)
  }
