import { asArray, asObject, isObject, type Json, type JsonObject } from '../json.js'
import { Refusal } from './errors.js'

/** What the connection may do; everything unless given. */
export interface Capabilities {
  readonly readContent?: boolean
  readonly insertContent?: boolean
  readonly updateContent?: boolean
  readonly readComments?: boolean
  readonly insertComments?: boolean
  /** Whether users can be read, and with their emails. `with_email` unless given. */
  readonly users?: 'none' | 'without_email' | 'with_email'
}

const READS = /\/(query|search)$|\/queries$/
const CHILDREN = /^\/v1\/blocks\/[^/]+\/children$/
const CONTENT = /^\/v1\/(pages|blocks|databases|data_sources|views|search)(\/|$)/

const allowed = (may: Capabilities, method: string, path: string): boolean => {
  if (path.startsWith('/v1/comments')) return (method === 'GET' ? may.readComments : may.insertComments) ?? true
  if (path.startsWith('/v1/users')) return may.users !== 'none' || path === '/v1/users/me'
  if (!CONTENT.test(path)) return true
  if (method === 'GET' || READS.test(path)) return may.readContent ?? true
  if (method === 'POST' && !path.endsWith('/move')) return may.insertContent ?? true
  if (method === 'PATCH' && CHILDREN.test(path)) return may.insertContent ?? true
  return may.updateContent ?? true
}

/** Refuses what the connection may not do: 403 `restricted_resource`. */
export const demandCapability = (may: Capabilities, method: string, path: string): void => {
  if (!allowed(may, method, path))
    throw new Refusal(403, 'restricted_resource', 'Insufficient permissions for this endpoint.')
}

const PARTIAL = new Set(['page', 'block', 'database', 'comment'])

const partial = (value: Json): Json => {
  const { object, id = null, results } = asObject(value)
  if (object === 'list') return { ...asObject(value), results: asArray(results).map(partial) }
  return typeof object === 'string' && PARTIAL.has(object) ? { object, id } : value
}

const withoutEmails = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutEmails)
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([key, each]): [string, Json] => [
    key,
    key === 'person' ? {} : withoutEmails(each),
  ])
  return Object.fromEntries(entries)
}

/** An answer as a connection may see it: partial where it may only write, and users without what it may not know. */
export const asSeen = (may: Capabilities, method: string, path: string, answer: JsonObject): JsonObject => {
  const reads = path.startsWith('/v1/comments') ? may.readComments : may.readContent
  const seen = method !== 'GET' && reads === false ? partial(answer) : answer
  const users = (may.users ?? 'with_email') === 'with_email' ? seen : withoutEmails(seen)
  return asObject(users)
}
