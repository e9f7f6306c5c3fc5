/** Rollup properties. */
import type { Type } from 'io-ts'
import type { DateValue } from '../core/objects/date.js'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { type ReadOnlyProp, readOnlyProp } from './prop.js'
import { type PropertyValueOf, type RollupItem, RollupResult } from './propertyValue.js'
import type { Unavailable } from './unavailable.js'

/** The value of a rollup property. */
export type RollupPropertyValue = PropertyValueOf<'rollup'>

/** The value of a rollup property. */
export const RollupPropertyValue: Type<RollupPropertyValue> = struct<RollupPropertyValue>(
  { id: string, type: literal('rollup'), rollup: RollupResult },
  { has_more: boolean },
)

/** The result of a rollup; the elements of a list are read as values of properties are: `number.read(element)`. */
export type RollupValue = number | DateValue | null | ReadonlyArray<RollupItem> | Unavailable

const plainValue = (rollup: RollupResult): RollupValue => {
  switch (rollup.type) {
    case 'number':
      return rollup.number
    case 'date':
      return rollup.date
    case 'array':
      return rollup.array
    default:
      return { unavailable: rollup.type }
  }
}

/**
 * The result of a rollup, or why there is no value. Of more than 25 related pages Notion leaves out the rest and does not say
 * so: `readProps` refuses a rollup beside such a relation, and `getPageProperty` gives the value over all of them.
 *
 * @see https://developers.notion.com/reference/page-property-values#rollup
 * @example
 * import type { Page } from 'notion-fp'
 * import { readProps, rollup } from 'notion-fp/props'
 *
 * const totalOf = (page: Page) => readProps({ Total: rollup })(page)
 */
export const rollup: ReadOnlyProp<'rollup', RollupValue> = readOnlyProp('rollup', plainValue)
