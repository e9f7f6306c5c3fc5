/** The order of the rows of a query. */

import type { AbsentInThisSort } from '../schema/absent.js'

/** `ascending`: from small to large, early to late, A to Z. */
export type SortDirection = 'ascending' | 'descending'

/** Sorts by a property. */
export interface PropertySort {
  /** The name or id of the property. */
  readonly property: string
  readonly direction: SortDirection
  readonly timestamp?: AbsentInThisSort | undefined
}

/** Sorts by the time when pages were created or last edited. */
export interface TimestampSort {
  /** The timestamp. Every page has both, even without a property for them. */
  readonly timestamp: Timestamp
  readonly direction: SortDirection
  readonly property?: AbsentInThisSort | undefined
}

/**
 * A sort. Of several sorts, later ones order the rows that are equal in the earlier ones.
 *
 * @see https://developers.notion.com/reference/sort-data-source-entries
 */
export type Sort = PropertySort | TimestampSort

/** The timestamps of every page. */
export type Timestamp = 'created_time' | 'last_edited_time'
