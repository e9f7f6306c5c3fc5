/**
 * Invalidation after a page was created or updated.
 *
 * @internal
 */

import { objectTag, type Tag } from '../../core/call/tag.js'
import type { Parent } from '../../core/objects/parent.js'
import { namesOption } from '../../props/propertyLimits.js'
import type { PropertyValuesRequest } from '../../props/propertyValueRequest.js'
import { parentTags } from '../shared/parentTags.js'
import type { NewPageParentRequest } from './newPageRequest.js'

/** The parent of a new page, if the request names it; a database alone does not name its data source. */
export const newPageParent = (parent: NewPageParentRequest | undefined): Parent | undefined => {
  if (parent?.page_id !== undefined) return { type: 'page_id', page_id: parent.page_id }
  return parent?.data_source_id === undefined
    ? undefined
    : { type: 'data_source_id', data_source_id: parent.data_source_id }
}

/** The children or rows of the parent, and its schema if a value may have created a new option. */
export const writtenTags = (
  parent: Parent | undefined,
  properties: PropertyValuesRequest | undefined,
): ReadonlyArray<Tag> => [
  ...(parent ? parentTags(parent) : []),
  ...(parent?.type === 'data_source_id' && properties && namesOption(properties)
    ? [objectTag(parent.data_source_id)]
    : []),
]
