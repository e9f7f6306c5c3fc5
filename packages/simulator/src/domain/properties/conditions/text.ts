/** Filter conditions on text. Equality depends on case, a search for a part does not. */
import { plainText } from '../../richText/plainText.js'
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
    equals: (requested) => (value) => textOf(value) === requested,
    does_not_equal: (requested) => (value) => textOf(value) !== requested,
    contains: (requested) => (value) => lowerCase(value).includes(lowerCase(requested)),
    does_not_contain: (requested) => (value) => !lowerCase(value).includes(lowerCase(requested)),
    starts_with: (requested) => (value) => lowerCase(value).startsWith(lowerCase(requested)),
    ends_with: (requested) => (value) => lowerCase(value).endsWith(lowerCase(requested)),
    ...emptinessTests((value) => textOf(value) === ''),
  },
)
