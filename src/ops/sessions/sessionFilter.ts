/** The filters and sorts of sessions and their events. */

import type { SortDirection } from '../../core/objects/sort.js'
import type { CompoundFilter } from '../../props/filter.js'
import type { SessionEventType, SessionStatus } from './sessionRequest.js'

/** A condition on a string: equal to one, or one of several. */
export interface WordCondition<Known extends string> {
  /** The string to match. */
  readonly equals?: Known | undefined
  /** The strings of which one must match. */
  readonly in?: ReadonlyArray<Known> | undefined
}

/** A time range with a start, an end, or both, in ISO 8601. */
export interface TimestampCondition {
  /** Exclusive. */
  readonly before?: string | undefined
  /** Exclusive. */
  readonly after?: string | undefined
  /** Inclusive. */
  readonly on_or_before?: string | undefined
  /** Inclusive. */
  readonly on_or_after?: string | undefined
}

/** A condition on a session. */
export type SessionCondition =
  | { readonly property: 'id' | 'agent_id'; readonly string: { readonly equals: string } }
  | { readonly property: 'status'; readonly status: WordCondition<SessionStatus> }
  | { readonly property: 'created_at' | 'updated_at'; readonly timestamp: TimestampCondition }

/** Filters sessions. Compound filters can be nested two levels deep, as in the API. */
export type SessionFilter = SessionCondition | CompoundFilter<SessionCondition | CompoundFilter<SessionCondition>>

/** A sort of sessions; of several, later ones break ties. */
export interface SessionSort {
  /** The creation time or the time of the last update. */
  readonly property: 'created_at' | 'updated_at'
  readonly direction: SortDirection
}

/** A range of numbers with a start, an end, or both. */
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

/** Filters events. Compound filters can be nested three levels deep, as in the API. */
export type SessionEventFilter =
  | SessionEventCondition
  | CompoundFilter<
      SessionEventCondition | CompoundFilter<SessionEventCondition | CompoundFilter<SessionEventCondition>>
    >

/** A sort of events; of several, later ones break ties. */
export interface SessionEventSort {
  /** The sequence number within the session, or the time of the event. */
  readonly property: 'sequence' | 'created_at'
  readonly direction: SortDirection
}
