/** One property of a page on its own: a single item, or a list of them that is as long as it has to be. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { DateValue } from '../../core/objects/date.js'
import { RichTextItem } from '../../core/objects/richText.js'
import {
  anyObject,
  boolean,
  list,
  literal,
  nullable,
  number,
  string,
  struct,
  tagged,
  type Unchecked,
  type UnknownType,
} from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import type { Word } from '../../core/schema/variants.js'
import { PageReference, UserOrGroup } from '../../props/propertyParts.js'
import { type PropertyPayloads, propertyPayloads, type RollupFunction } from '../../props/propertyValue.js'

/** What a rollup comes to. `incomplete` before the last page of its items; the items themselves are beside it. */
export type RollupItemResult = { readonly function: Word<RollupFunction> } & (
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'date'; readonly date: DateValue | null }
  | { readonly type: 'array'; readonly array: ReadonlyArray<{ readonly [name: string]: unknown }> }
  | { readonly type: 'incomplete'; readonly incomplete: { readonly [name: string]: unknown } }
  | { readonly type: 'unsupported'; readonly unsupported: { readonly [name: string]: unknown } }
  | { readonly type: UnknownType }
)

/** The payload of each type of property item: as in a page, but of lists of unlimited length one element each. */
export interface PropertyItemPayloads
  extends Omit<PropertyPayloads, 'title' | 'rich_text' | 'people' | 'relation' | 'rollup'> {
  /** One run of the text. */
  readonly title: RichTextItem
  /** One run of the text. */
  readonly rich_text: RichTextItem
  /** One person or group. */
  readonly people: UserOrGroup
  /** One related page. */
  readonly relation: PageReference
  readonly rollup: RollupItemResult
}

interface PropertyItemBase {
  readonly object: 'property_item'
  /** The id of the property, as it stands in an address: `%3AUPp`. */
  readonly id: string
  /** Notion's id of the request, where the item is the whole answer. */
  readonly request_id?: string
}

/** The item of a property of one type. */
export type PropertyItemOf<Known extends keyof PropertyItemPayloads> = Known extends keyof PropertyItemPayloads
  ? PropertyItemBase & { readonly type: Known } & { readonly [Name in Known]: PropertyItemPayloads[Known] }
  : never

/**
 * The item of a property of a type that this library does not know, or one that is not what its type promises. Only that it is
 * an item, and its type, are certain: whatever else it has is as Notion sent it.
 */
export interface UnknownPropertyItem extends Unchecked<PropertyItemBase, 'object'> {
  readonly type: UnknownType
}

/**
 * The value of a property, or one element of it.
 *
 * @see https://developers.notion.com/reference/property-item-object
 */
export type PropertyItem = PropertyItemOf<keyof PropertyItemPayloads> | UnknownPropertyItem

interface ListedPropertyBase {
  /** The id of the property. */
  readonly id: string
  /** The address of the next page of items. */
  readonly next_url?: string | null
}

/** Which property a list of items belongs to. */
export type ListedProperty =
  | (ListedPropertyBase &
      (
        | { readonly type: 'title'; readonly title: { readonly [name: string]: unknown } }
        | { readonly type: 'rich_text'; readonly rich_text: { readonly [name: string]: unknown } }
        | { readonly type: 'people'; readonly people: { readonly [name: string]: unknown } }
        | { readonly type: 'relation'; readonly relation: { readonly [name: string]: unknown } }
        | { readonly type: 'rollup'; readonly rollup: RollupItemResult }
      ))
  | (Unchecked<ListedPropertyBase> & { readonly type: UnknownType })

/** One page of the items of a property: the runs of a text, people, pages, or what a rollup gathers. */
export interface PropertyItemList {
  readonly object: 'list'
  /** `property_item`, where Notion tells. */
  readonly type?: string
  /** The property; of a rollup also what it comes to, which is final on the last page. */
  readonly property_item: ListedProperty
  /** In their order; of a rollup, the values that it gathers. */
  readonly results: ReadonlyArray<PropertyItem>
  /** What to pass as `start_cursor` for the next page; `null` after the last. */
  readonly next_cursor: string | null
  /** Whether there is a further page. */
  readonly has_more: boolean
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** A property of a page on its own. */
export type PageProperty = PropertyItem | PropertyItemList

const RollupItemResult: Type<RollupItemResult> = tagged<RollupItemResult>(
  {
    number: nullable(number),
    date: nullable(DateValue),
    array: list(anyObject),
    incomplete: anyObject,
    unsupported: anyObject,
  },
  struct<{ readonly function: Word<RollupFunction> }>({ function: string }),
)

/** The value of a property, or one element of it. */
export const PropertyItem: Type<PropertyItem> = tagged<PropertyItem>(
  {
    ...propertyPayloads,
    title: RichTextItem,
    rich_text: RichTextItem,
    people: UserOrGroup,
    relation: PageReference,
    rollup: RollupItemResult,
  },
  struct<PropertyItemBase>({ object: literal('property_item'), id: string }, { request_id: string }),
  struct<Pick<PropertyItemBase, 'object'>>({ object: literal('property_item') }),
)

const ListedProperty: Type<ListedProperty> = tagged<ListedProperty>(
  {
    title: anyObject,
    rich_text: anyObject,
    people: anyObject,
    relation: anyObject,
    rollup: RollupItemResult,
  },
  struct<ListedPropertyBase>({ id: string }, { next_url: nullable(string) }),
  anyObject,
)

/** One page of the items of a property. */
export const PropertyItemList: Type<PropertyItemList> = struct<PropertyItemList>(
  {
    object: literal('list'),
    property_item: ListedProperty,
    results: list(PropertyItem),
    next_cursor: nullable(string),
    has_more: boolean,
  },
  { type: string, request_id: string },
)

/** A property of a page on its own. */
export const PageProperty: Type<PageProperty> = discriminate(
  (answer) => 'object' in answer && answer.object === 'list',
  PropertyItemList,
  PropertyItem,
)

/** Whether a property is given as a list of items. */
export const isPropertyItemList = (property: PageProperty): property is PropertyItemList =>
  tryTo(() => property.object === 'list', false)
