/** Formula properties. */
import type { Type } from 'io-ts'
import type { DateValue } from '../core/objects/date.js'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { anyObject, boolean, nullable, string, struct, tagged, type UnknownType } from '../core/schema/combinators.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'
import type { CheckboxCondition } from './checkbox.js'
import type { TextCondition } from './condition.js'
import { type DateCondition, datePayload } from './date.js'
import { type NumberCondition, numberPayload } from './number.js'
import { optionalText } from './optionalText.js'
import { type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { ConfigPayloads } from './propertyTables.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'
import type { Unavailable } from './unavailable.js'

/** What a formula comes to. */
export type FormulaResult =
  | { readonly type: 'string'; readonly string: string | null }
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'boolean'; readonly boolean: boolean | null }
  | { readonly type: 'date'; readonly date: DateValue | null }
  | { readonly type: 'unsupported'; readonly unsupported: { readonly [name: string]: unknown } }
  | { readonly type: UnknownType }

/** What a formula comes to. */
export const FormulaResult: Type<FormulaResult> = tagged<FormulaResult>({
  string: optionalText,
  number: numberPayload,
  boolean: nullable(boolean),
  date: datePayload,
  unsupported: anyObject,
})

interface FormulaConditions {
  readonly string: TextCondition
  readonly checkbox: CheckboxCondition
  readonly number: NumberCondition
  readonly date: DateCondition
}

/** A condition on what a formula comes to, by the type of that. */
export type FormulaCondition = ExactlyOne<FormulaConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** Worked out by Notion, from at most 25 references. */
    readonly formula: FormulaResult
  }
  interface ConfigPayloads {
    /** The formula in its own language, as text. */
    readonly formula: { readonly expression: string }
  }
  interface SharedConfigs {
    /** The expression is in Notion's formula language. */
    readonly formula: { readonly expression?: string | undefined }
  }
  interface PropertyConditions {
    readonly formula: FormulaCondition
  }
}

export { FormulaResult as formulaPayload }

/**
 * The codec of the configuration.
 *
 * @internal
 */
export const formulaConfig: Type<ConfigPayloads['formula']> = struct<ConfigPayloads['formula']>({ expression: string })

/** The value of a formula property. */
export type FormulaPropertyValue = PropertyValueOf<'formula'>

/** The value of a formula property. */
export const FormulaPropertyValue: Type<FormulaPropertyValue> = propertyValueOf('formula', FormulaResult)

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
