import { type Context, type NotionError, type NotionRequest, send, type TaskEither } from '../../core/operation.js'
import { OAuthIntrospection } from './oauth.js'
import type { OAuthClient } from './oauthGrant.js'
import { oauthRequest, secret } from './oauthRequest.js'

/** Parameters of {@link introspectOAuthToken}. */
export interface IntrospectOAuthTokenParams extends OAuthClient {
  /** The token to check. */
  readonly token: string
}

/** The request that {@link introspectOAuthToken} sends. */
export const introspectOAuthTokenRequest = (params: IntrospectOAuthTokenParams): NotionRequest<OAuthIntrospection> =>
  oauthRequest({
    op: 'introspectOAuthToken',
    kind: 'read',
    name: 'introspect',
    params,
    checks: { token: secret },
    codec: OAuthIntrospection,
  })

/**
 * Checks whether a token is active, and what it allows.
 *
 * Authenticates with the client id and secret, whatever the `auth` of the context. Errors and logs never contain the
 * client secret or the token. Never cached or deduplicated.
 *
 * @param ctx The context to send the request with.
 * @param params The client and the token.
 * @returns The state of the token. Fails with a {@link NotionError}, in particular with `InvalidInputError` if the
 * client id or secret is missing, and `AuthenticationError` if they are wrong.
 * @see https://developers.notion.com/reference/introspect-token
 * @example
 * import { type Context, introspectOAuthToken, type OAuthClient } from 'notion-fp'
 *
 * const inspect = (ctx: Context, client: OAuthClient, token: string) => introspectOAuthToken(ctx, { ...client, token })
 */
export const introspectOAuthToken = (
  ctx: Context,
  params: IntrospectOAuthTokenParams,
): TaskEither<NotionError, OAuthIntrospection> => send(ctx, introspectOAuthTokenRequest(params))
