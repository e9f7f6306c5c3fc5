/** The endpoints of OAuth. Most are authorized by the id and the secret of a client, and none requires a version. */
import { failedValidation, invalid } from '../../domain/errors.js'
import type { ClientCredentials } from '../../domain/oauth/client.js'
import { authorize } from '../../domain/oauth/consent.js'
import { serializeIntrospection, serializeToken } from '../../domain/oauth/serialize.js'
import { exchangeCode, findToken, renewToken, revokeToken } from '../../domain/oauth/tokens.js'
import type { AccessToken } from '../../domain/state/tokens.js'
import { assertValid, fields, missing, oneOf, optional, string } from '../../domain/validate/check.js'
import { asString, type JsonObject } from '../../domain/values/json.js'
import type { ApiRequest, Route } from '../route.js'

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
    fresh ? exchangeCode(workspace, client, body) : renewToken(workspace, client, asString(body.refresh_token)),
  )
}

const find = (request: ApiRequest): AccessToken | undefined => {
  const { workspace, body } = request
  assertValid(fields({ token: string() }, true), body, 'body')
  return findToken(workspace, clientOf(request), asString(body.token))
}

const introspect = (request: ApiRequest): JsonObject => serializeIntrospection(find(request))

const revoke = (request: ApiRequest): JsonObject => {
  const found = find(request)
  if (found !== undefined) revokeToken(found)
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

const locationOf = (response: JsonObject): Readonly<Record<string, string>> => ({
  location: asString(response.location),
})

/** `/v1/oauth` */
export const oauthRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/oauth/token', handler: token, auth: 'basic' },
  { method: 'POST', path: '/v1/oauth/introspect', handler: introspect, changes: false, auth: 'basic' },
  { method: 'POST', path: '/v1/oauth/revoke', handler: revoke, auth: 'basic' },
  {
    method: 'GET',
    path: '/v1/oauth/authorize',
    handler: consent,
    changes: true,
    auth: 'none',
    statusOf: () => 302,
    headersOf: locationOf,
  },
]
