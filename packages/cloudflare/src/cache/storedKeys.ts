/** The names of what is kept. */
import type { CacheResource } from 'notion-fp'

/** The first half of a SHA-256, as hex. */
const hashOf = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The key of an entry. What was read may contain the text of a filter, and be long. */
export const entryKey = async (prefix: string, resource: CacheResource, key: string): Promise<string> =>
  `${prefix}:entry:${resource}:${await hashOf(key)}`

/** Below its version everything is stale, below that of `ANY` every entry that does not know its tags. */
export const FLOOR = 'floor'
export const ANY = 'any'
export const memberOfKind = (resource: CacheResource): string => `kind-${resource}`
export const memberOfTag = (tag: string): string => `tag-${tag}`

/** The key of a version. Tags are plain words and ids; any other text is hashed, to fit everywhere. */
export const versionKey = async (prefix: string, member: string): Promise<string> =>
  /^[\w:-]{1,200}$/.test(member) ? `${prefix}:version:${member}` : `${prefix}:version:hash:${await hashOf(member)}`
