import {
  type Context,
  type NotionError,
  type NotionRequest,
  needed,
  once,
  optional,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { OAuthToken } from './oauth.js'
import type { OAuthClient, OAuthGrant } from './oauthGrant.js'
import { oauthRequest, secret } from './oauthRequest.js'

/** Parameters of {@link createOAuthToken}: the client, and an authorization code or refresh token. */
export type CreateOAuthTokenParams = OAuthClient & OAuthGrant

/** The request that {@link createOAuthToken} sends. */
export const createOAuthTokenRequest = (params: CreateOAuthTokenParams): NotionRequest<OAuthToken> =>
  oauthRequest({
    op: 'createOAuthToken',
    ...once,
    name: 'token',
    params,
    checks: { grant_type: needed, code: optional(secret), refresh_token: optional(secret) },
    codec: OAuthToken,
  })

/**
 * Exchanges an authorization code or a refresh token for an access token.
 *
 * Authenticates with the client id and secret, whatever the `auth` of the context. The `auth` function of a context can
 * call it to refresh its token, with a context of its own. Errors and logs never contain the client secret, the code or
 * a token. Not idempotent, since codes and refresh tokens can be used once: not retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The client, and the authorization code or refresh token.
 * @returns The access token. Only `access_token` is required: any other field that is not as documented is renamed, for
 * example `bot_id` to `unknown:bot_id`. Fails with a {@link NotionError}, in particular with `InvalidInputError` if the
 * client id or secret is missing, `AuthenticationError` if they are wrong, and `ValidationError` with the code
 * `invalid_grant` if the authorization code or refresh token is no longer valid.
 * @see https://developers.notion.com/reference/create-a-token
 * @example
 * import { type Context, createOAuthToken, type OAuthClient } from 'notion-fp'
 *
 * const signIn = (ctx: Context, client: OAuthClient, code: string) =>
 *   createOAuthToken(ctx, { ...client, grant_type: 'authorization_code', code, redirect_uri: 'https://example.com/back' })
 *
 * const renew = (ctx: Context, client: OAuthClient, refresh_token: string) =>
 *   createOAuthToken(ctx, { ...client, grant_type: 'refresh_token', refresh_token })
 */
export const createOAuthToken = (ctx: Context, params: CreateOAuthTokenParams): TaskEither<NotionError, OAuthToken> =>
  send(ctx, createOAuthTokenRequest(params))
