import {
  type Context,
  type NotionError,
  type NotionRequest,
  repeatable,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { OAuthRevocation } from './oauth.js'
import type { OAuthClient } from './oauthGrant.js'
import { oauthRequest, secret } from './oauthRequest.js'

/** Parameters of {@link revokeOAuthToken}. */
export interface RevokeOAuthTokenParams extends OAuthClient {
  /** The token to revoke. */
  readonly token: string
}

/** The request that {@link revokeOAuthToken} sends. */
export const revokeOAuthTokenRequest = (params: RevokeOAuthTokenParams): NotionRequest<OAuthRevocation> =>
  oauthRequest({
    op: 'revokeOAuthToken',
    ...repeatable,
    name: 'revoke',
    params,
    checks: { token: secret },
    codec: OAuthRevocation,
  })

/**
 * Revokes a token.
 *
 * Authenticates with the client id and secret, whatever the `auth` of the context. Errors and logs never contain the
 * client secret or the token.
 *
 * @param ctx The context to send the request with.
 * @param params The client and the token.
 * @returns Confirmation that the token is revoked. Fails with a {@link NotionError}, in particular with
 * `InvalidInputError` if the client id or secret is missing, and `AuthenticationError` if they are wrong.
 * @see https://developers.notion.com/reference/revoke-token
 * @example
 * import { type Context, type OAuthClient, revokeOAuthToken } from 'notion-fp'
 *
 * const signOut = (ctx: Context, client: OAuthClient, token: string) => revokeOAuthToken(ctx, { ...client, token })
 */
export const revokeOAuthToken = (
  ctx: Context,
  params: RevokeOAuthTokenParams,
): TaskEither<NotionError, OAuthRevocation> => send(ctx, revokeOAuthTokenRequest(params))
