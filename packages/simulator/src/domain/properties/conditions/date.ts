/** Filter conditions on dates, evaluated in UTC. Of a range, only the start counts. */
import { type Check, object } from '../../validate/check.js'
import { isoDate } from '../../validate/date.js'
import { compareDates, RELATIVE, resolve, utcDay, WINDOWS, window } from '../../values/calendar.js'
import { asString, isObject, type Json } from '../../values/json.js'
import {
  type ConditionFamily,
  type ConditionTest,
  conditionFamily,
  EMPTINESS_CHECKS,
  emptinessTests,
} from './family.js'

const startOf = (value: Json): string => (isObject(value) ? asString(value.start) : asString(value))

const comparison =
  (holds: (order: number) => boolean) =>
  (requested: Json): ConditionTest =>
  (value, { now }) => {
    const start = startOf(value)
    return start !== '' && holds(compareDates(start, resolve(asString(requested), now)))
  }

const dateOrWord: Check = (value, path) =>
  typeof value === 'string' && RELATIVE.some((word) => word === value) ? [] : isoDate(value, path)

const within =
  (name: string) =>
  (): ConditionTest =>
  (value, { now }) => {
    const day = utcDay(startOf(value))
    const [first, last] = window(name, now)
    return day !== '' && day >= first && day <= last
  }

const forEachWindow = <A>(make: (name: string) => A): Readonly<Record<string, A>> =>
  Object.fromEntries(WINDOWS.map((name) => [name, make(name)]))

/** Conditions on dates and times: a date stands for its whole day, and a range counts by its start. */
export const dateConditions: ConditionFamily = conditionFamily(
  {
    equals: dateOrWord,
    before: dateOrWord,
    after: dateOrWord,
    on_or_before: dateOrWord,
    on_or_after: dateOrWord,
    ...forEachWindow(() => object),
    ...EMPTINESS_CHECKS,
  },
  {
    equals: comparison((order) => order === 0),
    before: comparison((order) => order < 0),
    after: comparison((order) => order > 0),
    on_or_before: comparison((order) => order <= 0),
    on_or_after: comparison((order) => order >= 0),
    ...forEachWindow(within),
    ...emptinessTests((value) => startOf(value) === ''),
  },
)
