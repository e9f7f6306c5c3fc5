/** The names of stored items. */
import { keyHash } from '@notion-fp/shared'
import type { CacheResource } from 'notion-fp'

/** The key of an entry. It is a hash, since a read may contain the text of a filter, and be long. */
export const entryKey = async (prefix: string, resource: CacheResource, key: string): Promise<string> =>
  `${prefix}:entry:${resource}:${await keyHash(key)}`

/**
 * Everything older than its version is stale; so is every entry without tags that is older than the version of `ANY`.
 */
export const FLOOR = 'floor'
export const ANY = 'any'
export const memberOfKind = (resource: CacheResource): string => `kind-${resource}`
export const memberOfTag = (tag: string): string => `tag-${tag}`

/** The key of a version. Tags are plain words and ids; any other text is hashed, to be valid everywhere. */
export const versionKey = async (prefix: string, member: string): Promise<string> =>
  /^[\w:-]{1,200}$/.test(member) ? `${prefix}:version:${member}` : `${prefix}:version:hash:${await keyHash(member)}`
