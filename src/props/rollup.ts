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

/** What a rollup does with the values it gathers. */
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
 * The result of a rollup that gives its items in one form or another.
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

/** What a rollup comes to. */
export type RollupResult = RollupResultOf<RollupItem>

/** A value of one type, without the id of its property: as an element of a rollup. */
export type RollupItem = AnyItem

/** What a rollup property gathers, by which relation, and what it makes of it. */
export interface RollupConfig {
  /** What it makes of the values. */
  readonly function: Word<RollupFunction>
  /** The relation that it follows, a property of the same data source. */
  readonly relation_property_id: string
  /** The name of that relation. */
  readonly relation_property_name: string
  /** The property that it gathers, one of the related pages. */
  readonly rollup_property_id: string
  /** The name of the gathered property. */
  readonly rollup_property_name: string
}

/** A rollup of a property of related pages; relation and property each by name or id. */
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

/** A condition on one of the values that a rollup gathers. */
export type RollupItemCondition = ExactlyOne<RollupItemConditions, AbsentBesideAnotherCondition>

interface RollupConditions {
  /** At least one value fits. */
  readonly any: RollupItemCondition
  /** No value fits. */
  readonly none: RollupItemCondition
  /** Each of the values fits. */
  readonly every: RollupItemCondition
  /** For a rollup that comes to a date or a span of dates. */
  readonly date: DateCondition
  /** For a rollup that comes to one number. */
  readonly number: NumberCondition
}

/** A condition on the values that a rollup gathers, or on what they come to. */
export type RollupCondition = ExactlyOne<RollupConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** Worked out by Notion, from at most 25 references. */
    readonly rollup: RollupResult
  }
  interface ConfigPayloads {
    /** What it gathers, and what it makes of it. */
    readonly rollup: RollupConfig
  }
  interface SharedConfigs {
    readonly rollup: RollupConfigRequest
  }
  interface PropertyConditions {
    readonly rollup: RollupCondition
  }
}

/** What a rollup comes to. */
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
 * The codec of the payload of each type of property value. Rollups gather values of any type, so that they complete the table.
 *
 * @internal
 */
export const propertyPayloads: { readonly [Known in PropertyType]: Type<PropertyPayloads[Known]> } = {
  ...payloadCodecs,
  rollup: RollupResult,
}

/** A value of one type, without the id of its property. */
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
