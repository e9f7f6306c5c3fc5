/** How filter conditions are defined. A condition has exactly one operator. */
import { type Check, oneOf } from '../../validate/check.js'
import { asObject, get, isArray, type Json, type JsonObject } from '../../values/json.js'
import { oneKey } from './oneKey.js'

/** What a condition may use besides the value. */
export interface ConditionContext {
  readonly now: number
  /** Names that stand for several options, such as the groups of a status. */
  readonly groups: ReadonlyMap<string, ReadonlyArray<string>>
  /** Whom `me` means: the user who authorized the connection, if there is one. */
  readonly me: string | undefined
}

/** Whether a value, as it is in responses, meets a condition. */
export type ConditionTest = (value: Json, context: ConditionContext) => boolean

/** A family of conditions: how a request is checked, and the test that a checked condition makes. */
export interface ConditionFamily {
  readonly check: Check
  readonly test: (condition: JsonObject) => ConditionTest
}

type Tests = Readonly<Record<string, (requested: Json) => ConditionTest>>

const isTrue = oneOf(true)

/** The checks of `is_empty` and `is_not_empty`. */
export const EMPTINESS_CHECKS = { is_empty: isTrue, is_not_empty: isTrue }

/** The tests of `is_empty` and `is_not_empty`. */
export const emptinessTests = (isEmpty: (value: Json) => boolean): Tests => ({
  is_empty: () => (value) => isEmpty(value),
  is_not_empty: () => (value) => !isEmpty(value),
})

/** Whether a value is null, an empty string or an empty array. */
export const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (isArray(value) && value.length === 0)

/** A family of conditions: exactly one of several operators. */
export const conditionFamily = (checks: Readonly<Record<string, Check>>, tests: Tests): ConditionFamily => ({
  check: oneKey(checks),
  test: (condition) => {
    const [name = ''] = Object.keys(checks).filter((key) => get(condition, key) !== undefined)
    return tests[name]?.(condition[name] ?? null) ?? (() => false)
  },
})

/** A family whose operators lead to conditions of other families, on the part of a value that `pick` returns. */
export const nestedFamily = (
  families: Readonly<Record<string, ConditionFamily>>,
  pick: (key: string, value: Json) => Json | undefined,
): ConditionFamily => ({
  check: oneKey(Object.fromEntries(Object.entries(families).map(([key, { check }]) => [key, check]))),
  test: (condition) => {
    const key = Object.keys(families).find((each) => get(condition, each) !== undefined) ?? ''
    const test = families[key]?.test(asObject(condition[key]))
    return (value, context) => {
      const picked = pick(key, value)
      return picked !== undefined && (test?.(picked, context) ?? false)
    }
  },
})
