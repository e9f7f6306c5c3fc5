/** Filter conditions on checkboxes, which are never empty. */
import { boolean } from '../../validate/check.js'
import { type ConditionFamily, conditionFamily } from './family.js'

/** Conditions on checkboxes. */
export const checkboxConditions: ConditionFamily = conditionFamily(
  { equals: boolean, does_not_equal: boolean },
  {
    equals: (requested) => (value) => (value === true) === requested,
    does_not_equal: (requested) => (value) => (value === true) !== requested,
  },
)
