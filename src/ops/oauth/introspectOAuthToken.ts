import { type Context, type NotionError, type NotionRequest, send, type TaskEither } from '../../core/operation.js'
import { OAuthIntrospection } from './oauth.js'
import type { OAuthClient } from './oauthGrant.js'
import { oauthRequest, secret } from './oauthRequest.js'

/** What {@link introspectOAuthToken} takes. */
export interface IntrospectOAuthTokenParams extends OAuthClient {
  /** The token to look at. */
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
 * Tells whether a token can be used, and what it may do. It goes out in the name of the client, whatever the `auth` of the context;
 * never cached, nor shared between callers.
 *
 * No error and no log holds the secret of the client or the token. Fails with `InvalidInputError` for a client without id or secret,
 * with `AuthenticationError` for the wrong one, and with what every call can fail with.
 *
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
