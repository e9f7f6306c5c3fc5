/** Filter conditions on people and relations, by id. Among people, `me` is the user who authorized the connection. */
import { type Check, uuid } from '../../validate/check.js'
import { dashed } from '../../values/id.js'
import { asObject, asString, isArray, type Json } from '../../values/json.js'
import {
  type ConditionContext,
  type ConditionFamily,
  conditionFamily,
  EMPTINESS_CHECKS,
  emptinessTests,
  isEmpty,
} from './family.js'

const person: Check = (value, path) => (value === 'me' ? [] : uuid(value, path))

const idsIn = (value: Json): ReadonlyArray<string> =>
  (isArray(value) ? value : [value]).map((each) => asString(asObject(each).id))

const contains = (value: Json, requested: Json, { me }: ConditionContext): boolean => {
  const id = requested === 'me' ? me : dashed(asString(requested))
  return id !== undefined && idsIn(value).includes(id)
}

const containment = (check: Check): ConditionFamily =>
  conditionFamily(
    { contains: check, does_not_contain: check, ...EMPTINESS_CHECKS },
    {
      contains: (requested) => (value, context) => contains(value, requested, context),
      does_not_contain: (requested) => (value, context) => !contains(value, requested, context),
      ...emptinessTests(isEmpty),
    },
  )

/** Conditions on people. `me` matches no one when no user authorized the connection. */
export const peopleConditions: ConditionFamily = containment(person)
/** Conditions on relations. */
export const relationConditions: ConditionFamily = containment(uuid)
