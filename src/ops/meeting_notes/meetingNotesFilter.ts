/** The filters and sorts of meeting notes: a language of their own. */

import type { SortDirection } from '../../core/objects/sort.js'
import type { AbsentBesideAnotherCondition, AbsentBesideIsEmpty } from '../../core/schema/absent.js'

/** Whether there is a value at all. */
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

/** A day or a moment, by the calendar. */
export interface MeetingNotesDate {
  readonly type: 'date' | 'datetime'
  /** ISO 8601, the day alone: `2026-03-11`. */
  readonly start_date: string
  /** The time of the day: `09:30`. */
  readonly start_time?: string | undefined
  /** An IANA zone such as `Europe/Paris`. */
  readonly time_zone?: string | undefined
}

/** A span of days, by the calendar. */
export interface MeetingNotesDateRange {
  readonly type: 'daterange'
  /** ISO 8601, the day alone: `2026-03-11`. */
  readonly start_date: string
  /** ISO 8601, the day alone: `2026-03-13`. */
  readonly end_date?: string | undefined
}

/** A day or a moment: one of the calendar, or a word such as `today` where the type is `relative`. */
export interface MeetingNotesDateValue {
  readonly type: 'relative' | 'exact'
  /** A word where the type is `relative`; else a date of the calendar. */
  readonly value: string | MeetingNotesDate
}

/** A span of days: one of the calendar, or one counted from today where the type is `relative`. */
export interface MeetingNotesDateRangeValue {
  readonly type: 'relative' | 'exact'
  /** A word where the type is `relative`; else a span of the calendar. */
  readonly value: string | MeetingNotesDateRange
  /** Whether it is counted back from today, or forward. */
  readonly direction?: 'past' | 'future' | undefined
  /** What `count` counts. */
  readonly unit?: 'day' | 'week' | 'month' | 'year' | undefined
  /** How many of the unit. */
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

/** The condition that each property of meeting notes takes. */
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

/** Filters of which all have to hold (`and`), or at least one (`or`). */
export interface MeetingNotesGroup<Member> {
  /** Whether all of the filters have to hold, or at least one. */
  readonly operator: 'and' | 'or'
  /** Conditions, or further groups. */
  readonly filters: ReadonlyArray<Member>
  readonly property?: AbsentBesideAnotherCondition | undefined
}

/** Groups within groups, two levels of them. */
type Inner =
  | MeetingNotesPropertyFilter
  | MeetingNotesGroup<MeetingNotesPropertyFilter | MeetingNotesGroup<MeetingNotesPropertyFilter>>

/** Which meeting notes a query gives: a group, with two levels of groups in it at most. */
export interface MeetingNotesFilter {
  /** Whether all of the filters have to hold, or at least one. */
  readonly operator: 'and' | 'or'
  /** Left out, every meeting note fits. */
  readonly filters?: ReadonlyArray<Inner> | undefined
}

/** One order of meeting notes; of several, the first decides, and the next among equals. */
export interface MeetingNotesSort {
  /** What the meeting notes are put in order by. */
  readonly property: keyof MeetingNotesConditions
  readonly direction: SortDirection
}
