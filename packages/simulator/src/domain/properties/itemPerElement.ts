/**
 * The property items of a value with several elements, which the API returns as a list when the property is retrieved
 * by itself.
 */
import { encodeId } from '../values/id.js'
import { asArray, type Json, type JsonObject } from '../values/json.js'
import type { ValueContext } from './kind.js'

/** One property item for each element of a value. */
export const itemPerElement = ({ property }: ValueContext, value: Json): ReadonlyArray<JsonObject> =>
  asArray(value).map((each) => ({
    object: 'property_item',
    type: property.type,
    id: encodeId(property.id),
    [property.type]: each,
  }))
