/** The type `people`. Users are stored by id, so that responses contain them with their current names. */
import { failedValidation } from '../../errors.js'
import type { Property } from '../../state/types.js'
import type { Workspace } from '../../state/workspace.js'
import { fields, list, problem, uuid } from '../../validate/check.js'
import { isId } from '../../values/id.js'
import { asArray, asObject, asString, type Json } from '../../values/json.js'
import { peopleConditions } from '../conditions/references.js'
import { assertFound, declaredList } from '../declared.js'
import { idsOf } from '../idsOf.js'
import { itemPerElement } from '../itemPerElement.js'
import { kind, type PropertyKind } from '../kind.js'
import { rememberUser, serializeUser } from '../users.js'

const declaredPerson = (workspace: Workspace, value: Json): Json => {
  if (typeof value !== 'string') return value
  if (isId(value)) return { id: value }
  // The last user with the name: a declaration refers to its own users, not to earlier ones.
  const found = [...workspace.users.values()].filter((user) => user.name === value).at(-1)
  return { id: assertFound(found, 'user', value).id ?? '' }
}

/** Throws a refusal for users that are written back as a response contains them. */
const assertBareUsers = (property: Property, request: Json): void => {
  const path = `body.properties.${property.name}.people`
  const problems = asArray(request).flatMap((user, index) =>
    Object.entries(asObject(user)).flatMap(([key, value]) =>
      ['id', 'object'].includes(key) ? [] : problem(`${path}[${index}].${key}`, 'not present', value),
    ),
  )
  if (problems.length > 0) throw failedValidation('body', problems)
}

/** `people`: at most 100 in one request. */
export const people: PropertyKind = kind({
  type: 'people',
  value: list(fields({ id: uuid }), 100),
  validate: (workspace, property, request) => {
    if (workspace.quirks.refusesNewerProperties === true) assertBareUsers(property, request)
  },
  store: (_, __, request) => idsOf(request),
  load: ({ workspace }, value) => {
    for (const each of asArray(value).map(asObject)) {
      if (each.object === 'group') workspace.users.set(asString(each.id), each)
      else rememberUser(workspace, each)
    }
    return idsOf(value)
  },
  empty: [],
  serialize: ({ workspace }, stored) => idsOf(stored).map((id) => serializeUser(workspace, id)),
  truncate: (propertyValue, limit) => ({ ...propertyValue, people: asArray(propertyValue.people).slice(0, limit) }),
  items: itemPerElement,
  moves: 'stored',
  conditions: peopleConditions,
  elementFilterKey: 'people',
  grouping: { type: 'person', checks: {} },
  declaredValue: (value, { workspace }) => declaredList(value).map((each) => declaredPerson(workspace, each)),
})
