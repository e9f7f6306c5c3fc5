import { number } from '../../validate/check.js'
import { isObject, type Json } from '../../values/json.js'
import {
  type ConditionFamily,
  type ConditionTest,
  conditionFamily,
  EMPTINESS_CHECKS,
  emptinessTests,
} from './family.js'

const numberOf = (value: Json): number | undefined => {
  const plain = isObject(value) ? value.number : value
  return typeof plain === 'number' ? plain : undefined
}

const comparison =
  (holds: (value: number, wanted: number) => boolean) =>
  (wanted: Json): ConditionTest =>
  (value) => {
    const [left, right] = [numberOf(value), numberOf(wanted)]
    return left !== undefined && right !== undefined && holds(left, right)
  }

/** Conditions on numbers and unique ids. A comparison with an empty value never holds. */
export const numberConditions: ConditionFamily = conditionFamily(
  {
    equals: number,
    does_not_equal: number,
    greater_than: number,
    less_than: number,
    greater_than_or_equal_to: number,
    less_than_or_equal_to: number,
    ...EMPTINESS_CHECKS,
  },
  {
    equals: comparison((value, wanted) => value === wanted),
    does_not_equal: (wanted) => (value) => numberOf(value) !== numberOf(wanted),
    greater_than: comparison((value, wanted) => value > wanted),
    less_than: comparison((value, wanted) => value < wanted),
    greater_than_or_equal_to: comparison((value, wanted) => value >= wanted),
    less_than_or_equal_to: comparison((value, wanted) => value <= wanted),
    ...emptinessTests((value) => numberOf(value) === undefined),
  },
)
