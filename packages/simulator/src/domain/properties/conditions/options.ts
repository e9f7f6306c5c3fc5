/**
 * Filter conditions on options. A condition may name several options, and the name of a status group stands for all of
 * its options.
 */
import { type Check, list, problem, string } from '../../validate/check.js'
import { asArray, asString, isArray, isObject, type Json } from '../../values/json.js'
import {
  type ConditionContext,
  type ConditionFamily,
  conditionFamily,
  EMPTINESS_CHECKS,
  emptinessTests,
  isEmpty,
} from './family.js'

const oneOrMany: Check = (value, path) =>
  isArray(value) ? list(string(), 100)(value, path) : typeof value === 'string' ? [] : problem(path, 'a string', value)

const namesOf = (requested: Json, { groups }: ConditionContext): ReadonlyArray<Json> =>
  (isArray(requested) ? requested : [requested]).flatMap((name) => [name, ...(groups.get(asString(name)) ?? [])])

const isOneOf = (value: Json, requested: Json, context: ConditionContext): boolean =>
  isObject(value) && namesOf(requested, context).some((name) => name === value.name || name === value.id)

/** Conditions on a select or a status: one name or several, and for a status the names of its groups. */
export const optionConditions: ConditionFamily = conditionFamily(
  { equals: oneOrMany, does_not_equal: oneOrMany, ...EMPTINESS_CHECKS },
  {
    equals: (requested) => (value, context) => isOneOf(value, requested, context),
    does_not_equal: (requested) => (value, context) => !isOneOf(value, requested, context),
    ...emptinessTests(isEmpty),
  },
)

/** Conditions on a multi-select: any of the names. */
export const optionsConditions: ConditionFamily = conditionFamily(
  { contains: oneOrMany, does_not_contain: oneOrMany, ...EMPTINESS_CHECKS },
  {
    contains: (requested) => (value, context) => asArray(value).some((each) => isOneOf(each, requested, context)),
    does_not_contain: (requested) => (value, context) =>
      !asArray(value).some((each) => isOneOf(each, requested, context)),
    ...emptinessTests(isEmpty),
  },
)
