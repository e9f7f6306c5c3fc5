/** Ids that stand in a body: what is malformed is refused, and the address of a page becomes the id in it. */
import type { InvalidInput } from './error.js'
import { compactId, parseId } from './id.js'

/** Something to send, and what is wrong with it. */
export interface Checked<A> {
  readonly value: A
  readonly issues: ReadonlyArray<InvalidInput>
}

/** What is allowed where an id is wanted. */
export const AN_ID = 'an id of 32 hexadecimal digits or the Notion address that ends in one'

/**
 * An id in a body. A Notion address becomes the id in it; an id is sent as it is spelled, with dashes or without.
 *
 * @param field Where it is, such as `parent.page_id`.
 * @param given What was given there.
 * @param parse How to find the id. Default: an address means its page; `parseBlockId`, the block it points at.
 */
export const bodyId = (field: string, given: string, parse = parseId): Checked<string> => {
  const found = typeof given === 'string' ? parse(given) : undefined
  if (found === undefined) return { value: given, issues: [{ field, given, allowed: AN_ID }] }
  return { value: compactId(given) === compactId(found) ? given : found, issues: [] }
}

/**
 * An object of a body some of whose fields are ids, such as a parent. Fields that are missing are left out of the check, and
 * an object without addresses is given as it is.
 *
 * @param field Where it is, such as `parent`.
 * @param given What was given there.
 * @param names The fields that are ids, such as `page_id`.
 */
export const bodyIds = <A extends object>(field: string, given: A, names: ReadonlyArray<string>): Checked<A> =>
  Object.entries(given).reduce<Checked<A>>(
    (checked, [name, one]: readonly [string, unknown]) => {
      if (!names.includes(name) || typeof one !== 'string') return checked
      const { value, issues } = bodyId(`${field}.${name}`, one)
      return {
        value: value === one ? checked.value : { ...checked.value, [name]: value },
        issues: [...checked.issues, ...issues],
      }
    },
    { value: given, issues: [] },
  )
