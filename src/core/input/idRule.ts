/** The ids in a body: an address becomes the id in it that its place asks for, and what is no id is refused. */
import { AN_ID } from './check.js'
import { compactId } from './id.js'
import { idOf, PLACES, parseAgentId } from './idKinds.js'
import type { Rule, Trail } from './plainData.js'

/** What the ids of each kind are called: by their own fields, or as the `id` of an object of such a name. */
const NAMES: ReadonlyArray<readonly [places: string, names: RegExp]> = [
  [PLACES.page, /^((page|template)_id|(page|relation)\.id)$/],
  [PLACES.block, /^(block_id|after_block\.id)$/],
  [PLACES.view, /^view_id$/],
  [PLACES.discussion, /^discussion_id$/],
  [
    PLACES.other,
    /^((database|data_source|user|comment|file_upload|session|agent)_id|(database|user|people|file_upload|custom_emoji)\.id)$/,
  ],
]

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

/** An id as it is spelled, where it is one alone; else the one that was found. */
const spelled = (given: unknown, found: string): string =>
  typeof given === 'string' && compactId(given) === compactId(found) ? given : found

/**
 * The rule of the ids in a body, whichever operation it is of.
 *
 * @param named Where the names of the ids that are there are added.
 */
export const idRule = (named: Set<string> = new Set()): Rule => ({
  visit: (given, trail, refuse) => {
    if (given === null || given === undefined) return given
    const name = nameAt(trail)
    const [places] = NAMES.find(([, names]) => names.test(name)) ?? []
    if (places === undefined) {
      const found = CONDITION.test(name) && idOf(given, name.startsWith('relation') ? PLACES.page : PLACES.other)
      return found ? spelled(given, found) : given
    }
    named.add(name)
    const found = name === 'agent_id' ? parseAgentId(given) : idOf(given, places)
    return found === undefined ? refuse(AN_ID, given) : spelled(given, found)
  },
})
