/** OAuth tokens in responses. */
import type { AccessToken } from '../state/tokens.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, type JsonObject } from '../values/json.js'

const SCOPE = 'read_content insert_content update_content'

/** A new token in a response. */
export const serializeToken = (workspace: Workspace, token: AccessToken): JsonObject => {
  const bot = asObject(asObject(workspace.users.get(token.botId)).bot)
  return {
    access_token: token.token,
    token_type: 'bearer',
    refresh_token: token.refreshToken,
    bot_id: token.botId,
    workspace_name: bot.workspace_name ?? null,
    workspace_icon: null,
    workspace_id: bot.workspace_id ?? '',
    owner: token.owner,
    duplicated_template_id: token.duplicatedTemplateId,
  }
}

/** The state of a token in a response; for an unknown or revoked token only that it is not active. */
export const serializeIntrospection = (token: AccessToken | undefined): JsonObject =>
  token?.active === true ? { active: true, scope: SCOPE, iat: token.issuedTime } : { active: false }
