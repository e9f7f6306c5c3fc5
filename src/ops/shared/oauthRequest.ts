/** What the requests of OAuth have in common: a client that proves who it is, and secrets that nobody else may see. */
import type { Type } from 'io-ts'
import { decodeWith } from '../../core/codec/decode.js'
import { failure, type InvalidInput, type NotionError } from '../../core/error.js'
import type { CallKind, NotionRequest } from '../../core/fetcher.js'
import type { OAuthClient } from '../../core/params/oauth.js'
import { route } from '../../core/route.js'
import { trust } from '../../core/trust.js'
import { encoded } from '../../core/url.js'

/** Stands for what nobody may see. */
const HIDDEN = '(hidden)'

/** Base64 of the UTF-8 of a text; `btoa` by itself knows Latin letters alone. */
const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

/** What is missing of the client, its secret not shown. Its id ends at the first colon, so it can hold none. */
const clientIssues = ({ client_id, client_secret }: OAuthClient): ReadonlyArray<InvalidInput> => [
  ...(typeof client_id === 'string' && /^[^:]+$/.test(client_id)
    ? []
    : [{ field: 'client_id', given: client_id, allowed: 'the id of a public connection' }]),
  ...(typeof client_secret === 'string' && client_secret !== ''
    ? []
    : [{ field: 'client_secret', given: HIDDEN, allowed: 'the secret of a public connection' }]),
]

/** The ways in which a secret may come back, the longest first: a shorter one may be a piece of it. */
const spellings = (secrets: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  secrets
    .flatMap((secret) =>
      typeof secret === 'string' ? [secret, JSON.stringify(secret).slice(1, -1), encoded(secret)] : [],
    )
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length)

/** How deep an answer is looked through; what lies below is nothing that Notion says. */
const DEPTH = 20

/** Plain data with the words taken out of all its texts. */
const without = (words: ReadonlyArray<string>, data: unknown, depth = DEPTH): unknown => {
  if (depth === 0) return HIDDEN
  if (typeof data === 'string') return words.reduce((text, word) => text.replaceAll(word, HIDDEN), data)
  if (Array.isArray(data)) return data.map((one) => without(words, one, depth - 1))
  // Anything else, such as what a signal was aborted with, is the caller's own.
  return typeof data === 'object' && data !== null && Object.getPrototypeOf(data) === Object.prototype
    ? Object.fromEntries(Object.entries(data).map(([name, one]) => [name, without(words, one, depth - 1)]))
    : data
}

/** What is left of an answer that was meant to be a token: where it is wrong, not what it says. */
const withoutAnswer = (error: NotionError): NotionError => {
  if (error._tag === 'UnexpectedResponseError' && error.status < 300) {
    return { ...error, message: `${error.call.op}: ${error.status}: no JSON`, body: HIDDEN }
  }
  if (error._tag !== 'DecodeError') return error
  return { ...error, body: HIDDEN, mismatches: error.mismatches.map((one) => ({ ...one, actual: HIDDEN })) }
}

/** One request of OAuth. */
interface OAuthCall<A> {
  /** The name of the operation, as errors and hooks give it. */
  readonly op: string
  /** Whether it may be sent again when its outcome is unknown. */
  readonly kind: CallKind
  /** The path below `oauth/`. */
  readonly name: 'token' | 'introspect' | 'revoke'
  /** Its id and secret become the header of HTTP Basic. */
  readonly client: OAuthClient
  /** What goes into the body. */
  readonly body: object
  /** What of the body is a secret. */
  readonly secrets: ReadonlyArray<unknown>
  /** What the answer is checked against. */
  readonly codec: Type<A>
}

/** A request whose body and answer are in no error, log or cache, and which is sent in the name of the client. */
export const oauthRequest = <A>({ op, kind, name, client, body, secrets, codec }: OAuthCall<A>): NotionRequest<A> => {
  const credentials = base64(`${client.client_id}:${client.client_secret}`)
  const words = spellings([credentials, client.client_secret, ...secrets])
  return {
    op,
    kind,
    ...route('POST', `oauth/${name}`, {}, clientIssues(client)),
    content: () => JSON.stringify(body),
    secret: { credentials, safe: (error) => failure(trust<NotionError>(without(words, withoutAnswer(error)))) },
    decode: decodeWith(codec),
  }
}
