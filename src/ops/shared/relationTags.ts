/**
 * Invalidation of data sources that a changed schema relates to.
 *
 * @internal
 */

import { objectTag, rowsTag, type Tag } from '../../core/call/tag.js'
import type { SchemaRequest, SchemaUpdate } from '../../props/schemaRequest.js'

/** The related data sources and their rows: a two-way relation adds a property there too. */
export const relationTags = (schema: SchemaRequest | SchemaUpdate | undefined): ReadonlyArray<Tag> =>
  Object.values(schema ?? {}).flatMap((property) => {
    const id = property?.relation?.data_source_id
    return id === undefined ? [] : [objectTag(id), rowsTag(id)]
  })
