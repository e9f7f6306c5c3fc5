/** What becomes stale where a page is created or changed. */
import type { Parent } from '../../core/codec/parent.js'
import { namesOption } from '../../core/input/propertyLimits.js'
import type { NewPageParentRequest } from '../../core/params/pageParams.js'
import type { PropertyValuesRequest } from '../../core/params/propertyValues.js'
import { parentTags } from '../../core/parentTags.js'
import { objectTag, type Tag } from '../../core/tag.js'

/** The parent of a new page as far as the request tells; a database alone does not tell the data source. */
export const newPageParent = (parent: NewPageParentRequest | undefined): Parent | undefined => {
  if (parent?.page_id !== undefined) return { type: 'page_id', page_id: parent.page_id }
  return parent?.data_source_id === undefined
    ? undefined
    : { type: 'data_source_id', data_source_id: parent.data_source_id }
}

/** The children or rows of a parent; and its schema, where a value that was written may have made a new option. */
export const writtenTags = (
  parent: Parent | undefined,
  properties: PropertyValuesRequest | undefined,
): ReadonlyArray<Tag> => [
  ...(parent ? parentTags(parent) : []),
  ...(parent?.type === 'data_source_id' && properties && namesOption(properties)
    ? [objectTag(parent.data_source_id)]
    : []),
]
