/** One property of a page: a single item, or a paginated list of items. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { RichTextItem } from '../../core/objects/richText.js'
import {
  anyObject,
  boolean,
  list,
  literal,
  nullable,
  string,
  struct,
  tagged,
  type Unchecked,
  type UnknownType,
} from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { UserOrGroup } from '../../props/people.js'
import type { PropertyPayloads } from '../../props/propertyTables.js'
import '../../props/propertyTypes.js'
import { datePayload } from '../../props/date.js'
import { numberPayload } from '../../props/number.js'
import { PageReference } from '../../props/relation.js'
import { propertyPayloads, type RollupResultOf } from '../../props/rollup.js'

/** The result of a rollup; `incomplete` until the last page of its items, which are returned beside it. */
export type RollupItemResult = RollupResultOf<{ readonly [name: string]: unknown }>

/**
 * The content of each type of property item: as in a page, except that each element of a paginated property is an item
 * of its own.
 */
export interface PropertyItemPayloads
  extends Omit<PropertyPayloads, 'title' | 'rich_text' | 'people' | 'relation' | 'rollup'> {
  /** One rich text object. */
  readonly title: RichTextItem
  /** One rich text object. */
  readonly rich_text: RichTextItem
  /** One person or group. */
  readonly people: UserOrGroup
  /** One related page. */
  readonly relation: PageReference
  readonly rollup: RollupItemResult
}

interface PropertyItemBase {
  readonly object: 'property_item'
  /** The id of the property, URL-encoded: `%3AUPp`. */
  readonly id: string
  /** The id of the request, if the item is the whole response. */
  readonly request_id?: string
}

/** The item of a property of one type. */
export type PropertyItemOf<Known extends keyof PropertyItemPayloads> = Known extends keyof PropertyItemPayloads
  ? PropertyItemBase & { readonly type: Known } & { readonly [Name in Known]: PropertyItemPayloads[Known] }
  : never

/**
 * A property item of an unknown type, or one that does not match its type. Only `object` and `type` are checked;
 * everything else is as Notion sent it.
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
  /** The URL of the next page of results. */
  readonly next_url?: string | null
}

/** The property that a list of items belongs to. */
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

/** One page of the items of a property: rich text, people, pages, or the values of a rollup. */
export interface PropertyItemList {
  readonly object: 'list'
  /** `property_item`, if Notion returns it. */
  readonly type?: string
  /** The property; for a rollup also its result, which is final on the last page of results. */
  readonly property_item: ListedProperty
  /** The items in order; for a rollup, the values that it aggregates. */
  readonly results: ReadonlyArray<PropertyItem>
  /** The `start_cursor` of the next page of results; `null` on the last one. */
  readonly next_cursor: string | null
  /** Whether there are more results. */
  readonly has_more: boolean
  /** The id of the request. */
  readonly request_id?: string
}

/** One property of a page. */
export type PageProperty = PropertyItem | PropertyItemList

const RollupItemResult: Type<RollupItemResult> = tagged<RollupItemResult>(
  {
    number: numberPayload,
    date: datePayload,
    array: list(anyObject),
    incomplete: anyObject,
    unsupported: anyObject,
  },
  struct<Pick<RollupItemResult, 'function'>>({ function: string }),
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

/** One property of a page. */
export const PageProperty: Type<PageProperty> = discriminate(
  (answer) => 'object' in answer && answer.object === 'list',
  PropertyItemList,
  PropertyItem,
)

/**
 * Type guard: whether a property is returned as a list of items.
 *
 * @example
 * import { type Context, getPageProperty, isPropertyItemList } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const countOf = (ctx: Context, page_id: string, property_id: string) =>
 *   pipe(
 *     getPageProperty(ctx, { page_id, property_id }),
 *     TE.map((property) => (isPropertyItemList(property) ? property.results.length : 1)),
 *   )
 */
export const isPropertyItemList = (property: PageProperty): property is PropertyItemList =>
  tryTo(() => property.object === 'list', false)
