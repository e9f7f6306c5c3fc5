/** A trigger of an agent. */
import type { Type } from 'io-ts'
import {
  anyObject,
  anything,
  boolean,
  list,
  number,
  string,
  struct,
  type Unchecked,
  type UnknownType,
  union,
} from '../../core/schema/combinators.js'
import { variants } from '../../core/schema/variants.js'

/** The end of a schedule: a date, or a number of occurrences. */
export type ScheduleEnd =
  | {
      readonly type: 'date'
      /** ISO 8601. */
      readonly end_at: string
    }
  | { readonly type: 'count'; readonly occurrences: number }
  | { readonly type: UnknownType }

/** The schedule of a recurring trigger. */
export interface AgentSchedule {
  /** The unit, such as `day` or `week`. */
  readonly frequency: string
  /** The number of units between runs. */
  readonly interval: number
  /** The days of the week. */
  readonly weekdays?: ReadonlyArray<string>
  /** The days of the month. */
  readonly monthdays?: ReadonlyArray<number>
  readonly week_numbers?: ReadonlyArray<number>
  /** The hour of the day, in `timezone`. */
  readonly hour?: number
  /** The minute of that hour. */
  readonly minute?: number
  /** An IANA time zone, such as `Europe/Paris`. */
  readonly timezone?: string
  /** The first day of the schedule. */
  readonly start_date?: string
  /** Absent if the schedule has no end. */
  readonly end?: ScheduleEnd
}

/** A trigger of a documented shape. */
export interface KnownAgentTrigger {
  /** The type of the trigger, as named by Notion. */
  readonly type: string
  /** Whether the trigger is enabled. */
  readonly enabled: boolean
  /** Only for a recurring trigger. */
  readonly schedule?: AgentSchedule
  /** Other settings, which depend on the type. */
  readonly config?: { readonly [name: string]: unknown }
}

/** A trigger that does not have the documented shape. Only its type is checked; everything else is as Notion sent it. */
export interface UnknownAgentTrigger extends Unchecked<KnownAgentTrigger> {
  readonly type: UnknownType
}

/** A trigger of an agent. */
export type AgentTrigger = KnownAgentTrigger | UnknownAgentTrigger

/** A trigger of an agent. */
export const AgentTrigger: Type<AgentTrigger> = union(
  'type',
  struct<KnownAgentTrigger>(
    { type: string, enabled: boolean },
    {
      schedule: struct<AgentSchedule>(
        { frequency: string, interval: number },
        {
          weekdays: list(string),
          monthdays: list(number),
          week_numbers: list(number),
          hour: number,
          minute: number,
          timezone: string,
          start_date: string,
          end: variants<ScheduleEnd, 'type'>('type', {
            date: struct<{ readonly end_at: string }>({ end_at: string }),
            count: struct<{ readonly occurrences: number }>({ occurrences: number }),
          }),
        },
      ),
      config: anyObject,
    },
  ),
  anything,
)
