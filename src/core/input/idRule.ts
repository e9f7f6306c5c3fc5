/**
 * The ids in a body: an address becomes the id in it that its place asks for, and what is no id is refused.
 *
 * @internal
 */
import { ID_EXPECTED } from './check.js'
import { DATA_SOURCE_HINT, DATABASE_HINT } from './hints.js'
import { asSpelled } from './id.js'
import { idOf, PLACES, parseAgentId } from './idKinds.js'
import type { Rule, Trail } from './plainData.js'

/** What ids are called: by their own fields, or as the `id` of an object of such a name. */
const AN_ID_NAME =
  /^((page|template|block|view|discussion|database|data_source|user|comment|file_upload|session|agent)_id|(page|relation|after_block|database|user|people|file_upload|custom_emoji)\.id)$/

/** Conditions on what a relation or people hold. They may hold words such as `me`, too. */
const CONDITION = /^(relation|people|created_by|last_edited_by)\.(does_not_)?contains?$/

/** Objects whose fields are named by people: what is called `page_id` there is no id. */
const DICTIONARY = /^(properties|quick_filters|metadata)$/

/** What a value is called, with the name of its object before it where it needs one; nothing for names that people give. */
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
 * The rule of the ids in a body, whichever operation it is of.
 *
 * @param hints Where it is added what a 404 may mean.
 */
export const idRule = (hints: Set<string> = new Set()): Rule => ({
  visit: (given, trail, refuse) => {
    const name = nameAt(trail)
    const isId = AN_ID_NAME.test(name)
    if ((given ?? undefined) === undefined || !(isId || CONDITION.test(name))) return given
    if (name === 'database_id') hints.add(DATABASE_HINT)
    if (name === 'data_source_id') hints.add(DATA_SOURCE_HINT)
    const found = name === 'agent_id' ? parseAgentId(given) : idOf(given, placesOf(name))
    if (found === undefined) return isId ? refuse(ID_EXPECTED, given) : given
    return asSpelled(given, found)
  },
})
