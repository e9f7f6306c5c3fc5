/** The authorization and the version of requests. Every request needs the version header, apart from those of OAuth. */
import { bearerOf } from '../conditions/requestInfo.js'
import { Refusal } from '../domain/errors.js'
import type { ClientCredentials } from '../domain/oauth/client.js'
import { invalidClient } from '../domain/oauth/client.js'
import { VERSIONS, type Version } from '../domain/version.js'
import { unauthorized } from './errors.js'
import { OLDER_VERSIONS, type OlderVersion } from './older/step.js'

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

/** The version of a request: one of the domain's, which stands for an older one that is translated. */
export interface RequestVersion {
  readonly version: Version
  readonly older: OlderVersion | undefined
}

/** The version of a request. Throws a refusal when it is missing or not supported. */
export const versionOf = (headers: Headers): RequestVersion => {
  const given = headers.get('notion-version')
  const version = VERSIONS.find((each) => each === given)
  if (version !== undefined) return { version, older: undefined }
  const older = OLDER_VERSIONS.find((each) => each === given)
  if (older !== undefined) return { version: '2025-09-03', older }
  const quoted = [...OLDER_VERSIONS, ...VERSIONS].map((each) => `\`"${each}"\``)
  const listed = `${quoted.slice(0, -1).join(', ')}, or ${quoted.at(-1)}`
  const expected = given === null ? 'defined, instead was `undefined`' : `${listed}, instead was \`"${given}"\``
  throw new Refusal(
    'missing_version',
    `Notion-Version header failed validation: Notion-Version header should be ${expected}.`,
  )
}
