import { type Either, left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { DecodeFailure } from '../core/call/call.js'
import { reported } from '../core/call/report.js'
import { isObject, isRecord } from '../core/internal/json.js'
import { tryTo } from '../core/internal/orUndefined.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { decodeWith } from '../core/schema/decode.js'
import { bytesOf, givenIn, type SignatureProblem, signatureProblem } from './signature.js'
import type { VerifyWebhookParams } from './verifyWebhook.js'
import { WebhookEvent } from './webhookEvent.js'

/** Parameters of {@link parseWebhook}. */
export interface ParseWebhookParams extends Omit<VerifyWebhookParams, 'verification_token'> {
  /** The `verification_token` of the subscription. Omit it until you have one: then only the handshake is accepted. */
  readonly verification_token?: string | undefined
}

/**
 * The first delivery of a new subscription, with the verification token: paste it into the settings of the
 * subscription, and store it.
 */
export interface WebhookHandshake {
  /** A secret: every later delivery is signed with it. */
  readonly verification_token: string
  /** Never present: a delivery with a type is an event. */
  readonly type?: never
}

/** The signature of a delivery is invalid or cannot be verified. */
export interface WebhookSignatureError {
  readonly _tag: 'WebhookSignatureError'
  /**
   * The HTTP status to respond with: 401 for an invalid signature; 500 if the receiver cannot verify it, so that Notion
   * retries.
   */
  readonly status: 401 | 500
  /** A human-readable message. */
  readonly message: string
  /** The machine-readable reason. */
  readonly reason: SignatureProblem
}

/**
 * A signed delivery that is not an event: its body is not a JSON object with a `type`. Logs, the console and
 * `JSON.stringify` show at most about 4 kB of it; its fields have everything.
 */
export interface WebhookDecodeError {
  readonly _tag: 'WebhookDecodeError'
  /** The HTTP status to respond with. */
  readonly status: 400
  /** A human-readable message. */
  readonly message: string
  /** All mismatches with the expected shape. */
  readonly mismatches: DecodeFailure
  /** The parsed body, or the raw body if it is not JSON. */
  readonly body: unknown
}

/** Everything that can be wrong with a delivery. */
export type WebhookError = WebhookSignatureError | WebhookDecodeError

const MESSAGES: { readonly [Problem in SignatureProblem]: readonly [status: 401 | 500, message: string] } = {
  missing: [401, 'the header X-Notion-Signature is missing'],
  malformed: [401, 'the header X-Notion-Signature must be sha256= followed by 64 hexadecimal digits'],
  different: [401, 'the signature does not match the body and the verification_token'],
  no_token: [500, 'verification_token is missing: pass the token of the subscription'],
  no_raw_body: [500, 'body must be the raw body as a string or bytes, before any parser'],
  no_web_crypto: [500, 'the platform has no Web Crypto to verify the signature with'],
}

/** The parsed body, or the raw body if it is not JSON. */
const jsonOf = (body: unknown): unknown => {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(bytesOf(body)))
  } catch {
    return body
  }
}

/** The handshake in a body, if it is one. */
const handshakeIn = (json: unknown): WebhookHandshake | undefined => {
  if (!isObject(json) || typeof json.verification_token !== 'string' || typeof json.type === 'string') return undefined
  const { type: _none, ...handshake } = json
  // Its token was found to be a string; nothing else is required of a handshake.
  return unsafeCast<WebhookHandshake>(handshake)
}

/** The maximum length of a handshake in characters: nothing longer is parsed before its signature is verified. */
const HANDSHAKE_LENGTH = 10_000

const isShort = (body: unknown): boolean => {
  const length: unknown = isObject(body) ? body.byteLength : typeof body === 'string' ? body.length : undefined
  return typeof length === 'number' && length <= HANDSHAKE_LENGTH
}

const signatureError = (reason: SignatureProblem): WebhookSignatureError => {
  const [status, message] = MESSAGES[reason]
  return { _tag: 'WebhookSignatureError', status, message, reason }
}

/**
 * Verifies that a delivery comes from Notion, and decodes its event. Never throws.
 *
 * An event has no content: read the object that it names, for example with `getPage` through `withFreshCache`. Notion may
 * deliver an event several times, with the same `id`. An event that does not match its type is returned as an unknown
 * one: its `type` reads `unknown:page.created`.
 *
 * The first delivery of a subscription is a {@link WebhookHandshake}, which cannot be verified. Show its token to whoever
 * creates the subscription, and store it as the `verification_token` of later deliveries.
 *
 * @param params The raw body, the signature and the verification token.
 * @returns The event or handshake. Fails with `WebhookSignatureError` if the signature cannot be verified, before the body
 * is parsed, and with `WebhookDecodeError` if the body is not an event. Both have the HTTP `status` to respond with:
 * Notion pauses a subscription whose deliveries fail.
 * @see https://developers.notion.com/reference/webhooks
 * @example
 * import { parseWebhook, webhookStatus } from 'notion-fp'
 *
 * export const webhook = async (request: Request, verification_token: string | undefined): Promise<Response> => {
 *   const signature = request.headers.get('x-notion-signature')
 *   const parsed = await parseWebhook({ body: await request.text(), signature, verification_token })()
 *   if (parsed._tag === 'Right') {
 *     const event = parsed.right
 *     if (event.type === undefined) console.log('Paste into the settings:', event.verification_token)
 *     if (event.type === 'page.properties_updated') console.log(event.entity.id, event.data.updated_properties)
 *   }
 *   return new Response(null, { status: webhookStatus(parsed) })
 * }
 */
export const parseWebhook =
  (params: ParseWebhookParams): TaskEither<WebhookError, WebhookEvent | WebhookHandshake> =>
  async () => {
    const given = givenIn(params)
    const { body, verification_token } = given
    const reason = await signatureProblem(given)
    // Without a token no signature can be verified, and only the handshake is accepted.
    const json = reason === undefined || (!verification_token && isShort(body)) ? jsonOf(body) : undefined
    const handshake = handshakeIn(json)
    if (handshake) return right(handshake)
    if (reason !== undefined) return left(signatureError(reason))
    const type = isRecord(json) ? json.type : undefined
    const event: Either<DecodeFailure, WebhookEvent> =
      typeof type === 'string'
        ? decodeWith(WebhookEvent)(json, [])
        : left([{ path: 'type', expected: 'string', actual: type }])
    if (event._tag === 'Right') return event
    const message = 'the delivery is not an event: the body must be a JSON object with a type'
    return left(reported({ _tag: 'WebhookDecodeError', status: 400, message, mismatches: event.left, body: json }))
  }

/**
 * The HTTP status to respond to a delivery with. Notion retries deliveries without a 2xx status, and eventually pauses the
 * subscription.
 *
 * @param parsed The result of `parseWebhook`.
 * @returns 200 for an event, whatever its shape, and for the handshake; 401 for an invalid signature; 400 if the body is not
 * an event; 500 if the receiver cannot verify the signature, or if `parsed` is not a result of `parseWebhook`.
 * @see https://developers.notion.com/reference/webhooks
 * @example
 * import { parseWebhook, type ParseWebhookParams, webhookStatus } from 'notion-fp'
 *
 * const answer = async (delivery: ParseWebhookParams) =>
 *   new Response(null, { status: webhookStatus(await parseWebhook(delivery)()) })
 */
export const webhookStatus = (parsed: Either<WebhookError, unknown>): 200 | WebhookError['status'] =>
  tryTo(() => (parsed._tag === 'Left' ? parsed.left.status : parsed._tag === 'Right' ? 200 : undefined), undefined) ??
  500
