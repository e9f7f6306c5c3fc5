/** The ids among the fields of a body, told by the names of the fields. */
import { parseAgentId } from './agentId.js'
import { parseBlockId, parseId, parseViewId } from './id.js'
import { AN_ID, bodyId, type Checked } from './ids.js'

const parserOf = (name: string): ((text: string) => string | undefined) =>
  name === 'view_id' ? parseViewId : name === 'block_id' ? parseBlockId : name === 'agent_id' ? parseAgentId : parseId

/**
 * An object whose fields named `…_id` are ids. What is malformed is refused, an address becomes the id in it, and an object
 * without addresses is given as it is; so are fields that are missing.
 *
 * @param field Where it is, such as `parent`; empty for a whole body.
 * @param given What was given there.
 */
export const fieldIds = <A extends object>(field: string, given: A): Checked<A> =>
  Object.entries(given).reduce<Checked<A>>(
    (checked, [name, one]: readonly [string, unknown]) => {
      if (!name.endsWith('_id') || (one ?? undefined) === undefined) return checked
      const place = field ? `${field}.${name}` : name
      const { value, issues } =
        typeof one === 'string'
          ? bodyId(place, one, parserOf(name))
          : { value: one, issues: [{ field: place, given: one, allowed: AN_ID }] }
      return {
        value: value === one ? checked.value : { ...checked.value, [name]: value },
        issues: [...checked.issues, ...issues],
      }
    },
    { value: given, issues: [] },
  )
