/** Custom emojis in responses. */
import type { Workspace } from '../state/workspace.js'
import { dashed } from '../values/id.js'
import { asString, type JsonObject } from '../values/json.js'

/** A custom emoji in a response; if the workspace does not have it, as the request contains it. */
export const serializeEmoji = (workspace: Workspace, given: JsonObject): JsonObject => {
  const id = dashed(asString(given.id))
  return workspace.emojis.get(id) ?? { name: 'emoji', url: '', ...given, id }
}
