/**
 * The ids in a body: converts a URL to the id that its field needs, and rejects invalid ids.
 *
 * @internal
 */
import { ID_EXPECTED } from './check.js'
import { DATA_SOURCE_HINT, DATABASE_HINT } from './hints.js'
import { asSpelled } from './id.js'
import { idOf, PLACES } from './idKinds.js'
import type { Rule, Trail } from './plainData.js'

/** The fields that contain ids: by their own name, or as the `id` of an object with such a name. */
const AN_ID_NAME =
  /^((page|template|block|view|discussion|database|data_source|user|comment|file_upload|session)_id|(page|relation|after_block|database|user|people|file_upload|custom_emoji)\.id)$/

/** Filter conditions on relations and people. Their values may also be words such as `me`. */
const CONDITION = /^(relation|people|created_by|last_edited_by)\.(does_not_)?contains?$/

/** Objects whose keys are chosen by users: a key `page_id` there does not mean an id. */
const DICTIONARY = /^(properties|quick_filters|metadata)$/

/** The name of a field, with the name of its object if needed; empty for keys chosen by users. */
const nameAt = (trail: Trail): string => {
  const key = trail.at(-1)
  if (typeof key !== 'string' || !/(^id|_id|contains?)$/.test(key)) return ''
  const [holder = '', above = ''] = trail
    .filter((one) => typeof one === 'string')
    .slice(-3, -1)
    .reverse()
  if (DICTIONARY.test(holder)) return ''
  return key.endsWith('_id') ? key : DICTIONARY.test(above) ? '' : `${holder}.${key}`
}

const placesOf = (name: string): string => {
  if (/^(page|template|relation)/.test(name)) return PLACES.page
  if (/block/.test(name)) return PLACES.block
  return name === 'view_id' ? PLACES.view : name === 'discussion_id' ? PLACES.discussion : PLACES.other
}

/**
 * The rule for the ids in the body of any operation.
 *
 * @param hints The set to which hints for a 404 are added.
 */
export const idRule = (hints: Set<string> = new Set()): Rule => ({
  visit: (given, trail, reject) => {
    const name = nameAt(trail)
    const isId = AN_ID_NAME.test(name)
    if ((given ?? undefined) === undefined || !(isId || CONDITION.test(name))) return given
    if (name === 'database_id') hints.add(DATABASE_HINT)
    if (name === 'data_source_id') hints.add(DATA_SOURCE_HINT)
    const found = idOf(given, placesOf(name))
    if (found === undefined) return isId ? reject(ID_EXPECTED, given) : given
    return asSpelled(given, found)
  },
})

/**
 * The rule for one field of a body whose ids are special, such as one that may also be a name.
 *
 * @param field The name of the field.
 * @param parse Finds the id in what was given; `undefined` if there is none.
 */
export const idFieldRule = (field: string, parse: (given: unknown) => string | undefined): Rule => ({
  visit: (given, trail, reject) => {
    if ((given ?? undefined) === undefined || nameAt(trail) !== field) return given
    const found = parse(given)
    return found === undefined ? reject(ID_EXPECTED, given) : asSpelled(given, found)
  },
})
