/**
 * The elements of one property, read to their end.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import type { Type } from 'io-ts'
import type { Context } from '../../core/call/context.js'
import { failedCall, type NotionError } from '../../core/call/error.js'
import type { NotionRequest } from '../../core/call/request.js'
import { send } from '../../core/call/send.js'
import { RichTextItem } from '../../core/objects/richText.js'
import { isInvalidCursor } from '../../core/pagination/readPages.js'
import {
  boolean,
  list,
  literal,
  nullable,
  string,
  struct,
  tagged,
  type UnknownType,
} from '../../core/schema/combinators.js'
import { decodeWith } from '../../core/schema/decode.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { getPagePropertyRequest } from '../../ops/pages/getPageProperty.js'
import { PropertyItem } from '../../ops/pages/propertyItem.js'
import { UserOrGroup } from '../../props/people.js'
import { PageReference } from '../../props/relation.js'
import { RollupItem, RollupResult } from '../../props/rollup.js'
import { isOutOfRequests } from '../shared/meter.js'

/** One element of a list. */
type SingleItem =
  | { readonly type: 'title'; readonly title: RichTextItem }
  | { readonly type: 'rich_text'; readonly rich_text: RichTextItem }
  | { readonly type: 'people'; readonly people: UserOrGroup }
  | { readonly type: 'relation'; readonly relation: PageReference }
  | { readonly type: UnknownType }

/** An element of a property: one element of a list, or a value of a rollup, whose lists are complete or single elements. */
export type Item = SingleItem | RollupItem

type Listed = { readonly type: 'rollup'; readonly rollup: RollupResult } | { readonly type: UnknownType }

interface ItemList {
  readonly object: 'list'
  readonly property_item: Listed
  readonly results: ReadonlyArray<Item>
  readonly next_cursor: string | null
  readonly has_more: boolean
}

const LISTS: ReadonlyArray<unknown> = ['title', 'rich_text', 'people', 'relation']

const ListItem: Type<Item> = discriminate(
  (item) => LISTS.includes(item.type) && !Array.isArray(item[`${item.type}`]),
  tagged<SingleItem>({ title: RichTextItem, rich_text: RichTextItem, people: UserOrGroup, relation: PageReference }),
  RollupItem,
)

const ItemList: Type<ItemList> = struct<ItemList>({
  object: literal('list'),
  property_item: tagged<Listed>({ rollup: RollupResult }),
  results: list(ListItem),
  next_cursor: nullable(string),
  has_more: boolean,
})

const isList = (answer: ItemList | PropertyItem): answer is ItemList => answer.object === 'list'

const Answer: Type<ItemList | PropertyItem> = discriminate(({ object }) => object === 'list', ItemList, PropertyItem)

/** A property that was read: the elements of a list with the details that Notion returns of the list, or a single value. */
export type ReadProperty =
  | { readonly items: ReadonlyArray<Item>; readonly listed: Listed }
  | { readonly items?: never; readonly value: PropertyItem }

/** The result of reading a property, and the requests that it took. */
export interface PropertyRead {
  readonly result: Either<NotionError, ReadProperty>
  readonly requests: number
}

/** The maximum number of consecutive expired cursors before the job gives up a property. */
const MAX_FAILURES = 4

/** The maximum number of consecutive empty pages with more results after them, before the job gives up a property. */
const MAX_EMPTY = 10

/** Reads a property to its end. If a cursor expires, it reads the list from the beginning. */
export const readProperty = async (
  ctx: Context,
  page_id: string,
  property_id: string,
  signal: AbortSignal | undefined,
): Promise<PropertyRead> => {
  let start_cursor: string | undefined
  let items: Array<Item> = []
  let cursors = new Set<string>()
  let requests = 0
  let empty = 0
  const end = (result: Either<NotionError, ReadProperty>): PropertyRead => ({ result, requests })
  for (let failures = 0; ; ) {
    const { writes: _, ...call } = getPagePropertyRequest({ page_id, property_id, start_cursor })
    const request: NotionRequest<ItemList | PropertyItem> = {
      ...call,
      decode: decodeWith(Answer),
      codec: Answer,
      reads: () => [],
    }
    const isUnsent = signal?.aborted
    const answer = await send(ctx, request)()
    if (!isUnsent && (answer._tag === 'Right' || !isOutOfRequests(answer.left))) requests++
    if (answer._tag === 'Left') {
      const isExpired = start_cursor !== undefined && isInvalidCursor(answer.left)
      if (!isExpired || ++failures >= MAX_FAILURES) return end(answer)
      items = []
      cursors = new Set()
      start_cursor = undefined
    } else {
      if (!isList(answer.right)) return end(right({ value: answer.right }))
      const { results, has_more, next_cursor, property_item } = answer.right
      for (const item of results) items.push(item)
      if (!has_more) return end(right({ items, listed: property_item }))
      // Without a new cursor, the rest would be lost, or the list would never end.
      empty = results.length === 0 ? empty + 1 : 0
      if (!next_cursor || cursors.has(next_cursor) || empty >= MAX_EMPTY) {
        const details = { status: 200, headers: {}, body: answer.right }
        return end(
          left(failedCall('UnexpectedResponseError', request, 'not-applied', 'a list that does not end', details)),
        )
      }
      failures = 0
      start_cursor = next_cursor
      cursors.add(next_cursor)
    }
  }
}
