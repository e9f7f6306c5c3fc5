/** The authorization of requests: by a bearer token, or for OAuth by the id and the secret of a client. */
import { bearerOf } from '../conditions/requestInfo.js'
import { type ClientCredentials, invalidClient } from '../domain/oauth/client.js'
import { unauthorized } from './errors.js'

/** Whether a bearer token is accepted. */
export type AcceptsToken = (token: string) => boolean

/** Accepts the tokens of a list; without a list, any that looks like Notion's. */
export const tokenRule = (tokens: ReadonlyArray<string> | undefined): AcceptsToken =>
  tokens === undefined
    ? (token) => token.startsWith('ntn_') || token.startsWith('secret_')
    : (token) => tokens.includes(token)

/** The bearer token of a request. Throws a refusal when it is not accepted. */
export const requireToken = (headers: Headers, accepts: AcceptsToken): string => {
  const token = bearerOf(headers)
  if (token === undefined || !accepts(token)) throw unauthorized()
  return token
}

const decoded = (basic: string): string | undefined => {
  try {
    return atob(basic)
  } catch {
    return undefined
  }
}

/** The OAuth client of a request, by Basic authorization. Throws a refusal when there is none. */
export const requireClient = (headers: Headers): ClientCredentials => {
  const [, basic = ''] = /^Basic\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  const text = decoded(basic) ?? ''
  const colon = text.indexOf(':')
  if (colon < 1) throw invalidClient('The client id or secret is missing or malformed.')
  return { id: text.slice(0, colon), secret: text.slice(colon + 1) }
}
