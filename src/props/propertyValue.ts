/** The values of the properties of a page, one codec a type. */
import type { Type } from 'io-ts'
import { DateValue } from '../core/objects/date.js'
import { RichText } from '../core/objects/richText.js'
import { type PartialUser, type User, UserOrPartial } from '../core/objects/user.js'
import {
  anyObject,
  boolean,
  lazy,
  list,
  nullable,
  number,
  string,
  struct,
  tagged,
  type Unchecked,
  type UnknownType,
} from '../core/schema/combinators.js'
import type { Word } from '../core/schema/variants.js'
import {
  FileWithName,
  PageReference,
  Place,
  SelectOption,
  UniqueId,
  UserOrGroup,
  Verification,
} from './propertyParts.js'

/** What a formula comes to. */
export type FormulaResult =
  | { readonly type: 'string'; readonly string: string | null }
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'boolean'; readonly boolean: boolean | null }
  | { readonly type: 'date'; readonly date: DateValue | null }
  | { readonly type: 'unsupported'; readonly unsupported: { readonly [name: string]: unknown } }
  | { readonly type: UnknownType }

/** What a rollup comes to. */
export type RollupResult = { readonly function: Word<RollupFunction> } & (
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'date'; readonly date: DateValue | null }
  | { readonly type: 'array'; readonly array: ReadonlyArray<RollupItem> }
  | { readonly type: 'incomplete'; readonly incomplete: { readonly [name: string]: unknown } }
  | { readonly type: 'unsupported'; readonly unsupported: { readonly [name: string]: unknown } }
  | { readonly type: UnknownType }
)

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

/** The payload of each type of property value. */
export interface PropertyPayloads {
  /** Always empty: what the button does is not told. */
  readonly button: { readonly [name: string]: unknown }
  readonly checkbox: boolean
  /** Who made the page; set by Notion alone. */
  readonly created_by: User | PartialUser
  /** When the page was made, ISO 8601; set by Notion alone. */
  readonly created_time: string
  /** `null` where it is empty. */
  readonly date: DateValue | null
  /** At most 200 characters in requests; `null` where it is empty. */
  readonly email: string | null
  /** In their order; empty where there are none. */
  readonly files: ReadonlyArray<FileWithName>
  /** Worked out by Notion, from at most 25 references. */
  readonly formula: FormulaResult
  /** Who changed the page last; set by Notion alone. */
  readonly last_edited_by: User | PartialUser
  /** When the page was last changed, ISO 8601; set by Notion alone. */
  readonly last_edited_time: string
  /** The chosen options; empty where none is. */
  readonly multi_select: ReadonlyArray<SelectOption>
  /** `null` where it is empty; the format of the property does not change it. */
  readonly number: number | null
  /** May stop at 25; `getPageProperty` reaches the rest. */
  readonly people: ReadonlyArray<UserOrGroup>
  /** Free text in no fixed format, at most 200 characters in requests; `null` where it is empty. */
  readonly phone_number: string | null
  /** `null` where it is empty. */
  readonly place: Place | null
  /** The first 25 at most; `getPageProperty` reaches the rest. */
  readonly relation: ReadonlyArray<PageReference>
  /** Empty where nothing is written; mentions beyond the 25th are left out. */
  readonly rich_text: RichText
  /** Worked out by Notion, from at most 25 references. */
  readonly rollup: RollupResult
  /** `null` where no option is chosen. */
  readonly select: SelectOption | null
  /** `null` where no option is chosen. */
  readonly status: SelectOption | null
  /** Empty where nothing is written; mentions beyond the 25th are left out. */
  readonly title: RichText
  /** Counted up by Notion. */
  readonly unique_id: UniqueId
  /** At most 2000 characters in requests; `null` where it is empty. */
  readonly url: string | null
  /** For pages of wikis; `null` elsewhere. */
  readonly verification: Verification | null
}

/** The types of properties that this library knows. */
export type PropertyType = keyof PropertyPayloads

/** A value of one type, without the id of its property: as an element of a rollup. */
export type RollupItem =
  | {
      readonly [Known in PropertyType]: { readonly type: Known } & { readonly [Name in Known]: PropertyPayloads[Known] }
    }[PropertyType]
  | { readonly type: UnknownType }

/** What every value of a property tells. */
interface PropertyValueBase {
  /** The id of the property, as it stands in an address: `%3AUPp`. */
  readonly id: string
  /** Whether a list has more than the 25 references that are given; most lists do not say. */
  readonly has_more?: boolean
}

/** The value of a property of one type. */
export type PropertyValueOf<Known extends PropertyType> = Known extends PropertyType
  ? PropertyValueBase & { readonly type: Known } & { readonly [Name in Known]: PropertyPayloads[Known] }
  : never

/**
 * The value of a property of a type that this library does not know, or one that is not what its type promises. Only its type is
 * certain: whatever else it has is as Notion sent it.
 */
export interface UnknownPropertyValue extends Unchecked<PropertyValueBase> {
  readonly type: UnknownType
}

/** The value of a property of a page. */
export type PropertyValue = PropertyValueOf<PropertyType> | UnknownPropertyValue

/** What a formula comes to. */
export const FormulaResult: Type<FormulaResult> = tagged<FormulaResult>({
  string: nullable(string),
  number: nullable(number),
  boolean: nullable(boolean),
  date: nullable(DateValue),
  unsupported: anyObject,
})

/** What a rollup comes to. */
export const RollupResult: Type<RollupResult> = tagged<RollupResult>(
  {
    number: nullable(number),
    date: nullable(DateValue),
    array: list(lazy(() => RollupItem)),
    incomplete: anyObject,
    unsupported: anyObject,
  },
  struct<{ readonly function: Word<RollupFunction> }>({ function: string }),
)

/**
 * The codec of the payload of each type of property value.
 *
 * @internal
 */
export const propertyPayloads: { readonly [Known in PropertyType]: Type<PropertyPayloads[Known]> } = {
  button: anyObject,
  checkbox: boolean,
  created_by: UserOrPartial,
  created_time: string,
  date: nullable(DateValue),
  email: nullable(string),
  files: list(FileWithName),
  formula: FormulaResult,
  last_edited_by: UserOrPartial,
  last_edited_time: string,
  multi_select: list(SelectOption),
  number: nullable(number),
  people: list(UserOrGroup),
  phone_number: nullable(string),
  place: nullable(Place),
  relation: list(PageReference),
  rich_text: RichText,
  rollup: RollupResult,
  select: nullable(SelectOption),
  status: nullable(SelectOption),
  title: RichText,
  unique_id: UniqueId,
  url: nullable(string),
  verification: nullable(Verification),
}

/** A value of one type, without the id of its property. */
export const RollupItem: Type<RollupItem> = tagged<RollupItem>(propertyPayloads)

/** The value of a property of a page. */
export const PropertyValue: Type<PropertyValue> = tagged<PropertyValue>(
  propertyPayloads,
  struct<PropertyValueBase>({ id: string }, { has_more: boolean }),
  anyObject,
)
