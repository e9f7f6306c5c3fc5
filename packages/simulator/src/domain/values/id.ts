/** Ids. Requests contain them with or without dashes, responses always with dashes. */
import { asString, type Json } from './json.js'

const HEX = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-8][0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i

/** Whether a value is a valid id: a UUID, with or without dashes. */
export const isId = (value: unknown): value is string => typeof value === 'string' && HEX.test(value)

/** With dashes, of a variant that RFC 9562 does not define, and not all zeros. */
const NON_STANDARD = /^(?![0-]+$)[^-]{8}-[^-]{4}-[^-]{4}-[^89ab]/i

/** Whether the API refuses an id in a path: it checks the variant of those with dashes. */
export const isNonStandardUuid = (id: string): boolean => NON_STANDARD.test(id)

const DASHED = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An id in the format of responses: lower case, with dashes. */
export const dashed = (id: string): string => {
  if (DASHED.test(id)) return id
  const hex = id.replaceAll('-', '').toLowerCase()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** An id in the format of Notion's addresses: lower case, without dashes. */
export const bare = (id: string): string => id.replaceAll('-', '').toLowerCase()

/** An id of a checked body, with dashes; empty when it is absent. */
export const bodyId = (value: Json | undefined): string => {
  const id = asString(value)
  return isId(id) ? dashed(id) : id
}

/** A property id as in responses and paths. */
export const encodeId = (id: string): string => encodeURIComponent(id)
