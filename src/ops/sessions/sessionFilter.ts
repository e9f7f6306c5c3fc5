/** The filters and sorts of sessions and of what happened in them. */

import type { SortDirection } from '../../core/objects/sort.js'
import type { CompoundFilter } from '../../props/filter.js'
import type { SessionEventType, SessionStatus } from './sessionRequest.js'

/** A condition on one word: that it is this one, or one of several. */
export interface WordCondition<Known extends string> {
  /** The one word that fits. */
  readonly equals?: Known | undefined
  /** The words of which any fits. */
  readonly in?: ReadonlyArray<Known> | undefined
}

/** A span of time, bounded on one side or on both; each is a moment in ISO 8601. */
export interface TimestampCondition {
  /** The moment itself does not fit. */
  readonly before?: string | undefined
  /** The moment itself does not fit. */
  readonly after?: string | undefined
  /** The moment itself fits, too. */
  readonly on_or_before?: string | undefined
  /** The moment itself fits, too. */
  readonly on_or_after?: string | undefined
}

/** A condition on a session. */
export type SessionCondition =
  | { readonly property: 'id' | 'agent_id'; readonly string: { readonly equals: string } }
  | { readonly property: 'status'; readonly status: WordCondition<SessionStatus> }
  | { readonly property: 'created_at' | 'updated_at'; readonly timestamp: TimestampCondition }

/** Which sessions a query gives. Compound filters go two levels deep, as in the API. */
export type SessionFilter = SessionCondition | CompoundFilter<SessionCondition | CompoundFilter<SessionCondition>>

/** One order of sessions; of several, the first decides, and the next among equals. */
export interface SessionSort {
  /** When the session began, or when it last changed. */
  readonly property: 'created_at' | 'updated_at'
  readonly direction: SortDirection
}

/** A span of numbers, bounded on one side or on both. */
export interface SequenceCondition {
  readonly greater_than?: number | undefined
  readonly greater_than_or_equal_to?: number | undefined
  readonly less_than?: number | undefined
  readonly less_than_or_equal_to?: number | undefined
}

/** A condition on an event of a session. */
export type SessionEventCondition =
  | { readonly property: 'id'; readonly string: { readonly equals: string } }
  | { readonly property: 'type'; readonly event_type: WordCondition<SessionEventType> }
  | { readonly property: 'sequence'; readonly number: SequenceCondition }
  | {
      readonly property: 'created_at'
      readonly timestamp: TimestampCondition & { readonly equals?: string | undefined }
    }

/** Which events of a session a query gives. Compound filters go three levels deep, as in the API. */
export type SessionEventFilter =
  | SessionEventCondition
  | CompoundFilter<
      SessionEventCondition | CompoundFilter<SessionEventCondition | CompoundFilter<SessionEventCondition>>
    >

/** One order of events; of several, the first decides, and the next among equals. */
export interface SessionEventSort {
  /** Its number within the session, or when it happened. */
  readonly property: 'sequence' | 'created_at'
  readonly direction: SortDirection
}
