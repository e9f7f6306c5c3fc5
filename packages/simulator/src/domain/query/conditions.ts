import { plainText } from '../richText/richText.js'
import { boolean, type Check, list, number, object, oneOf, problem, string, uuid } from '../validate/check.js'
import { isoDate } from '../validate/date.js'
import { dashed } from '../values/id.js'
import { asArray, asObject, asString, get, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { compareDates, RELATIVE, resolve, utcDay, WINDOWS, window } from './dates.js'
import { oneKey } from './oneKey.js'

/** What a condition may look at besides the value. */
export interface Situation {
  readonly now: number
  /** Names that stand for several options, such as the groups of a status. */
  readonly groups: ReadonlyMap<string, ReadonlyArray<string>>
  /** Whom `me` means: the user who authorized the connection, if one did. */
  readonly me: string | undefined
}

/** Whether a value, as the API answers it, meets a condition. */
export type Test = (value: Json, situation: Situation) => boolean

/** A family of conditions: their check, and the test that a checked condition makes. */
export interface Family {
  readonly check: Check
  readonly test: (condition: JsonObject) => Test
}

type Tests = Readonly<Record<string, (wanted: Json) => Test>>

const yes = oneOf(true)

const emptiness = (isEmpty: (value: Json) => boolean): Tests => ({
  is_empty: () => (value) => isEmpty(value),
  is_not_empty: () => (value) => !isEmpty(value),
})

const family = (checks: Readonly<Record<string, Check>>, tests: Tests): Family => ({
  check: oneKey(checks),
  test: (condition) => {
    const [name = ''] = Object.keys(checks).filter((key) => get(condition, key) !== undefined)
    return tests[name]?.(condition[name] ?? null) ?? (() => false)
  },
})

const nothing = (value: Json): boolean => value === null || value === '' || (isArray(value) && value.length === 0)

const textOf = (value: Json): string => (isArray(value) ? plainText(value) : asString(value))

const folded = (value: Json): string => textOf(value).toLowerCase()

const words: Check = string()
const empties = { is_empty: yes, is_not_empty: yes }

/** Conditions on text. Parts are found whatever their case. */
export const textFamily: Family = family(
  {
    equals: words,
    does_not_equal: words,
    contains: words,
    does_not_contain: words,
    starts_with: words,
    ends_with: words,
    ...empties,
  },
  {
    equals: (wanted) => (value) => textOf(value) === wanted,
    does_not_equal: (wanted) => (value) => textOf(value) !== wanted,
    contains: (wanted) => (value) => folded(value).includes(folded(wanted)),
    does_not_contain: (wanted) => (value) => !folded(value).includes(folded(wanted)),
    starts_with: (wanted) => (value) => folded(value).startsWith(folded(wanted)),
    ends_with: (wanted) => (value) => folded(value).endsWith(folded(wanted)),
    ...emptiness((value) => textOf(value) === ''),
  },
)

const figure = (value: Json): number | undefined => {
  const plain = isObject(value) ? value.number : value
  return typeof plain === 'number' ? plain : undefined
}

const compared =
  (holds: (value: number, wanted: number) => boolean) =>
  (wanted: Json): Test =>
  (value) => {
    const [left, right] = [figure(value), figure(wanted)]
    return left !== undefined && right !== undefined && holds(left, right)
  }

/** Conditions on numbers and unique ids. A comparison with nothing never holds. */
export const numberFamily: Family = family(
  {
    equals: number,
    does_not_equal: number,
    greater_than: number,
    less_than: number,
    greater_than_or_equal_to: number,
    less_than_or_equal_to: number,
    ...empties,
  },
  {
    equals: compared((value, wanted) => value === wanted),
    does_not_equal: (wanted) => (value) => figure(value) !== figure(wanted),
    greater_than: compared((value, wanted) => value > wanted),
    less_than: compared((value, wanted) => value < wanted),
    greater_than_or_equal_to: compared((value, wanted) => value >= wanted),
    less_than_or_equal_to: compared((value, wanted) => value <= wanted),
    ...emptiness((value) => figure(value) === undefined),
  },
)

/** Conditions on checkboxes. */
export const checkboxFamily: Family = family(
  { equals: boolean, does_not_equal: boolean },
  {
    equals: (wanted) => (value) => (value === true) === wanted,
    does_not_equal: (wanted) => (value) => (value === true) !== wanted,
  },
)

const oneOrMany: Check = (value, path) =>
  isArray(value) ? list(string(), 100)(value, path) : typeof value === 'string' ? [] : problem(path, 'a string', value)

const namesOf = (wanted: Json, { groups }: Situation): ReadonlyArray<Json> =>
  (isArray(wanted) ? wanted : [wanted]).flatMap((name) => [name, ...(groups.get(asString(name)) ?? [])])

const named = (value: Json, wanted: Json, situation: Situation): boolean =>
  isObject(value) && namesOf(wanted, situation).some((name) => name === value.name || name === value.id)

/** Conditions on a select or a status: one name or several, and for a status the names of its groups. */
export const choiceFamily: Family = family(
  { equals: oneOrMany, does_not_equal: oneOrMany, ...empties },
  {
    equals: (wanted) => (value, situation) => named(value, wanted, situation),
    does_not_equal: (wanted) => (value, situation) => !named(value, wanted, situation),
    ...emptiness(nothing),
  },
)

/** Conditions on a multi-select: any of the names. */
export const choicesFamily: Family = family(
  { contains: oneOrMany, does_not_contain: oneOrMany, ...empties },
  {
    contains: (wanted) => (value, situation) => asArray(value).some((each) => named(each, wanted, situation)),
    does_not_contain: (wanted) => (value, situation) => !asArray(value).some((each) => named(each, wanted, situation)),
    ...emptiness(nothing),
  },
)

const startOf = (value: Json): string => (isObject(value) ? asString(value.start) : asString(value))

const dated =
  (holds: (order: number) => boolean) =>
  (wanted: Json): Test =>
  (value, { now }) => {
    const start = startOf(value)
    return start !== '' && holds(compareDates(start, resolve(asString(wanted), now)))
  }

const moment: Check = (value, path) =>
  typeof value === 'string' && RELATIVE.some((word) => word === value) ? [] : isoDate(value, path)

const within =
  (name: string) =>
  (): Test =>
  (value, { now }) => {
    const day = utcDay(startOf(value))
    const [first, last] = window(name, now)
    return day !== '' && day >= first && day <= last
  }

const windows = <A>(make: (name: string) => A): Readonly<Record<string, A>> =>
  Object.fromEntries(WINDOWS.map((name) => [name, make(name)]))

/** Conditions on dates and times: a date means its whole day, and a range counts by its start. */
export const dateFamily: Family = family(
  {
    equals: moment,
    before: moment,
    after: moment,
    on_or_before: moment,
    on_or_after: moment,
    ...windows(() => object),
    ...empties,
  },
  {
    equals: dated((order) => order === 0),
    before: dated((order) => order < 0),
    after: dated((order) => order > 0),
    on_or_before: dated((order) => order <= 0),
    on_or_after: dated((order) => order >= 0),
    ...windows(within),
    ...emptiness((value) => startOf(value) === ''),
  },
)

const person: Check = (value, path) => (value === 'me' ? [] : uuid(value, path))

const idsIn = (value: Json): ReadonlyArray<string> =>
  (isArray(value) ? value : [value]).map((each) => asString(asObject(each).id))

const has = (value: Json, wanted: Json, { me }: Situation): boolean => {
  const id = wanted === 'me' ? me : dashed(asString(wanted))
  return id !== undefined && idsIn(value).includes(id)
}

const members = (check: Check): Family =>
  family(
    { contains: check, does_not_contain: check, ...empties },
    {
      contains: (wanted) => (value, situation) => has(value, wanted, situation),
      does_not_contain: (wanted) => (value, situation) => !has(value, wanted, situation),
      ...emptiness(nothing),
    },
  )

/** Conditions on people. `me` is nobody to a connection that no user authorized. */
export const peopleFamily: Family = members(person)
/** Conditions on relations. */
export const relationFamily: Family = members(uuid)
/** Conditions on files. */
export const filesFamily: Family = family(empties, emptiness(nothing))

const states: Check = oneOf('verified', 'expired', 'none')

const stateOf = (value: Json): string => {
  const state = asString(asObject(value).state)
  return state === 'unverified' || state === '' ? 'none' : state
}

/** Conditions on verification. */
export const verificationFamily: Family = family(
  { status: states, does_not_equal: states },
  {
    status: (wanted) => (value) => stateOf(value) === wanted,
    does_not_equal: (wanted) => (value) => stateOf(value) !== wanted,
  },
)
