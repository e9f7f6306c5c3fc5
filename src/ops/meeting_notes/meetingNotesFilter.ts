/** The filters and sorts of meeting notes, which have their own syntax. */

import type { SortDirection } from '../../core/objects/sort.js'
import type { AbsentBesideAnotherCondition, AbsentBesideIsEmpty } from '../../core/schema/absent.js'

/** Whether there is a value. */
export interface MeetingNotesEmptyCondition {
  readonly operator: 'is_empty' | 'is_not_empty'
  readonly value?: AbsentBesideIsEmpty | undefined
}

/** A condition on the title. */
export type MeetingNotesTextCondition =
  | {
      readonly operator:
        | 'string_is'
        | 'string_is_not'
        | 'string_contains'
        | 'string_does_not_contain'
        | 'string_starts_with'
        | 'string_ends_with'
      readonly value: { readonly type: 'exact'; readonly value: string }
    }
  | MeetingNotesEmptyCondition

/** A date or date and time. */
export interface MeetingNotesDate {
  readonly type: 'date' | 'datetime'
  /** ISO 8601, the day alone: `2026-03-11`. */
  readonly start_date: string
  /** The time of day, such as `09:30`. */
  readonly start_time?: string | undefined
  /** An IANA time zone, such as `Europe/Paris`. */
  readonly time_zone?: string | undefined
}

/** A date range. */
export interface MeetingNotesDateRange {
  readonly type: 'daterange'
  /** ISO 8601, the day alone: `2026-03-11`. */
  readonly start_date: string
  /** ISO 8601, the day alone: `2026-03-13`. */
  readonly end_date?: string | undefined
}

/** A date: an exact one or, with the type `relative`, a word such as `today`. */
export interface MeetingNotesDateValue {
  readonly type: 'relative' | 'exact'
  /** A word if the type is `relative`, otherwise a date. */
  readonly value: string | MeetingNotesDate
}

/** A date range: an exact one or, with the type `relative`, one relative to today. */
export interface MeetingNotesDateRangeValue {
  readonly type: 'relative' | 'exact'
  /** A word if the type is `relative`, otherwise a date range. */
  readonly value: string | MeetingNotesDateRange
  /** Whether the range is before or after today. */
  readonly direction?: 'past' | 'future' | undefined
  /** The unit of `count`. */
  readonly unit?: 'day' | 'week' | 'month' | 'year' | undefined
  /** The number of units. */
  readonly count?: number | undefined
}

/** A condition on a date. */
export type MeetingNotesDateCondition =
  | {
      readonly operator: 'date_is' | 'date_is_before' | 'date_is_after' | 'date_is_on_or_before' | 'date_is_on_or_after'
      readonly value: MeetingNotesDateValue
    }
  | { readonly operator: 'date_is_within' | 'date_is_relative_to'; readonly value: MeetingNotesDateRangeValue }
  | MeetingNotesEmptyCondition

/** A person. */
export interface MeetingNotesPersonValue {
  readonly type: 'exact'
  readonly value: {
    readonly table: 'notion_user'
    /** The id of the user. */
    readonly id: string
  }
}

/** A condition on people. */
export type MeetingNotesPersonCondition =
  | {
      readonly operator: 'person_contains' | 'person_does_not_contain'
      readonly value: MeetingNotesPersonValue | ReadonlyArray<MeetingNotesPersonValue>
    }
  | MeetingNotesEmptyCondition

/** The conditions on the properties of meeting notes. */
export interface MeetingNotesConditions {
  readonly title: MeetingNotesTextCondition
  readonly created_time: MeetingNotesDateCondition
  readonly last_edited_time: MeetingNotesDateCondition
  readonly created_by: MeetingNotesPersonCondition
  readonly last_edited_by: MeetingNotesPersonCondition
  readonly attendees: MeetingNotesPersonCondition
}

/** A condition on one property of meeting notes. */
export type MeetingNotesPropertyFilter = {
  [Property in keyof MeetingNotesConditions]: {
    readonly property: Property
    readonly filter: MeetingNotesConditions[Property]
    readonly filters?: AbsentBesideAnotherCondition | undefined
  }
}[keyof MeetingNotesConditions]

/** Filters that must all match (`and`) or of which one must match (`or`). */
export interface MeetingNotesGroup<Member> {
  /** Whether all filters must match, or at least one. */
  readonly operator: 'and' | 'or'
  /** Conditions, or nested groups. */
  readonly filters: ReadonlyArray<Member>
  readonly property?: AbsentBesideAnotherCondition | undefined
}

/** Nested groups, at most two levels. */
type Inner =
  | MeetingNotesPropertyFilter
  | MeetingNotesGroup<MeetingNotesPropertyFilter | MeetingNotesGroup<MeetingNotesPropertyFilter>>

/** Filters meeting notes: a group with at most two levels of nested groups. */
export interface MeetingNotesFilter {
  /** Whether all filters must match, or at least one. */
  readonly operator: 'and' | 'or'
  /** Default all meeting notes match. */
  readonly filters?: ReadonlyArray<Inner> | undefined
}

/** A sort of meeting notes; of several, later ones break ties. */
export interface MeetingNotesSort {
  /** The property to sort by. */
  readonly property: keyof MeetingNotesConditions
  readonly direction: SortDirection
}
