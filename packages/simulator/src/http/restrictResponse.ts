/**
 * Removes from responses what the connection is not allowed to see. One that may write but not read gets little more
 * than the ids.
 */
import { asArray, asObject, isObject, type Json, type JsonObject } from '../domain/values/json.js'
import type { Capabilities } from './capabilities.js'

/** The keys of a partial object besides `object` and `id`. */
const PARTIAL: Readonly<Record<string, ReadonlyArray<string>>> = {
  page: [],
  block: [],
  database: [],
  comment: [],
  data_source: ['properties'],
  view: ['parent', 'type'],
}

const partial = (value: Json): Json => {
  const complete = asObject(value)
  const { object, results } = complete
  if (object === 'list') return { ...complete, results: asArray(results).map(partial) }
  if (typeof object !== 'string' || !Object.hasOwn(PARTIAL, object)) return value
  const shown = ['object', 'id', ...(PARTIAL[object] ?? [])]
  return Object.fromEntries(Object.entries(complete).filter(([key]) => shown.includes(key)))
}

type Users = NonNullable<Capabilities['users']>

const restrictUser = (user: JsonObject, users: Users): JsonObject => {
  if (users === 'none') return { object: 'user', id: user.id ?? '' }
  return user.type === 'person' ? { ...user, person: {} } : user
}

/** Removes the details of users that a connection is not allowed to see, anywhere in a response. */
const restrictUsers = (value: Json, users: Users): Json => {
  if (Array.isArray(value)) return value.map((each) => restrictUsers(each, users))
  if (!isObject(value)) return value
  if (value.object === 'user') return restrictUser(value, users)
  return Object.fromEntries(
    Object.entries(value).map(([key, each]): [string, Json] => [key, restrictUsers(each, users)]),
  )
}

/**
 * A response with only the parts that the connection is allowed to see: partial when it may only write, and users
 * without hidden details.
 */
export const restrictResponse = (may: Capabilities, method: string, path: string, response: JsonObject): JsonObject => {
  const reads = path.startsWith('/v1/comments') ? may.readComments : may.readContent
  const seen = method !== 'GET' && reads === false ? asObject(partial(response)) : response
  const { users = 'with_email' } = may
  // The connection may always see itself.
  return users === 'with_email' || path === '/v1/users/me' ? seen : asObject(restrictUsers(seen, users))
}
