/** Formula properties. */
import type { Type } from 'io-ts'
import type { DateValue } from '../core/objects/date.js'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { anyObject, boolean, nullable, string, struct, tagged, type UnknownType } from '../core/schema/combinators.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'
import type { CheckboxCondition } from './checkbox.js'
import type { TextCondition } from './condition.js'
import { type DateCondition, datePayload } from './date.js'
import type { ConfiguredDeclaration } from './declaration.js'
import { type NumberCondition, numberPayload } from './number.js'
import { optionalText } from './optionalText.js'
import { type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { ConfigPayloads } from './propertyTables.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'
import type { Unavailable } from './unavailable.js'

/** The result of a formula. */
export type FormulaResult =
  | { readonly type: 'string'; readonly string: string | null }
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'boolean'; readonly boolean: boolean | null }
  | { readonly type: 'date'; readonly date: DateValue | null }
  | { readonly type: 'unsupported'; readonly unsupported: { readonly [name: string]: unknown } }
  | { readonly type: UnknownType }

/** The result of a formula. */
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

/** A condition on the result of a formula, by the type of the result. */
export type FormulaCondition = ExactlyOne<FormulaConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** Computed by Notion from at most 25 references. Read-only. */
    readonly formula: FormulaResult
  }
  interface ConfigPayloads {
    /** The expression is in Notion's formula language. */
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

/** The result of a formula; `null` if empty. */
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

/** The results of formulas, by type. */
export interface FormulaResults {
  readonly string: string | null
  readonly number: number | null
  readonly boolean: boolean | null
  readonly date: DateValue | null
}

/** A formula property with the type of its result. */
export interface FormulaDeclaration<Result extends keyof FormulaResults>
  extends ConfiguredDeclaration<
    'formula',
    { readonly result: Result; readonly expression?: string | undefined },
    FormulaValue
  > {}

/** A formula property: its reader; `of` declares the type of its result. */
export type FormulaProp = ReadOnlyProp<'formula', FormulaValue> & {
  /**
   * Declares the type of the results, and the expression, which is needed only to create the property.
   *
   * @example
   * import { formula } from 'notion-fp/props'
   *
   * const Double = formula.of('number', 'prop("Estimate") * 2')
   */
  readonly of: <Result extends keyof FormulaResults>(result: Result, expression?: string) => FormulaDeclaration<Result>
}

const base: ReadOnlyProp<'formula', FormulaValue> = readOnlyProp('formula', plainValue)

/**
 * The result of a formula, or the reason why it is unavailable. Notion computes it from at most 25 references of a property and does
 * not report the others: `readProps` rejects a formula beside a property that may have more.
 *
 * @see https://developers.notion.com/reference/page-property-values#formula
 * @example
 * import type { Page } from 'notion-fp'
 * import { formula, readProps } from 'notion-fp/props'
 *
 * const costOf = (page: Page) => readProps({ Cost: formula })(page)
 */
export const formula: FormulaProp = Object.assign(base, {
  of: <Result extends keyof FormulaResults>(result: Result, expression?: string) => ({
    ...base,
    of: { result, expression },
  }),
})
