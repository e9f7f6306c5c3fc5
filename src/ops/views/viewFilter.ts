/** Filters and sorts as views have them: in the query language, with whatever Notion's own app can say in it beyond that. */
import type { Type } from 'io-ts'
import type { SortDirection, Timestamp } from '../../core/objects/sort.js'
import { anyObject, dict, lazy, list, literal, string, struct } from '../../core/schema/combinators.js'
import { discriminate } from '../../core/schema/discriminate.js'
import type { Word } from '../../core/schema/variants.js'

/** A condition on a property, under the name of the property's type. */
export interface ViewPropertyFilter {
  /** The name or id of the property. */
  readonly property: string
  readonly [type: string]: unknown
}

/** A condition on when a page was made or last changed, under the name of the timestamp. */
export interface ViewTimestampFilter {
  /** Which of the two moments is meant. */
  readonly timestamp: Word<Timestamp>
  readonly [timestamp: string]: unknown
}

/** Filters of which all have to hold, or at least one. */
export interface ViewCompoundFilter {
  /** All of them have to hold. */
  readonly and?: ReadonlyArray<ViewFilter>
  /** At least one has to hold. */
  readonly or?: ReadonlyArray<ViewFilter>
}

/** Which rows a view shows. */
export type ViewFilter = ViewPropertyFilter | ViewTimestampFilter | ViewCompoundFilter

/** The filters in the bar of a view, by the names or ids of their properties: each a condition, or nothing yet. */
export interface ViewQuickFilters {
  readonly [property: string]: { readonly [type: string]: unknown }
}

interface ViewPropertySort {
  /** The name of the property, or its id. */
  readonly property: string
  readonly direction: SortDirection
  readonly timestamp?: never
}

interface ViewTimestampSort {
  /** Which of the two moments that every page has. */
  readonly timestamp: Timestamp
  readonly direction: SortDirection
  readonly property?: never
}

/** One order of the rows of a view; of several, the first decides, and the next among equals. */
export type ViewSort = ViewPropertySort | ViewTimestampSort

const leaf = discriminate(
  (value) => 'property' in value,
  struct<ViewPropertyFilter>({ property: string }),
  struct<ViewTimestampFilter>({ timestamp: string }),
)

const compound: Type<ViewCompoundFilter> = lazy(() => struct<ViewCompoundFilter>({}, { and: members, or: members }))

const members = list(discriminate((value) => 'property' in value || 'timestamp' in value, leaf, compound))

/** Which rows a view shows. */
export const ViewFilter: Type<ViewFilter> = discriminate(
  (value) => 'property' in value || 'timestamp' in value,
  leaf,
  compound,
)

/** The filters in the bar of a view. */
export const ViewQuickFilters: Type<ViewQuickFilters> = dict(anyObject)

const direction = literal<SortDirection>('ascending', 'descending')

const absent = literal<never>()

/** One order of the rows of a view. */
export const ViewSort: Type<ViewSort> = discriminate(
  (value) => 'timestamp' in value,
  struct<ViewTimestampSort>(
    { timestamp: literal<Timestamp>('created_time', 'last_edited_time'), direction },
    { property: absent },
  ),
  struct<ViewPropertySort>({ property: string, direction }, { timestamp: absent }),
)
