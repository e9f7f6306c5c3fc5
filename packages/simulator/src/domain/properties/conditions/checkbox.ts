import { boolean } from '../../validate/check.js'
import { type ConditionFamily, conditionFamily } from './family.js'

/** Conditions on checkboxes. */
export const checkboxConditions: ConditionFamily = conditionFamily(
  { equals: boolean, does_not_equal: boolean },
  {
    equals: (wanted) => (value) => (value === true) === wanted,
    does_not_equal: (wanted) => (value) => (value === true) !== wanted,
  },
)
