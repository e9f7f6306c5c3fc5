import { plainText } from '../../richText/richText.js'
import { string } from '../../validate/check.js'
import { asString, isArray, type Json } from '../../values/json.js'
import { type ConditionFamily, conditionFamily, EMPTINESS_CHECKS, emptinessTests } from './family.js'

const textOf = (value: Json): string => (isArray(value) ? plainText(value) : asString(value))

const lowerCase = (value: Json): string => textOf(value).toLowerCase()

/** Conditions on text. Parts are found regardless of case. */
export const textConditions: ConditionFamily = conditionFamily(
  {
    equals: string(),
    does_not_equal: string(),
    contains: string(),
    does_not_contain: string(),
    starts_with: string(),
    ends_with: string(),
    ...EMPTINESS_CHECKS,
  },
  {
    equals: (wanted) => (value) => textOf(value) === wanted,
    does_not_equal: (wanted) => (value) => textOf(value) !== wanted,
    contains: (wanted) => (value) => lowerCase(value).includes(lowerCase(wanted)),
    does_not_contain: (wanted) => (value) => !lowerCase(value).includes(lowerCase(wanted)),
    starts_with: (wanted) => (value) => lowerCase(value).startsWith(lowerCase(wanted)),
    ends_with: (wanted) => (value) => lowerCase(value).endsWith(lowerCase(wanted)),
    ...emptinessTests((value) => textOf(value) === ''),
  },
)
