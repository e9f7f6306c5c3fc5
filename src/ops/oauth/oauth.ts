/** Tokens of public connections, as OAuth gives and knows them. */
import type { Type } from 'io-ts'
import { type PartialUser, type User, UserOrPartial } from '../../core/objects/user.js'
import { boolean, literal, nullable, number, string, tagged, type UnknownType } from '../../core/schema/combinators.js'
import { lenient } from '../../core/schema/lenient.js'
import type { Word } from '../../core/schema/variants.js'

/** Whom a token acts for: a user, or the workspace as a whole. */
export type OAuthOwner =
  | { readonly type: 'user'; readonly user: User | PartialUser }
  | { readonly type: 'workspace'; readonly workspace: true }
  | { readonly type: UnknownType }

/**
 * A token, and where it may be used. It is a secret, and so is `refresh_token`. Notion gives it once, so no other field can make
 * the answer fail: one that is not as documented is renamed, `bot_id` to `unknown:bot_id`.
 *
 * @see https://developers.notion.com/reference/create-a-token
 */
export interface OAuthToken {
  /** The token for `auth`. */
  readonly access_token: string
  /** Always `bearer` so far. */
  readonly token_type?: Word<'bearer'> | null
  /** What the next token is got with; it is good for once. */
  readonly refresh_token?: string | null
  /** The connection in this workspace; the key to keep tokens under. */
  readonly bot_id?: string | null
  /** An address, or an emoji. */
  readonly workspace_icon?: string | null
  /** `null` where it has none. */
  readonly workspace_name?: string | null
  /** The workspace that the token is good for. */
  readonly workspace_id?: string | null
  /** Whom it acts for. Notion leaves out the `type` at times; it reads `unknown:` then. */
  readonly owner?: OAuthOwner | null
  /** The page that was made of the connection's template, where the user chose to have it. */
  readonly duplicated_template_id?: string | null
  /** Notion's id of the request. */
  readonly request_id?: string | null
  readonly [odd: UnknownType]: unknown
}

/** What is known of a token. */
export interface OAuthIntrospection {
  /** Whether it can be used. */
  readonly active: boolean
  /** What it may do, as words with a space between. */
  readonly scope?: string | null
  /** When it was issued, as Notion counts it. */
  readonly iat?: number | null
  /** Notion's id of the request. */
  readonly request_id?: string | null
  readonly [odd: UnknownType]: unknown
}

/** That a token was taken back. */
export interface OAuthRevocation {
  /** Notion's id of the request. */
  readonly request_id?: string | null
  readonly [odd: UnknownType]: unknown
}

const word = nullable(string)

/** A token, and where it may be used. */
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

/** What is known of a token. */
export const OAuthIntrospection: Type<OAuthIntrospection> = lenient<OAuthIntrospection>(
  { active: boolean },
  { scope: nullable(string), iat: nullable(number), request_id: nullable(string) },
)

/** That a token was taken back. */
export const OAuthRevocation: Type<OAuthRevocation> = lenient<OAuthRevocation>({}, { request_id: nullable(string) })
