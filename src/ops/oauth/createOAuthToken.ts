import {
  type Context,
  type NotionError,
  type NotionRequest,
  needed,
  optional,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { OAuthToken } from './oauth.js'
import type { OAuthClient, OAuthGrant } from './oauthGrant.js'
import { oauthRequest, secret } from './oauthRequest.js'

/** What {@link createOAuthToken} takes: the client, and the code of a user or the refresh token of an earlier answer. */
export type CreateOAuthTokenParams = OAuthClient & OAuthGrant

/** The request that {@link createOAuthToken} sends. */
export const createOAuthTokenRequest = (params: CreateOAuthTokenParams): NotionRequest<OAuthToken> =>
  oauthRequest({
    op: 'createOAuthToken',
    kind: 'once',
    name: 'token',
    params,
    checks: { grant_type: needed, code: optional(secret), refresh_token: optional(secret) },
    codec: OAuthToken,
  })

/**
 * Changes the code of a user who allowed the connection, or a refresh token, into a token. It goes out in the name of the client,
 * whatever the `auth` of the context; so the auth function of a context can renew its token with it, given a context of its own.
 *
 * The code is spent by the time of the answer, so only an answer without `access_token` fails: any other field that is not as
 * documented is renamed, `bot_id` to `unknown:bot_id`, and nothing is lost.
 *
 * No error and no log holds the secret of the client, the code or a token. It happens once, as codes and refresh tokens are good
 * for once: a failure that leaves open what became of it is not tried again. Fails with `InvalidInputError` for a client without id
 * or secret, with `AuthenticationError` for the wrong one, with `ValidationError` for a code or refresh token that is not good any
 * more (its `code` is `invalid_grant`), and with what every call can fail with.
 *
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
