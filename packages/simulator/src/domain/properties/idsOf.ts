/** The ids in values: requests and responses contain them in objects, stored values contain them alone. */
import { dashed } from '../values/id.js'
import { asArray, isObject, type Json } from '../values/json.js'

/** The ids in a list of ids or of objects with an `id`, with dashes. */
export const idsOf = (value: Json): ReadonlyArray<string> =>
  asArray(value).flatMap((each) => {
    const id = isObject(each) ? each.id : each
    return typeof id === 'string' ? [dashed(id)] : []
  })
