/** Rollup properties. */
import type { Type } from 'io-ts'
import type { DateValue } from '../core/objects/date.js'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { anyObject, lazy, list, string, struct, tagged, type UnknownType } from '../core/schema/combinators.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'
import type { Word } from '../core/schema/variants.js'
import type { CheckboxCondition } from './checkbox.js'
import type { ExistenceCondition, TextCondition } from './condition.js'
import { type DateCondition, datePayload } from './date.js'
import type { ConfiguredDeclaration } from './declaration.js'
import type { MultiSelectCondition } from './multiSelect.js'
import { type NumberCondition, numberPayload } from './number.js'
import type { SelectCondition } from './option.js'
import { payloadCodecs } from './payloadCodecs.js'
import type { PeopleCondition } from './people.js'
import { type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { PropertyPayloads, PropertyType } from './propertyTables.js'
import { type RollupItem as AnyItem, type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'
import type { RelationCondition } from './relation.js'
import type { StatusCondition } from './status.js'
import type { Unavailable } from './unavailable.js'

/** How a rollup aggregates the values of the related pages. */
export type RollupFunction =
  | 'average'
  | 'checked'
  | 'count'
  | 'count_per_group'
  | 'count_values'
  | 'date_range'
  | 'earliest_date'
  | 'empty'
  | 'latest_date'
  | 'max'
  | 'median'
  | 'min'
  | 'not_empty'
  | 'percent_checked'
  | 'percent_empty'
  | 'percent_not_empty'
  | 'percent_per_group'
  | 'percent_unchecked'
  | 'range'
  | 'show_original'
  | 'show_unique'
  | 'sum'
  | 'unchecked'
  | 'unique'

/**
 * The result of a rollup, by the type of its elements.
 *
 * @internal
 */
export type RollupResultOf<Item> = { readonly function: Word<RollupFunction> } & (
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'date'; readonly date: DateValue | null }
  | { readonly type: 'array'; readonly array: ReadonlyArray<Item> }
  | { readonly type: 'incomplete'; readonly incomplete: { readonly [name: string]: unknown } }
  | { readonly type: 'unsupported'; readonly unsupported: { readonly [name: string]: unknown } }
  | { readonly type: UnknownType }
)

/** The result of a rollup. */
export type RollupResult = RollupResultOf<RollupItem>

/** An element of a rollup: a property value without an id. */
export type RollupItem = AnyItem

/** The configuration of a rollup: the relation, the property of the related pages, and the function. */
export interface RollupConfig {
  /** How the values are aggregated. */
  readonly function: Word<RollupFunction>
  /** The id of the relation, a property of the same data source. */
  readonly relation_property_id: string
  /** The name of the relation. */
  readonly relation_property_name: string
  /** The id of the property of the related pages. */
  readonly rollup_property_id: string
  /** The name of the property of the related pages. */
  readonly rollup_property_name: string
}

/** A rollup of a property of related pages. The relation and the property are identified by name or id. */
export type RollupConfigRequest = { readonly function: RollupFunction } & (
  | { readonly relation_property_name: string; readonly relation_property_id?: string | undefined }
  | { readonly relation_property_id: string; readonly relation_property_name?: string | undefined }
) &
  (
    | { readonly rollup_property_name: string; readonly rollup_property_id?: string | undefined }
    | { readonly rollup_property_id: string; readonly rollup_property_name?: string | undefined }
  )

interface RollupItemConditions {
  readonly rich_text: TextCondition
  readonly number: NumberCondition
  readonly checkbox: CheckboxCondition
  readonly select: SelectCondition
  readonly multi_select: MultiSelectCondition
  readonly relation: RelationCondition
  readonly date: DateCondition
  readonly people: PeopleCondition
  readonly files: ExistenceCondition
  readonly status: StatusCondition
}

/** A condition on an element of a rollup. */
export type RollupItemCondition = ExactlyOne<RollupItemConditions, AbsentBesideAnotherCondition>

interface RollupConditions {
  /** At least one element matches. */
  readonly any: RollupItemCondition
  /** No element matches. */
  readonly none: RollupItemCondition
  /** Every element matches. */
  readonly every: RollupItemCondition
  /** For a rollup with a date as its result. */
  readonly date: DateCondition
  /** For a rollup with a number as its result. */
  readonly number: NumberCondition
}

/** A condition on the elements of a rollup, or on its result. */
export type RollupCondition = ExactlyOne<RollupConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** Computed by Notion from at most 25 references. Read-only. */
    readonly rollup: RollupResult
  }
  interface ConfigPayloads {
    /** The relation, the property of the related pages, and the function. */
    readonly rollup: RollupConfig
  }
  interface SharedConfigs {
    readonly rollup: RollupConfigRequest
  }
  interface PropertyConditions {
    readonly rollup: RollupCondition
  }
}

/** The result of a rollup. */
export const RollupResult: Type<RollupResult> = tagged<RollupResult>(
  {
    number: numberPayload,
    date: datePayload,
    array: list(lazy(() => RollupItem)),
    incomplete: anyObject,
    unsupported: anyObject,
  },
  struct<{ readonly function: Word<RollupFunction> }>({ function: string }),
)

/**
 * The codec of the payload of each type of property value. It includes rollups, whose elements are values of any type.
 *
 * @internal
 */
export const propertyPayloads: { readonly [Known in PropertyType]: Type<PropertyPayloads[Known]> } = {
  ...payloadCodecs,
  rollup: RollupResult,
}

/** An element of a rollup: a property value without an id. */
export const RollupItem: Type<RollupItem> = tagged<RollupItem>(propertyPayloads)

/**
 * The codec of the configuration.
 *
 * @internal
 */
export const rollupConfig: Type<RollupConfig> = struct<RollupConfig>({
  function: string,
  relation_property_id: string,
  relation_property_name: string,
  rollup_property_id: string,
  rollup_property_name: string,
})

/** The value of a rollup property. */
export type RollupPropertyValue = PropertyValueOf<'rollup'>

/** The value of a rollup property. */
export const RollupPropertyValue: Type<RollupPropertyValue> = propertyValueOf('rollup', RollupResult)

/** The result of a rollup. Read the elements of an array like property values: `number.read(element)`. */
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

/** The results of rollups, by type. */
export interface RollupResults {
  readonly number: number | null
  readonly date: DateValue | null
  readonly array: ReadonlyArray<RollupItem>
}

/** What a declared rollup aggregates, by the names of the properties. */
export interface RollupSource {
  /** The name of the relation, a property of the same data source. */
  readonly relation: string
  /** The name of the property of the related pages. */
  readonly property: string
  readonly function: RollupFunction
}

/** A rollup property with the type of its result. */
export interface RollupDeclaration<Result extends keyof RollupResults>
  extends ConfiguredDeclaration<
    'rollup',
    { readonly result: Result; readonly config?: RollupSource | undefined },
    RollupValue
  > {}

/** A rollup property: its reader; `of` declares the type of its result. */
export type RollupProp = ReadOnlyProp<'rollup', RollupValue> & {
  /**
   * Declares the type of the result, and what it aggregates, which is needed only to create the property.
   *
   * @example
   * import { rollup } from 'notion-fp/props'
   *
   * const Effort = rollup.of('number', { relation: 'Tasks', property: 'Estimate', function: 'sum' })
   */
  readonly of: <Result extends keyof RollupResults>(result: Result, config?: RollupSource) => RollupDeclaration<Result>
}

const base: ReadOnlyProp<'rollup', RollupValue> = readOnlyProp('rollup', plainValue)

/**
 * The result of a rollup, or the reason why it is unavailable. Notion computes it from at most 25 related pages and does not report
 * the others: `readProps` rejects a rollup beside such a relation, and `getPageProperty` returns the result over all pages.
 *
 * @see https://developers.notion.com/reference/page-property-values#rollup
 * @example
 * import type { Page } from 'notion-fp'
 * import { readProps, rollup } from 'notion-fp/props'
 *
 * const totalOf = (page: Page) => readProps({ Total: rollup })(page)
 */
export const rollup: RollupProp = Object.assign(base, {
  of: <Result extends keyof RollupResults>(result: Result, config?: RollupSource) => ({
    ...base,
    of: { result, config },
  }),
})
