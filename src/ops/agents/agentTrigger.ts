/** What sets an agent going. */
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

/** When a schedule ends: on a day, or after so many times. */
export type ScheduleEnd =
  | {
      readonly type: 'date'
      /** ISO 8601. */
      readonly end_at: string
    }
  | { readonly type: 'count'; readonly occurrences: number }
  | { readonly type: UnknownType }

/** When an agent runs by itself. */
export interface AgentSchedule {
  /** What is counted, such as `day` or `week`. */
  readonly frequency: string
  /** Every how many of them. */
  readonly interval: number
  /** The days of the week that it runs on. */
  readonly weekdays?: ReadonlyArray<string>
  /** The days of the month that it runs on. */
  readonly monthdays?: ReadonlyArray<number>
  readonly week_numbers?: ReadonlyArray<number>
  /** The hour of the day, in `timezone`. */
  readonly hour?: number
  /** The minute of that hour. */
  readonly minute?: number
  /** An IANA zone such as `Europe/Paris`. */
  readonly timezone?: string
  /** It does not run before. */
  readonly start_date?: string
  /** Absent where it goes on for good. */
  readonly end?: ScheduleEnd
}

/** What sets an agent going, as it is documented. */
export interface KnownAgentTrigger {
  /** Notion's word for what sets it going. */
  readonly type: string
  /** Whether it does so now. */
  readonly enabled: boolean
  /** For a trigger that runs by the clock. */
  readonly schedule?: AgentSchedule
  /** What else it is set to, as its type asks for. */
  readonly config?: { readonly [name: string]: unknown }
}

/** A trigger that is not what it should be. Only its type is certain: whatever else it has is as Notion sent it. */
export interface UnknownAgentTrigger extends Unchecked<KnownAgentTrigger> {
  readonly type: UnknownType
}

/** What sets an agent going. */
export type AgentTrigger = KnownAgentTrigger | UnknownAgentTrigger

/** What sets an agent going. */
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
