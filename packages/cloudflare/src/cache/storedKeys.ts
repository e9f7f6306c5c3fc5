/** The names of what is kept. */
import { keyHash } from '@notion-fp/shared'
import type { CacheResource } from 'notion-fp'

/** The key of an entry. What was read may contain the text of a filter, and be long. */
export const entryKey = async (prefix: string, resource: CacheResource, key: string): Promise<string> =>
  `${prefix}:entry:${resource}:${await keyHash(key)}`

/** Below its version everything is stale, below that of `ANY` every entry that does not know its tags. */
export const FLOOR = 'floor'
export const ANY = 'any'
export const memberOfKind = (resource: CacheResource): string => `kind-${resource}`
export const memberOfTag = (tag: string): string => `tag-${tag}`

/** The key of a version. Tags are plain words and ids; any other text is hashed, to fit everywhere. */
export const versionKey = async (prefix: string, member: string): Promise<string> =>
  /^[\w:-]{1,200}$/.test(member) ? `${prefix}:version:${member}` : `${prefix}:version:hash:${await keyHash(member)}`
