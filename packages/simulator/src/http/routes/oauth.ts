import { failedValidation, invalid, Refusal } from '../../domain/errors.js'
import type { AccessToken, AuthorizationCode } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { assertValid, fields, missing, oneOf, optional, string } from '../../domain/validate/check.js'
import { bare, dashed } from '../../domain/values/id.js'
import { asObject, asString, type JsonObject } from '../../domain/values/json.js'
import { invalidClient } from '../errors.js'
import type { ApiRequest, ClientCredentials, Route } from '../route.js'

/** How long a code is valid, in milliseconds. */
const CODE_LIFETIME = 600_000

const SCOPE = 'read_content insert_content update_content'

const invalidGrant = (message: string): Refusal => new Refusal('invalid_grant', message)

/** The consent of a user. */
export interface Consent {
  /** The client; any may exchange the code by default. */
  readonly clientId?: string | undefined
  readonly redirectUri?: string | undefined
  /** The user, by id; the first of the workspace by default. */
  readonly userId?: string | undefined
  readonly duplicatedTemplateId?: string | undefined
}

/** The owner of a token: the user who consented, or the workspace when there is none. */
const ownerOf = (workspace: Workspace, userId: string | undefined): JsonObject => {
  const requested = userId === undefined ? undefined : workspace.users.get(dashed(userId))
  const person = requested ?? [...workspace.users.values()].find(({ type }) => type === 'person')
  return person === undefined ? { type: 'workspace', workspace: true } : { type: 'user', user: person }
}

/** Creates a code, as a user's consent in the browser does. */
export const authorize = (workspace: Workspace, consent: Consent): AuthorizationCode => {
  const code: AuthorizationCode = {
    code: workspace.newId(),
    clientId: consent.clientId,
    redirectUri: consent.redirectUri,
    owner: ownerOf(workspace, consent.userId),
    duplicatedTemplateId: consent.duplicatedTemplateId ?? null,
    issuedTime: workspace.now(),
  }
  workspace.codes.set(code.code, code)
  return code
}

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
  workspace.tokens.set(created.token, created)
  return created
}

const serializeToken = (workspace: Workspace, token: AccessToken): JsonObject => {
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

const trade = (workspace: Workspace, client: ClientCredentials, body: JsonObject): AccessToken => {
  const code = workspace.codes.get(asString(body.code))
  if (code === undefined || workspace.now() >= code.issuedTime + CODE_LIFETIME)
    throw invalidGrant('Invalid code: it is unknown, expired, or was used before.')
  if (code.clientId !== undefined && code.clientId !== client.id)
    throw invalidGrant('Invalid code: it was given to another client.')
  if (code.redirectUri !== undefined && code.redirectUri !== body.redirect_uri)
    throw invalidGrant('Invalid redirect_uri: it differs from that of the authorization request.')
  workspace.codes.delete(code.code)
  return issue(workspace, client, code, botOf(workspace, client.id, code.owner))
}

const renew = (workspace: Workspace, client: ClientCredentials, refreshToken: string): AccessToken => {
  const old = [...workspace.tokens.values()].find((each) => each.refreshToken === refreshToken)
  if (old?.active !== true || old.clientId !== client.id)
    throw invalidGrant('Invalid refresh_token: it is unknown, revoked, or was used before.')
  old.active = false
  return issue(workspace, client, old, old.botId)
}

/** The client of a request, whose secret was checked before. */
const clientOf = ({ client }: ApiRequest): ClientCredentials => client ?? { id: '', secret: '' }

const account = fields({ key: string(), name: string() })

const token = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  assertValid(oneOf('authorization_code', 'refresh_token'), body.grant_type, 'body', 'body.grant_type')
  const fresh = body.grant_type === 'authorization_code'
  const checks = fresh
    ? { code: string(), redirect_uri: optional(string()), external_account: optional(account) }
    : { refresh_token: string() }
  assertValid(fields({ grant_type: string(), ...checks }, true), body, 'body')
  const client = clientOf(request)
  return serializeToken(
    workspace,
    fresh ? trade(workspace, client, body) : renew(workspace, client, asString(body.refresh_token)),
  )
}

const find = (request: ApiRequest): AccessToken | undefined => {
  const { workspace, body } = request
  assertValid(fields({ token: string() }, true), body, 'body')
  const requested = asString(body.token)
  const found = [...workspace.tokens.values()].find(
    (each) => each.token === requested || each.refreshToken === requested,
  )
  return found?.clientId === clientOf(request).id ? found : undefined
}

const introspect = (request: ApiRequest): JsonObject => {
  const found = find(request)
  return found?.active === true ? { active: true, scope: SCOPE, iat: found.issuedTime } : { active: false }
}

const revoke = (request: ApiRequest): JsonObject => {
  const found = find(request)
  if (found !== undefined) found.active = false
  return {}
}

/** The consent page, which no user sees: it redirects with a code at once. */
const consent = ({ workspace, query }: ApiRequest): JsonObject => {
  const absent = ['client_id', 'redirect_uri'].filter((key) => !query.get(key))
  if (absent.length > 0)
    throw failedValidation(
      'query',
      absent.flatMap((key) => missing(`query.${key}`)),
    )
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!URL.canParse(redirectUri)) throw invalid('The redirect_uri is not a valid URL.')
  const { code } = authorize(workspace, { clientId: query.get('client_id') ?? '', redirectUri })
  const back = new URL(redirectUri)
  back.searchParams.set('code', code)
  const state = query.get('state')
  if (state !== null) back.searchParams.set('state', state)
  return { location: back.href }
}

const location = (response: JsonObject): Readonly<Record<string, string>> => ({ location: asString(response.location) })

/** Whether a bearer token was issued and is active; undefined when it was not issued here. */
export const isActive = (workspace: Workspace, bearer: string): boolean | undefined =>
  workspace.tokens.get(bearer)?.active

/** The workspace as the owner of a token sees it: each authorization has its own bot. */
export const workspaceOfToken = (workspace: Workspace, bearer: string | undefined): Workspace => {
  const botId = bearer === undefined ? undefined : workspace.tokens.get(bearer)?.botId
  return botId === undefined ? workspace : { ...workspace, botId }
}

/** Throws a refusal for an unknown client; without a list, all are known. */
export const assertKnownClient = (
  known: ReadonlyArray<ClientCredentials> | undefined,
  client: ClientCredentials,
): void => {
  if (known?.some(({ id, secret }) => id === client.id && secret === client.secret) === false)
    throw invalidClient('The client id or secret is invalid.')
}

/** `/v1/oauth` */
export const oauthRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/oauth/token', handler: token, auth: 'basic' },
  { method: 'POST', path: '/v1/oauth/introspect', handler: introspect, auth: 'basic' },
  { method: 'POST', path: '/v1/oauth/revoke', handler: revoke, auth: 'basic' },
  {
    method: 'GET',
    path: '/v1/oauth/authorize',
    handler: consent,
    auth: 'nobody',
    statusOf: () => 302,
    headersOf: location,
  },
]
