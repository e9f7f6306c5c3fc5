/** Number properties. */
import type { Type } from 'io-ts'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { number as aNumber, nullable, string, struct } from '../core/schema/combinators.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'
import type { Word } from '../core/schema/variants.js'
import type { ExistenceConditions } from './condition.js'
import type { ConfiguredDeclaration } from './declaration.js'
import { identity, type Prop, prop } from './prop.js'
import type { ConfigPayloads } from './propertyTables.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** The known number formats. Requests accept any string, like those of the official client. */
export type NumberFormat =
  | 'number'
  | 'number_with_commas'
  | 'percent'
  | 'argentine_peso'
  | 'australian_dollar'
  | 'baht'
  | 'canadian_dollar'
  | 'chilean_peso'
  | 'colombian_peso'
  | 'danish_krone'
  | 'dirham'
  | 'dollar'
  | 'euro'
  | 'forint'
  | 'franc'
  | 'hong_kong_dollar'
  | 'koruna'
  | 'krona'
  | 'leu'
  | 'lira'
  | 'mexican_peso'
  | 'new_taiwan_dollar'
  | 'new_zealand_dollar'
  | 'norwegian_krone'
  | 'peruvian_sol'
  | 'philippine_peso'
  | 'pound'
  | 'rand'
  | 'real'
  | 'ringgit'
  | 'riyal'
  | 'ruble'
  | 'rupee'
  | 'rupiah'
  | 'shekel'
  | 'singapore_dollar'
  | 'uruguayan_peso'
  | 'won'
  | 'yen'
  | 'yuan'
  | 'zloty'

interface NumberConditions extends ExistenceConditions {
  readonly equals: number
  readonly does_not_equal: number
  readonly greater_than: number
  readonly less_than: number
  readonly greater_than_or_equal_to: number
  readonly less_than_or_equal_to: number
}

/** A condition on a number. */
export type NumberCondition = ExactlyOne<NumberConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** `null` if empty. The format of the property does not affect it. */
    readonly number: number | null
  }
  interface ConfigPayloads {
    /** How Notion displays the number. */
    readonly number: { readonly format: Word<NumberFormat> }
  }
  interface PropertyValueRequests {
    /** `null` empties the property. */
    readonly number: number | null
  }
  interface SharedConfigs {
    /** Default: `number`. */
    readonly number: { readonly format?: Word<NumberFormat> | undefined }
  }
  interface PropertyConditions {
    readonly number: NumberCondition
  }
}

/**
 * The codec of the payload.
 *
 * @internal
 */
export const numberPayload: Type<number | null> = nullable(aNumber)

/**
 * The codec of the configuration.
 *
 * @internal
 */
export const numberConfig: Type<ConfigPayloads['number']> = struct<ConfigPayloads['number']>({ format: string })

/** The value of a number property. */
export type NumberPropertyValue = PropertyValueOf<'number'>

/** The value of a number property. */
export const NumberPropertyValue: Type<NumberPropertyValue> = propertyValueOf('number', numberPayload)

/** A number property with its format. */
export interface NumberDeclaration extends ConfiguredDeclaration<'number', Word<NumberFormat>, number | null> {}

/** A number property: its builder and reader; `of` declares its format. */
export type NumberProp = Prop<'number', number | null, number | null> & {
  /** Declares how Notion displays the numbers of a property: `number.of('percent')`. */
  readonly of: (format: Word<NumberFormat>) => NumberDeclaration
}

const base: Prop<'number', number | null, number | null> = prop('number', identity<number | null>, identity)

/**
 * A number; `null` if empty. A percentage is a ratio: 0.5 for 50 %.
 *
 * @see https://developers.notion.com/reference/page-property-values#number
 * @example
 * import { number } from 'notion-fp/props'
 *
 * const properties = { Estimate: number(3) }
 */
export const number: NumberProp = Object.assign(base, {
  of: (of: Word<NumberFormat>) => ({ ...base, of }),
})
