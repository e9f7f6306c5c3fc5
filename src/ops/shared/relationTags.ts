/** What becomes stale where a schema gets relations. */
import { parseId } from '../../core/id.js'
import type { SchemaRequest, SchemaUpdate } from '../../core/params/schema.js'
import { objectTag, rowsTag, type Tag } from '../../core/tag.js'

/** The data sources that relations point at, with their rows: a relation that shows at both ends is a property there too. */
export const relationTags = (schema: SchemaRequest | SchemaUpdate = {}): ReadonlyArray<Tag> =>
  Object.values(schema).flatMap((property) => {
    const given = property?.relation?.data_source_id
    const id = given === undefined ? undefined : (parseId(given) ?? given)
    return id === undefined ? [] : [objectTag(id), rowsTag(id)]
  })
