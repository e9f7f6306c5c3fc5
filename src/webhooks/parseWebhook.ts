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

/** What {@link parseWebhook} takes. */
export interface ParseWebhookParams extends Omit<VerifyWebhookParams, 'verification_token'> {
  /** The `verification_token` of the subscription. Leave it out as long as there is none: the handshake alone passes then. */
  readonly verification_token?: string | undefined
}

/** What Notion sends first, when a subscription is made: the token to paste into its settings, and to keep. */
export interface WebhookHandshake {
  /** A secret: every later delivery is signed with it. */
  readonly verification_token: string
  /** Never there: what has a type is an event. */
  readonly type?: never
}

/** A delivery that did not come from Notion, or of which that cannot be told. */
export interface WebhookSignatureError {
  readonly _tag: 'WebhookSignatureError'
  /** What to answer: 401 for a bad signature; 500 where it is the receiver that cannot check it, so that Notion sends it again. */
  readonly status: 401 | 500
  /** One sentence for a person. */
  readonly message: string
  /** The same for a program: a word for each thing that can be wrong with a signature. */
  readonly reason: SignatureProblem
}

/**
 * A delivery from Notion that is no event: its body is no JSON object with a `type`. A log, a console and `JSON.stringify` get at most
 * about 4 kB of it; its fields hold everything.
 */
export interface WebhookDecodeError {
  readonly _tag: 'WebhookDecodeError'
  /** What to answer. */
  readonly status: 400
  /** One sentence for a person. */
  readonly message: string
  /** Every place that differs. */
  readonly mismatches: DecodeFailure
  /** The body: parsed where it is JSON, else as it came. */
  readonly body: unknown
}

/** Everything that can be wrong with a delivery. */
export type WebhookError = WebhookSignatureError | WebhookDecodeError

const MESSAGES: { readonly [Problem in SignatureProblem]: readonly [status: 401 | 500, message: string] } = {
  missing: [401, 'there is no X-Notion-Signature'],
  malformed: [401, 'X-Notion-Signature is not sha256= and 64 hexadecimal digits'],
  different: [401, 'the signature is not that of this body with this verification_token'],
  no_token: [500, 'there is no verification_token to check the signature with'],
  no_raw_body: [500, 'the body is neither a string nor bytes: it is needed as it came, before any parser'],
  no_web_crypto: [500, 'the platform has no Web Crypto to check the signature with'],
}

/** A body as the JSON that it is; as it came, where it is none. */
const jsonOf = (body: unknown): unknown => {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(bytesOf(body)))
  } catch {
    return body
  }
}

/** A body as the handshake that it is. */
const handshakeIn = (json: unknown): WebhookHandshake | undefined => {
  if (!isObject(json) || typeof json.verification_token !== 'string' || typeof json.type === 'string') return undefined
  const { type: _none, ...handshake } = json
  return unsafeCast<WebhookHandshake>(handshake)
}

/** How large the handshake is at most, in characters: nothing larger is parsed before its signature is checked. */
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
 * Checks that a delivery came from Notion, and gives the event that it tells of. An event has no content: read what it names, for
 * instance with `getPage` through `withFreshCache`. The same event may come again, with the same `id`.
 *
 * The first delivery of a subscription is its handshake, given as a {@link WebhookHandshake}. As its token is not known before,
 * nobody vouches for it: show it to whoever makes the subscription, and keep it as `verification_token` for all that follow.
 *
 * An event of a known type that is not what its type promises is given as an unknown one: its `type` reads
 * `unknown:page.created`. Fails with `WebhookSignatureError` for whatever is not proved to come from Notion, before its body is
 * parsed, and with `WebhookDecodeError` for what is no event at all. Both say in `status` what to answer, as `webhookStatus` does:
 * Notion pauses a subscription whose deliveries are refused. Nothing that comes in makes it throw.
 *
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
    // Before there is a token, nothing can be proved, and nothing but the handshake is of interest.
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
    const message = 'the delivery is no event: no JSON object with a type'
    return left(reported({ _tag: 'WebhookDecodeError', status: 400, message, mismatches: event.left, body: json }))
  }

/**
 * The HTTP status to answer a delivery with: 200 for an event, whatever its shape, and for the handshake; 401 for a bad signature,
 * 400 for what is no event, 500 where the receiver cannot check the signature, or gives what `parseWebhook` did not. Notion sends again what is not answered with 2xx,
 * and pauses the subscription after a while.
 *
 * @see https://developers.notion.com/reference/webhooks
 * @example
 * import { parseWebhook, type ParseWebhookParams, webhookStatus } from 'notion-fp'
 *
 * const answer = async (delivery: ParseWebhookParams) =>
 *   new Response(null, { status: webhookStatus(await parseWebhook(delivery)()) })
 */
export const webhookStatus = (parsed: Either<WebhookError, unknown>): number =>
  tryTo(() => (parsed._tag === 'Left' ? parsed.left.status : parsed._tag === 'Right' ? 200 : undefined), undefined) ??
  500
