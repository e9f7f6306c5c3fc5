import { type Context, type NotionError, type NotionRequest, send, type TaskEither } from '../../core/operation.js'
import { OAuthRevocation } from './oauth.js'
import type { OAuthClient } from './oauthGrant.js'
import { oauthRequest, secret } from './oauthRequest.js'

/** What {@link revokeOAuthToken} takes. */
export interface RevokeOAuthTokenParams extends OAuthClient {
  /** The token to take back. */
  readonly token: string
}

/** The request that {@link revokeOAuthToken} sends. */
export const revokeOAuthTokenRequest = (params: RevokeOAuthTokenParams): NotionRequest<OAuthRevocation> =>
  oauthRequest({
    op: 'revokeOAuthToken',
    kind: 'repeatable',
    name: 'revoke',
    params,
    checks: { token: secret },
    codec: OAuthRevocation,
  })

/**
 * Takes a token back: nobody can use it any more. It goes out in the name of the client, whatever the `auth` of the context.
 *
 * No error and no log holds the secret of the client or the token. Fails with `InvalidInputError` for a client without id or secret,
 * with `AuthenticationError` for the wrong one, and with what every call can fail with.
 *
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
