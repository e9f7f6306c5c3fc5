/** Tokens of public connections, as OAuth gives and knows them. */
import type { Type } from 'io-ts'
import { boolean, literal, nullable, number, string, struct, tagged, type UnknownType } from './kernel.js'
import { type PartialUser, type User, UserOrPartial } from './user.js'

/** Whom a token acts for: a user, or the workspace as a whole. */
export type OAuthOwner =
  | { readonly type: 'user'; readonly user: User | PartialUser }
  | { readonly type: 'workspace'; readonly workspace: true }
  | { readonly type: UnknownType }

/**
 * A token, and where it may be used. It is a secret, and so is `refresh_token`.
 *
 * @see https://developers.notion.com/reference/create-a-token
 */
export interface OAuthToken {
  /** The token for `auth`. */
  readonly access_token: string
  /** Always `bearer` so far. */
  readonly token_type: 'bearer' | (string & {})
  /** What the next token is got with; it is good for once. */
  readonly refresh_token?: string | null
  /** The connection in this workspace; the key to keep tokens under. */
  readonly bot_id: string
  /** An address, or an emoji. */
  readonly workspace_icon: string | null
  /** `null` where it has none. */
  readonly workspace_name: string | null
  /** The workspace that the token is good for. */
  readonly workspace_id: string
  /** Whom it acts for. */
  readonly owner: OAuthOwner
  /** The page that was made of the connection's template, where the user chose to have it. */
  readonly duplicated_template_id: string | null
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** What is known of a token. */
export interface OAuthIntrospection {
  /** Whether it can be used. */
  readonly active: boolean
  /** What it may do, as words with a space between. */
  readonly scope?: string
  /** When it was issued, as Notion counts it. */
  readonly iat?: number
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** That a token was taken back. */
export interface OAuthRevocation {
  /** Notion's id of the request. */
  readonly request_id?: string
}

/** A token, and where it may be used. */
export const OAuthToken: Type<OAuthToken> = /*#__PURE__*/ (() =>
  struct<OAuthToken>(
    {
      access_token: string,
      token_type: string,
      bot_id: string,
      workspace_icon: nullable(string),
      workspace_name: nullable(string),
      workspace_id: string,
      owner: tagged<OAuthOwner>({ user: UserOrPartial, workspace: literal(true) }),
      duplicated_template_id: nullable(string),
    },
    { refresh_token: nullable(string), request_id: string },
  ))()

/** What is known of a token. */
export const OAuthIntrospection: Type<OAuthIntrospection> = /*#__PURE__*/ (() =>
  struct<OAuthIntrospection>({ active: boolean }, { scope: string, iat: number, request_id: string }))()

/** That a token was taken back. */
export const OAuthRevocation: Type<OAuthRevocation> = /*#__PURE__*/ (() =>
  struct<OAuthRevocation>({}, { request_id: string }))()
