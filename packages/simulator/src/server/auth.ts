import { Refusal, unauthorized } from './errors.js'
import { VERSIONS, type Version } from './version.js'

/** Whether a bearer token is accepted. */
export type AcceptsToken = (token: string) => boolean

/** Accepts the tokens of a list; without one, any that looks like Notion's. */
export const tokenRule = (tokens: ReadonlyArray<string> | undefined): AcceptsToken =>
  tokens === undefined
    ? (token) => token.startsWith('ntn_') || token.startsWith('secret_')
    : (token) => tokens.includes(token)

/** Refuses a request without an accepted bearer token. */
export const demandToken = (headers: Headers, accepts: AcceptsToken): void => {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (token === undefined || !accepts(token)) throw unauthorized()
}

/** The version a request speaks. Refuses a request that names none, or one that is not imitated. */
export const versionOf = (headers: Headers): Version => {
  const given = headers.get('notion-version') ?? ''
  const found = VERSIONS.find((version) => version === given)
  if (found !== undefined) return found
  const listed = VERSIONS.map((version) => `\`"${version}"\``).join(' or ')
  throw new Refusal(
    400,
    given === '' ? 'missing_version' : 'validation_error',
    `Notion-Version header failed validation: Notion-Version header should be ${listed}, instead was \`"${given}"\`.`,
  )
}
