/**
 * Shared by the OAuth requests: client authentication, and secrets that are kept out of errors, logs and caches.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import { failure, type NotionError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import type { NotionRequest } from '../../core/call/request.js'
import { bodyCall } from '../../core/input/bodyCall.js'
import type { Check } from '../../core/input/check.js'
import { withIssues } from '../../core/input/shape.js'
import { tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { decodeWith } from '../../core/schema/decode.js'
import { HIDDEN, redactJson, spellings } from '../../core/transport/redact.js'
import type { OAuthClient } from './oauthGrant.js'

/** Base64 of UTF-8, since `btoa` accepts only Latin-1. */
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

/** HTTP Basic authentication ends the client id at the first colon, so it cannot contain one. */
const clientId: Check = (given, reject) =>
  typeof given === 'string' && /^[^:]+$/.test(given)
    ? given
    : reject('the client id of a public connection, without a colon')

/** A secret, which no issue reveals. */
export const secret: Check = (given, reject) =>
  typeof given === 'string' && given !== '' ? given : reject('a non-empty string')

/** Tokens in the text of a response: the values of token fields, however quoted, and values with the prefix of a token. */
const TOKENS = /(?:(?:access|refresh)_token["'\\\s]*[:=]["'\\\s]*|\b(?=(?:ntn|nrt|secret)_))([^"'\\\s&,}<]{8,})/g

/** An error without the tokens that its response contains. */
const withoutTokens = (error: NotionError): NotionError => {
  const { _tag, outcome, call, ...details } = error
  const text = tryTo(() => JSON.stringify(details), undefined)
  if (text === undefined) return 'body' in error ? failure({ ...error, body: HIDDEN }) : error
  const tokens = spellings(Array.from(text.matchAll(TOKENS), ([, token]) => token))
  return tokens.length > 0
    ? // The details are those of the error, redacted.
      failure(unsafeCast<NotionError>({ _tag, outcome, call, ...Object(redactJson(tokens, JSON.parse(text))) }))
    : error
}

/** The error of a token response, without the content of the response. */
const withoutBody = (error: NotionError): NotionError => {
  if (error._tag === 'UnexpectedResponseError' && error.status < 300) {
    return failure({ ...error, message: `${error.call.op}: ${error.status}: the response is not JSON`, body: HIDDEN })
  }
  if (error._tag !== 'DecodeError') return withoutTokens(error)
  return failure({
    ...error,
    body: HIDDEN,
    mismatches: error.mismatches.map((mismatch) => ({ ...mismatch, actual: HIDDEN })),
  })
}

/** The names of the secret fields. */
const SECRETS = ['client_secret', 'code', 'refresh_token', 'token'] as const

/** An OAuth request. */
interface OAuthCall<A> extends Pick<NotionRequest<A>, 'op' | 'kind' | 'mayBeApplied'> {
  /** The path below `oauth/`. */
  readonly name: 'token' | 'introspect' | 'revoke'
  /** The parameters: the client id and secret, which are sent in the header, and the body. */
  readonly params: OAuthClient
  /** The checks of the parameters other than the client. */
  readonly checks: { readonly [name: string]: Check }
  /** The codec of the response. */
  readonly codec: Type<A>
}

/** The required field of each grant type. */
const GRANT_FIELDS: { readonly [type: string]: string } = {
  authorization_code: 'code',
  refresh_token: 'refresh_token',
}

/** Issues for a missing grant. */
const missingGrant = (given: { readonly [name: string]: unknown }): ReadonlyArray<InvalidInput> => {
  const field =
    typeof given.grant_type === 'string' && Object.hasOwn(GRANT_FIELDS, given.grant_type)
      ? GRANT_FIELDS[given.grant_type]
      : undefined
  return field === undefined || given[field] !== undefined
    ? []
    : [{ field, given: undefined, allowed: `given if grant_type is ${given.grant_type}` }]
}

/** An issue, with its value only if that is certainly not a secret. */
const hideSecret = ({ field, given, allowed }: InvalidInput): InvalidInput => ({
  field,
  given: given === undefined || /^(client_id|grant_type)$/.test(field) ? given : HIDDEN,
  allowed,
})

/** A request with client authentication whose body and response are kept out of errors, logs and caches. */
export const oauthRequest = <A>({ name, params, checks, codec, ...declared }: OAuthCall<A>): NotionRequest<A> => {
  const { call } = bodyCall('POST', `oauth/${name}`, params, {
    client_id: clientId,
    client_secret: secret,
    ...checks,
  })
  const { body: given } = call
  const { client_id, client_secret, ...body } = given
  const { body: _, invalid, ...rest } = withIssues(call, missingGrant(given))
  const pair = `${client_id}:${client_secret}`
  const credentials = base64(pair)
  const words = [pair, ...SECRETS.map((field) => given[field])]
  return {
    ...declared,
    ...rest,
    ...(invalid && { invalid: invalid.map(hideSecret) }),
    content: () => JSON.stringify(body),
    secret: { credentials, words, redact: withoutBody },
    decode: decodeWith(codec),
  }
}
