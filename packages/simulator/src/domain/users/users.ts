/** The users of a workspace. People are listed before bots, and a bot does not see the details of another. */
import { Refusal } from '../errors.js'
import type { Workspace } from '../state/workspace.js'
import type { JsonObject } from '../values/json.js'

/** A user in a response. Of another bot, a bot sees only that it is a bot. */
export const visibleUser = (workspace: Workspace, user: JsonObject): JsonObject =>
  user.type === 'bot' && user.id !== workspace.botId ? { ...user, bot: {} } : user

/** The users of the workspace: people before bots. */
export const listUsers = (workspace: Workspace): ReadonlyArray<JsonObject> => {
  const known = [...workspace.users.values()].filter((user) => user.object === 'user')
  return [...known.filter((user) => user.type !== 'bot'), ...known.filter((user) => user.type === 'bot')]
}

/** Finds a user. */
export const findUser = (workspace: Workspace, id: string): JsonObject => {
  const user = workspace.users.get(id)
  if (user?.object !== 'user')
    throw new Refusal(
      'not_found',
      `Could not find user with ID: ${id}. Make sure your integration has capabilities to read user information. With those capabilities, only members and guests in the integration's workspace are visible.`,
      { integration_id: workspace.botId },
    )
  return user
}
