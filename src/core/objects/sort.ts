/** The order of the rows of a query. */

import type { AbsentInThisSort } from '../schema/absent.js'

/** From small to large, early to late, A to Z; or the other way round. */
export type SortDirection = 'ascending' | 'descending'

/** By a property, which is given by its name or id. */
export interface PropertySort {
  /** The name of the property, or its id. */
  readonly property: string
  readonly direction: SortDirection
  readonly timestamp?: AbsentInThisSort | undefined
}

/** By when the pages were made or last changed. */
export interface TimestampSort {
  /** Which of the two moments that every page has, even where no property shows it. */
  readonly timestamp: Timestamp
  readonly direction: SortDirection
  readonly property?: AbsentInThisSort | undefined
}

/**
 * One order; of several, the first decides, and the next among equals.
 *
 * @see https://developers.notion.com/reference/sort-data-source-entries
 */
export type Sort = PropertySort | TimestampSort

/** The moments that every page has, whether or not a property shows them. */
export type Timestamp = 'created_time' | 'last_edited_time'
