/** Users in property values. Loaded values may contain users that the workspace does not know yet. */
import type { Workspace } from '../state/workspace.js'
import { asString, isObject, type Json, type JsonObject } from '../values/json.js'

/** A user in a property value: complete if known, otherwise by id alone. The owner of a bot is left out. */
export const serializeUser = (workspace: Workspace, id: string): JsonObject => {
  const user = workspace.users.get(id) ?? { object: 'user', id }
  return user.type === 'bot' ? { ...user, bot: {} } : user
}

/** Adds a user from a response to the workspace, unless it is known or given by id alone. */
export const rememberUser = (workspace: Workspace, user: Json): void => {
  if (isObject(user) && user.type !== undefined && !workspace.users.has(asString(user.id)))
    workspace.users.set(asString(user.id), user)
}
