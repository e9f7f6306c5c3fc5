/**
 * Issues, renews and revokes OAuth tokens. A user has one bot for each client, and a code or refresh token can be used
 * once.
 */
import { Refusal } from '../errors.js'
import type { AccessToken } from '../state/tokens.js'
import type { Workspace } from '../state/workspace.js'
import { bare } from '../values/id.js'
import { asObject, asString, type JsonObject } from '../values/json.js'
import { makeRoom } from '../values/makeRoom.js'
import type { ClientCredentials } from './client.js'

/** How long a code is valid, in milliseconds. */
const CODE_LIFETIME = 600_000

/** The number of tokens at most, the revoked ones included. */
const MAX_TOKENS = 10_000

const invalidGrant = (message: string): Refusal => new Refusal('invalid_grant', message)

const botOf = (workspace: Workspace, clientId: string, owner: JsonObject): string => {
  const ownerId = asObject(owner.user).id
  const known = [...workspace.tokens.values()].find(
    (each) => each.clientId === clientId && asObject(each.owner.user).id === ownerId,
  )
  if (known !== undefined) return known.botId
  const own = asObject(workspace.users.get(workspace.botId))
  const id = workspace.newId()
  workspace.users.set(id, { ...own, id, bot: { ...asObject(own.bot), owner } })
  return id
}

type Grant = Pick<AccessToken, 'owner' | 'duplicatedTemplateId'>

const issue = (workspace: Workspace, client: ClientCredentials, grant: Grant, botId: string): AccessToken => {
  const created: AccessToken = {
    token: `ntn_${bare(workspace.newId())}`,
    refreshToken: `nrt_${bare(workspace.newId())}`,
    clientId: client.id,
    botId,
    owner: grant.owner,
    duplicatedTemplateId: grant.duplicatedTemplateId,
    issuedTime: workspace.now(),
    active: true,
  }
  makeRoom(workspace.tokens, MAX_TOKENS)
  workspace.tokens.set(created.token, created)
  return created
}

/** Exchanges an authorization code for a token. Throws a refusal when it is not valid for the client. */
export const exchangeCode = (workspace: Workspace, client: ClientCredentials, request: JsonObject): AccessToken => {
  const code = workspace.codes.get(asString(request.code))
  if (code === undefined || workspace.now() >= code.issuedTime + CODE_LIFETIME)
    throw invalidGrant('Invalid code: it is unknown, expired, or was used before.')
  if (code.clientId !== undefined && code.clientId !== client.id)
    throw invalidGrant('Invalid code: it was given to another client.')
  if (code.redirectUri !== undefined && code.redirectUri !== request.redirect_uri)
    throw invalidGrant('Invalid redirect_uri: it differs from that of the authorization request.')
  workspace.codes.delete(code.code)
  return issue(workspace, client, code, botOf(workspace, client.id, code.owner))
}

/** Exchanges a refresh token for a new token, and revokes the old one. */
export const renewToken = (workspace: Workspace, client: ClientCredentials, given: string): AccessToken => {
  const old = [...workspace.tokens.values()].find((each) => each.refreshToken === given)
  if (old?.active !== true || old.clientId !== client.id)
    throw invalidGrant('Invalid refresh_token: it is unknown, revoked, or was used before.')
  old.active = false
  return issue(workspace, client, old, old.botId)
}

/** The token of a client with an access or refresh token; undefined when it has none. */
export const findToken = (workspace: Workspace, client: ClientCredentials, given: string): AccessToken | undefined => {
  const found = [...workspace.tokens.values()].find((each) => each.token === given || each.refreshToken === given)
  return found?.clientId === client.id ? found : undefined
}

/** Revokes a token. */
export const revokeToken = (token: AccessToken): void => {
  token.active = false
}

/** Whether a bearer token was issued and is active; undefined when it was not issued here. */
export const isActive = (workspace: Workspace, bearer: string): boolean | undefined =>
  workspace.tokens.get(bearer)?.active

/** The workspace as the owner of a token sees it: each authorization has its own bot. */
export const workspaceOfToken = (workspace: Workspace, bearer: string | undefined): Workspace => {
  const botId = bearer === undefined ? undefined : workspace.tokens.get(bearer)?.botId
  return botId === undefined ? workspace : { ...workspace, botId }
}
