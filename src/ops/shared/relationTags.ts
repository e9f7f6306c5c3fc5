/**
 * What becomes stale where a schema gets relations.
 *
 * @internal
 */

import { objectTag, rowsTag, type Tag } from '../../core/call/tag.js'
import type { SchemaRequest, SchemaUpdate } from '../../props/schemaRequest.js'

/** The data sources that relations point at, with their rows: a relation that shows at both ends is a property there too. */
export const relationTags = (schema: SchemaRequest | SchemaUpdate | undefined): ReadonlyArray<Tag> =>
  Object.values(schema ?? {}).flatMap((property) => {
    const id = property?.relation?.data_source_id
    return id === undefined ? [] : [objectTag(id), rowsTag(id)]
  })
