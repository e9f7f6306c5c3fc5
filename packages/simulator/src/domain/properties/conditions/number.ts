/** Filter conditions on numbers, and on unique ids, whose number is inside an object. */
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
  (holds: (value: number, requested: number) => boolean) =>
  (requested: Json): ConditionTest =>
  (value) => {
    const [left, right] = [numberOf(value), numberOf(requested)]
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
    equals: comparison((value, requested) => value === requested),
    does_not_equal: (requested) => (value) => numberOf(value) !== numberOf(requested),
    greater_than: comparison((value, requested) => value > requested),
    less_than: comparison((value, requested) => value < requested),
    greater_than_or_equal_to: comparison((value, requested) => value >= requested),
    less_than_or_equal_to: comparison((value, requested) => value <= requested),
    ...emptinessTests((value) => numberOf(value) === undefined),
  },
)
