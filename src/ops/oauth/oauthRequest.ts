/**
 * What the requests of OAuth have in common: a client that proves who it is, and secrets that nobody else may see.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import type { CallKind } from '../../core/call/call.js'
import { failure, type NotionError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import type { NotionRequest } from '../../core/call/request.js'
import { bodyCall } from '../../core/input/bodyCall.js'
import type { Check } from '../../core/input/check.js'
import { refusing } from '../../core/input/shape.js'
import { tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { decodeWith } from '../../core/schema/decode.js'
import { HIDDEN, redactJson, spellings } from '../../core/transport/redact.js'
import type { OAuthClient } from './oauthGrant.js'

/** Base64 of the UTF-8 of a text; `btoa` by itself knows Latin letters alone. */
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

/** The client's id ends at the first colon where it is sent, so it can hold none. */
const clientId: Check = (given, refuse) =>
  typeof given === 'string' && /^[^:]+$/.test(given) ? given : refuse('the id of a public connection')

/** A secret, which no issue shows. */
export const secret: Check = (given, refuse) => (typeof given === 'string' && given !== '' ? given : refuse('a text'))

/** Tokens in the text of an answer: what has the name of one, however it is quoted, and what begins as Notion's do. */
const TOKENS = /(?:(?:access|refresh)_token["'\\\s]*[:=]["'\\\s]*|\b(?=(?:ntn|nrt|secret)_))([^"'\\\s&,}<]{8,})/g

/** A failure without the tokens that its answer repeats. */
const withoutTokens = (error: NotionError): NotionError => {
  const { _tag, outcome, call, ...said } = error
  const text = tryTo(() => JSON.stringify(said), undefined)
  if (text === undefined) return 'body' in error ? failure({ ...error, body: HIDDEN }) : error
  const found = spellings(Array.from(text.matchAll(TOKENS), ([, token]) => token))
  return found.length > 0
    ? failure(unsafeCast<NotionError>({ _tag, outcome, call, ...Object(redactJson(found, JSON.parse(text))) }))
    : error
}

/** What is left of an answer that was meant to be a token: where it is wrong, not what it says. */
const withoutAnswer = (error: NotionError): NotionError => {
  if (error._tag === 'UnexpectedResponseError' && error.status < 300) {
    return failure({ ...error, message: `${error.call.op}: ${error.status}: no JSON`, body: HIDDEN })
  }
  if (error._tag !== 'DecodeError') return withoutTokens(error)
  return failure({ ...error, body: HIDDEN, mismatches: error.mismatches.map((one) => ({ ...one, actual: HIDDEN })) })
}

/** The names of what nobody may see. */
const SECRETS = ['client_secret', 'code', 'refresh_token', 'token'] as const

/** One request of OAuth. */
interface OAuthCall<A> {
  /** The name of the operation, as errors and hooks give it. */
  readonly op: string
  /** Whether it may be sent again when its outcome is unknown. */
  readonly kind: CallKind
  /** The path below `oauth/`. */
  readonly name: 'token' | 'introspect' | 'revoke'
  /** What the caller gave: the id and secret of the client, which become the header of HTTP Basic, and the body. */
  readonly params: OAuthClient
  /** The checks of what is given besides the client. */
  readonly checks: { readonly [name: string]: Check }
  /** What the answer is checked against. */
  readonly codec: Type<A>
}

/** What each kind of grant needs. */
const GRANTS: { readonly [type: string]: string } = {
  authorization_code: 'code',
  refresh_token: 'refresh_token',
}

/** What a grant lacks. */
const missing = (given: { readonly [name: string]: unknown }): ReadonlyArray<InvalidInput> => {
  const field =
    typeof given.grant_type === 'string' && Object.hasOwn(GRANTS, given.grant_type)
      ? GRANTS[given.grant_type]
      : undefined
  return field === undefined || given[field] !== undefined
    ? []
    : [{ field, given: undefined, allowed: `given beside grant_type ${given.grant_type}` }]
}

/** What was given, where it is certain to be no secret. */
const unlessSecret = ({ field, given, allowed }: InvalidInput): InvalidInput => ({
  field,
  given: given === undefined || /^(client_id|grant_type)$/.test(field) ? given : HIDDEN,
  allowed,
})

/** A request whose body and answer are in no error, log or cache, and which is sent in the name of the client. */
export const oauthRequest = <A>({ op, kind, name, params, checks, codec }: OAuthCall<A>): NotionRequest<A> => {
  const { call } = bodyCall('POST', `oauth/${name}`, params, {
    client_id: clientId,
    client_secret: secret,
    ...checks,
  })
  const { body: given } = call
  const { client_id, client_secret, ...body } = given
  const { body: _, invalid, ...rest } = refusing(call, missing(given))
  const pair = `${client_id}:${client_secret}`
  const credentials = base64(pair)
  const words = [pair, ...SECRETS.map((field) => given[field])]
  return {
    op,
    kind,
    ...rest,
    ...(invalid && { invalid: invalid.map(unlessSecret) }),
    content: () => JSON.stringify(body),
    secret: { credentials, words, redact: withoutAnswer },
    decode: decodeWith(codec),
  }
}
