/** Whether a value can be computed from a list that Notion has cut off. */
import type { Schema } from './findProperty.js'

/** Types that are neither cut off nor computed from lists that are. */
const WHOLE =
  /^(number|checkbox|select|status|multi_select|date|url|email|phone_number|created_time|last_edited_time|unique_id)$/

const REFERENCE = /prop\("((?:[^"\\]|\\.)*)"\)|block_property:([^:}]+)/g

/**
 * Whether the value of a property can be incomplete in a row with a list that Notion cut. A formula can only if it refers to such a list,
 * or to what is computed: its expression tells.
 */
export const mayDependOnLists = (schema: Schema, name: string): boolean => {
  const property = Object.hasOwn(schema, name) ? schema[name] : undefined
  if (property?.type !== 'formula') return true
  const references = [...property.formula.expression.matchAll(REFERENCE)].map(([, byName, byId]) =>
    Object.values(schema).find((one) => (byName === undefined ? one.id === byId : one.name === byName)),
  )
  // An expression without references that are understood can refer to anything.
  return references.length === 0 || !references.every((one) => one && WHOLE.test(one.type))
}
