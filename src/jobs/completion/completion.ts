/** The result of a completion: the page, and its incomplete properties with their reasons. */
import type { NotionError } from '../../core/call/error.js'
import type { Page } from '../../ops/pages/page.js'
import type { CompletePage } from './completePageType.js'

/**
 * Why a property could not be completed:
 *
 * - `max_requests`: the job had sent all requests that it may send.
 * - `aborted`: the `signal` of the job aborted.
 * - `formula`: Notion computes a formula from at most 25 references, and another property of the page has, or may have, more. No request
 *   can fix that. With `data_source`, only formulas that depend on such a property.
 * - `function`: Notion does not return the result of a rollup with this function in a property item: `show_unique`, `unique`, `median`,
 *   `count_per_group` or `percent_per_group`.
 * - `unsupported`: Notion cannot compute the value, since it depends on too many values. A retry does not help.
 * - `not_visible`: Notion reports more elements than it returns, usually since the connection cannot see the related pages.
 * - `absent`: the page does not have the property, or `filter_properties` excluded it.
 * - `unreadable`: the elements that Notion returned do not match the type of the property.
 * - `no_properties`: the row is a data source, or a partial page with only its id. `name` and `property_id` are empty.
 * - `error`: a request failed. `error` has the details; a `NotFoundError` usually means that the page was deleted meanwhile.
 */
export type IncompleteReason =
  | {
      readonly reason:
        | 'max_requests'
        | 'aborted'
        | 'formula'
        | 'function'
        | 'unsupported'
        | 'not_visible'
        | 'absent'
        | 'unreadable'
        | 'no_properties'
    }
  | { readonly reason: 'error'; readonly error: NotionError }

/** An incomplete property, and the reason. */
export type IncompleteValue = IncompleteReason & {
  /** Its key in the `properties` of the page. */
  readonly name: string
  /** Its id, URL-encoded as Notion returns it. */
  readonly property_id: string
  /** Its type, such as `relation`; `unknown` if the property is absent. */
  readonly type: string
}

/** A rollup that this library computed instead of Notion. */
export interface ComputedRollup {
  readonly name: string
  readonly property_id: string
  /** The function, such as `count`. */
  readonly function: string
}

/** A list that changed while it was read: it had repeated elements, which were dropped. */
export interface ChangedList {
  readonly name: string
  readonly property_id: string
  /** The number of elements that were dropped. */
  readonly duplicates: number
}

interface CompletionReport {
  /** The rollups that were computed here, from a complete relation. */
  readonly computed: ReadonlyArray<ComputedRollup>
  /** The lists that changed while they were read. */
  readonly changed: ReadonlyArray<ChangedList>
  /** The requests for this page, without their retries. */
  readonly requests: number
}

/**
 * A page after its completion. If `complete` is `true`, the type of the page reflects it. Otherwise the page has everything that could be
 * read; the other values are unchanged, and `incomplete` lists them.
 */
export type Completion<Name extends string = string, Row = Page> = CompletionReport &
  (
    | { readonly complete: true; readonly page: CompletePage<Name>; readonly incomplete: readonly [] }
    | { readonly complete: false; readonly page: Row; readonly incomplete: ReadonlyArray<IncompleteValue> }
  )
