import { asString, type Json } from './json.js'

const HEX = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-8][0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i

/** Whether a value is an id as the API takes it: a UUID, with dashes or without. */
export const isId = (value: unknown): value is string => typeof value === 'string' && HEX.test(value)

/** With dashes, of a variant that RFC 9562 does not speak of, and not all zeros. */
const NON_STANDARD = /^(?![0-]+$)[^-]{8}-[^-]{4}-[^-]{4}-[^89ab]/i

/** Whether the API takes a path's id for none: it looks closer at one that has dashes. */
export const isNonStandardUuid = (id: string): boolean => NON_STANDARD.test(id)

/** An id as the API answers it: lower case, with dashes. */
export const dashed = (id: string): string => {
  const hex = id.replaceAll('-', '').toLowerCase()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** An id as it stands in a Notion URL: lower case, without dashes. */
export const bare = (id: string): string => id.replaceAll('-', '').toLowerCase()

/** An id in a body that was checked, dashed; empty when it is absent. */
export const bodyId = (value: Json | undefined): string => {
  const id = asString(value)
  return isId(id) ? dashed(id) : id
}

/** A property id as answers and paths carry it. */
export const encodeId = (id: string): string => encodeURIComponent(id)
