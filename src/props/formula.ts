/** Formula properties. */
import type { Type } from 'io-ts'
import type { DateValue } from '../core/objects/date.js'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { type ReadOnlyProp, readOnlyProp } from './prop.js'
import { FormulaResult, type PropertyValueOf } from './propertyValue.js'
import type { Unavailable } from './unavailable.js'

/** The value of a formula property. */
export type FormulaPropertyValue = PropertyValueOf<'formula'>

/** The value of a formula property. */
export const FormulaPropertyValue: Type<FormulaPropertyValue> = struct<FormulaPropertyValue>(
  { id: string, type: literal('formula'), formula: FormulaResult },
  { has_more: boolean },
)

/** The result of a formula; `null` where it is empty. */
export type FormulaValue = string | number | boolean | DateValue | null | Unavailable

const plainValue = (formula: FormulaResult): FormulaValue => {
  switch (formula.type) {
    case 'string':
      return formula.string
    case 'number':
      return formula.number
    case 'boolean':
      return formula.boolean
    case 'date':
      return formula.date
    default:
      return { unavailable: formula.type }
  }
}

/**
 * The result of a formula, or why there is no value. Of more than 25 references in one property Notion leaves out the rest and
 * does not say so: `readProps` refuses a formula beside such a property.
 *
 * @see https://developers.notion.com/reference/page-property-values#formula
 * @example
 * import type { Page } from 'notion-fp'
 * import { formula, readProps } from 'notion-fp/props'
 *
 * const costOf = (page: Page) => readProps({ Cost: formula })(page)
 */
export const formula: ReadOnlyProp<'formula', FormulaValue> = readOnlyProp('formula', plainValue)
