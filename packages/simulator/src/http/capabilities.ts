/** What a connection is allowed to do, by method and path. A query is a read, although its method is POST. */
import { Refusal } from '../domain/errors.js'

/** What the connection is allowed to do; everything by default. */
export interface Capabilities {
  readonly readContent?: boolean
  readonly insertContent?: boolean
  readonly updateContent?: boolean
  readonly readComments?: boolean
  readonly insertComments?: boolean
  /** Whether it can read users, and their emails. `with_email` by default. */
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

/** Throws a refusal for what the connection is not allowed to do. */
export const assertCapability = (may: Capabilities, method: string, path: string): void => {
  if (!allowed(may, method, path)) throw new Refusal('forbidden', 'Insufficient permissions for this endpoint.')
}
