/** Filters and sorts of views: those of queries, and whatever else the Notion app can express. */
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

/** A condition on the creation or last edited time of a page, under the name of the timestamp. */
export interface ViewTimestampFilter {
  /** The timestamp to filter by. */
  readonly timestamp: Word<Timestamp>
  readonly [timestamp: string]: unknown
}

/** Filters that must all match, or of which one must match. */
export interface ViewCompoundFilter {
  /** All of them must match. */
  readonly and?: ReadonlyArray<ViewFilter>
  /** At least one must match. */
  readonly or?: ReadonlyArray<ViewFilter>
}

/** The filter of a view. */
export type ViewFilter = ViewPropertyFilter | ViewTimestampFilter | ViewCompoundFilter

/** The quick filters of a view, by property name or id: each a condition, or empty. */
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
  /** The timestamp to sort by. */
  readonly timestamp: Timestamp
  readonly direction: SortDirection
  readonly property?: never
}

/** A sort of the rows of a view; of several, later ones break ties. */
export type ViewSort = ViewPropertySort | ViewTimestampSort

const leaf = discriminate(
  (value) => 'property' in value,
  struct<ViewPropertyFilter>({ property: string }),
  struct<ViewTimestampFilter>({ timestamp: string }),
)

const compound: Type<ViewCompoundFilter> = lazy(() => struct<ViewCompoundFilter>({}, { and: members, or: members }))

const members = list(discriminate((value) => 'property' in value || 'timestamp' in value, leaf, compound))

/** The filter of a view. */
export const ViewFilter: Type<ViewFilter> = discriminate(
  (value) => 'property' in value || 'timestamp' in value,
  leaf,
  compound,
)

/** The quick filters of a view. */
export const ViewQuickFilters: Type<ViewQuickFilters> = dict(anyObject)

const direction = literal<SortDirection>('ascending', 'descending')

const absent = literal<never>()

/** A sort of the rows of a view. */
export const ViewSort: Type<ViewSort> = discriminate(
  (value) => 'timestamp' in value,
  struct<ViewTimestampSort>(
    { timestamp: literal<Timestamp>('created_time', 'last_edited_time'), direction },
    { property: absent },
  ),
  struct<ViewPropertySort>({ property: string, direction }, { timestamp: absent }),
)
