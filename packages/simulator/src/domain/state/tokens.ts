/** The state of OAuth: authorization codes, and tokens with the bots that they stand for. */
import type { JsonObject } from '../values/json.js'

/** An authorization code, which can be exchanged for a token once. */
export interface AuthorizationCode {
  readonly code: string
  /** The client that it was issued to; any when undefined. */
  readonly clientId: string | undefined
  readonly redirectUri: string | undefined
  readonly owner: JsonObject
  readonly duplicatedTemplateId: string | null
  readonly issuedTime: number
}

/** An access token of an OAuth client. */
export interface AccessToken {
  readonly token: string
  readonly refreshToken: string
  readonly clientId: string
  readonly botId: string
  readonly owner: JsonObject
  readonly duplicatedTemplateId: string | null
  readonly issuedTime: number
  active: boolean
}
