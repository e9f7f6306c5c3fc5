/** Parameters of the OAuth operations. */
import type { AbsentForThisGrantType } from '../../core/schema/absent.js'
import type { Without } from '../../core/schema/exactlyOne.js'

/** The client: a public connection. */
export interface OAuthClient {
  readonly client_id: string
  /** Sent as the password of HTTP Basic authentication, with `client_id` as the user name. */
  readonly client_secret: string
}

/** An authorization code to exchange for an access token. */
export interface AuthorizationCodeGrant extends Without<'refresh_token', AbsentForThisGrantType> {
  readonly grant_type: 'authorization_code'
  /** The code of the redirect; it can be used once and expires after a few minutes. */
  readonly code: string
  /** The redirect URI; required if it was in the authorization URL or the connection has several. */
  readonly redirect_uri?: string | undefined
  /** The account of the user in an external service; for link previews. */
  readonly external_account?: { readonly key: string; readonly name: string } | undefined
}

/** A refresh token to exchange for the next access token. */
export interface RefreshTokenGrant
  extends Without<'code' | 'redirect_uri' | 'external_account', AbsentForThisGrantType> {
  readonly grant_type: 'refresh_token'
  /** The most recent refresh token. */
  readonly refresh_token: string
}

/** The grant to exchange for a token. */
export type OAuthGrant = AuthorizationCodeGrant | RefreshTokenGrant
