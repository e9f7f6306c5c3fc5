/** OAuth tokens of public connections. */
import type { Type } from 'io-ts'
import { type PartialUser, type User, UserOrPartial } from '../../core/objects/user.js'
import { boolean, literal, nullable, number, string, tagged, type UnknownType } from '../../core/schema/combinators.js'
import type { Word } from '../../core/schema/variants.js'
import { lenient } from './lenient.js'

/** The owner of a token: a user or the workspace. */
export type OAuthOwner =
  | { readonly type: 'user'; readonly user: User | PartialUser }
  | { readonly type: 'workspace'; readonly workspace: true }
  | { readonly type: UnknownType }

/**
 * An access token and its workspace. It is a secret, as is `refresh_token`. Notion returns it only once, so only
 * `access_token` is required: any other field that is not as documented is renamed, for example `bot_id` to
 * `unknown:bot_id`.
 *
 * @see https://developers.notion.com/reference/create-a-token
 */
export interface OAuthToken {
  /** The token to use as `auth`. */
  readonly access_token: string
  /** So far always `bearer`. */
  readonly token_type?: Word<'bearer'> | null
  /** Exchange it for the next token; it can be used once. */
  readonly refresh_token?: string | null
  /** The id of the connection in this workspace; store tokens under it. */
  readonly bot_id?: string | null
  /** A URL or an emoji. */
  readonly workspace_icon?: string | null
  /** `null` if it has none. */
  readonly workspace_name?: string | null
  /** The workspace of the token. */
  readonly workspace_id?: string | null
  /** The owner. Notion sometimes omits its `type`, which then reads `unknown:`. */
  readonly owner?: OAuthOwner | null
  /** The page that was duplicated from the template of the connection, if the user chose to. */
  readonly duplicated_template_id?: string | null
  /** The id of the request. */
  readonly request_id?: string | null
  readonly [odd: UnknownType]: unknown
}

/** The state of a token. */
export interface OAuthIntrospection {
  /** Whether the token is valid. */
  readonly active: boolean
  /** The scopes, separated by spaces. */
  readonly scope?: string | null
  /** The time when it was issued, as a number. */
  readonly iat?: number | null
  /** The id of the request. */
  readonly request_id?: string | null
  readonly [odd: UnknownType]: unknown
}

/** Confirmation that a token was revoked. */
export interface OAuthRevocation {
  /** The id of the request. */
  readonly request_id?: string | null
  readonly [odd: UnknownType]: unknown
}

const word = nullable(string)

/** An access token and its workspace. */
export const OAuthToken: Type<OAuthToken> = lenient<OAuthToken>(
  { access_token: string },
  {
    token_type: word,
    refresh_token: word,
    bot_id: word,
    workspace_icon: word,
    workspace_name: word,
    workspace_id: word,
    owner: nullable(tagged<OAuthOwner>({ user: UserOrPartial, workspace: literal(true) })),
    duplicated_template_id: word,
    request_id: word,
  },
)

/** The state of a token. */
export const OAuthIntrospection: Type<OAuthIntrospection> = lenient<OAuthIntrospection>(
  { active: boolean },
  { scope: nullable(string), iat: nullable(number), request_id: nullable(string) },
)

/** Confirmation that a token was revoked. */
export const OAuthRevocation: Type<OAuthRevocation> = lenient<OAuthRevocation>({}, { request_id: nullable(string) })
