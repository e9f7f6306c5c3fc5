/** What the operations of OAuth take. */
import type { AbsentForThisGrantType } from '../../core/schema/absent.js'
import type { Without } from '../../core/schema/exactlyOne.js'

/** The public connection that asks, as its settings in Notion name it. */
export interface OAuthClient {
  readonly client_id: string
  /** Sent as the password of HTTP Basic, with `client_id` as the name. */
  readonly client_secret: string
}

/** The code that Notion sent the user back with, to be changed into a token. */
export interface AuthorizationCodeGrant extends Without<'refresh_token', AbsentForThisGrantType> {
  readonly grant_type: 'authorization_code'
  /** It is good for once, and for some minutes. */
  readonly code: string
  /** The address that the user was sent back to, where the authorization URL had one or the settings have several. */
  readonly redirect_uri?: string | undefined
  /** The account of the user elsewhere; for link previews. */
  readonly external_account?: { readonly key: string; readonly name: string } | undefined
}

/** The refresh token that came with the last token, to be changed into the next. */
export interface RefreshTokenGrant
  extends Without<'code' | 'redirect_uri' | 'external_account', AbsentForThisGrantType> {
  readonly grant_type: 'refresh_token'
  /** The last one that Notion gave for this token. */
  readonly refresh_token: string
}

/** What a token is given for. */
export type OAuthGrant = AuthorizationCodeGrant | RefreshTokenGrant
