/** The trash in requests: `in_trash`, which is called `archived` in older versions. */
import type { JsonObject } from '../values/json.js'

/** Whether a checked request moves something to the trash or restores it; undefined when it does neither. */
export const wantsTrash = (request: JsonObject): boolean | undefined => {
  const trash = request.in_trash ?? request.archived
  return typeof trash === 'boolean' ? trash : undefined
}
