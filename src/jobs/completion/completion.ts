/** What a completion gives: the page, and what is not complete and why. */
import type { NotionError } from '../../core/call/error.js'
import type { Page } from '../../ops/pages/page.js'
import type { CompletePage } from './completePageType.js'

/**
 * Why a property could not be completed:
 *
 * - `max_requests`: the job had sent all requests that it may send.
 * - `aborted`: the `signal` of the job aborted.
 * - `formula`: Notion computes a formula from at most 25 references, and another property of the page has, or may have, more. No request
 *   can repair that. With `data_source`, only formulas that depend on such a property.
 * - `function`: Notion does not return a rollup with this function by itself: `show_unique`, `unique`, `median`, `count_per_group`
 *   or `percent_per_group`.
 * - `unsupported`: Notion cannot compute the value, since it depends on too much. Another attempt does not help.
 * - `not_visible`: Notion says that there is more than it returns, usually since the connection cannot see the related pages.
 * - `absent`: the page does not have the property, or `filter_properties` excluded it.
 * - `unreadable`: the elements that Notion returned are not what the type of the property promises.
 * - `no_properties`: the row is a data source, or a page of which only the id is known. `name` and `property_id` are empty.
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

/** A property that is not complete, and why. */
export type IncompleteValue = IncompleteReason & {
  /** Its key in the `properties` of the page. */
  readonly name: string
  /** Its id, URL-encoded as Notion returns it. */
  readonly property_id: string
  /** Its type, such as `relation`; `unknown` if the property is absent. */
  readonly type: string
}

/** A rollup that was computed here and not by Notion. */
export interface ComputedRollup {
  readonly name: string
  readonly property_id: string
  /** The function, such as `count`. */
  readonly function: string
}

/** A list that changed while it was read: it had elements twice, which were dropped. */
export interface ChangedList {
  readonly name: string
  readonly property_id: string
  /** The number of elements that were dropped. */
  readonly duplicates: number
}

interface CompletionReport {
  /** The rollups that were computed here, from a relation that is whole. */
  readonly computed: ReadonlyArray<ComputedRollup>
  /** The lists that changed while they were read. */
  readonly changed: ReadonlyArray<ChangedList>
  /** The requests for this page, without their retries. */
  readonly requests: number
}

/**
 * A page after its completion. If `complete` is `true`, the type of the page says so. Otherwise the page has everything that could be
 * read, the other values as they were, and `incomplete` names them.
 */
export type Completion<Name extends string = string, Row = Page> = CompletionReport &
  (
    | { readonly complete: true; readonly page: CompletePage<Name>; readonly incomplete: readonly [] }
    | { readonly complete: false; readonly page: Row; readonly incomplete: ReadonlyArray<IncompleteValue> }
  )
