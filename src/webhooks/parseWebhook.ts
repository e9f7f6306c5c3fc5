import { left, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { decodeWith } from '../core/codec/decode.js'
import { WebhookEvent } from '../core/codec/webhookEvent.js'
import type { DecodeFailure } from '../core/fetcher.js'
import { isObject } from '../core/json.js'
import { bytesOf, type SignatureProblem, signatureProblem } from './signature.js'
import type { VerifyWebhookParams } from './verifyWebhook.js'

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

/** A delivery that did not come from Notion, or of which that cannot be told: answer it with 401. */
export interface WebhookSignatureError {
  readonly _tag: 'WebhookSignatureError'
  /** One sentence for a person. */
  readonly message: string
  /** The same for a program: a word for each thing that can be wrong with a signature. */
  readonly reason: SignatureProblem
}

/** A delivery from Notion that is no event: its body is no JSON, or of another shape than Notion documents. */
export interface WebhookDecodeError {
  readonly _tag: 'WebhookDecodeError'
  /** One sentence for a person. */
  readonly message: string
  /** Every place that differs. */
  readonly mismatches: DecodeFailure
  /** The body: parsed where it is JSON, else as it came. */
  readonly body: unknown
}

/** Everything that can be wrong with a delivery. */
export type WebhookError = WebhookSignatureError | WebhookDecodeError

const MESSAGES: { readonly [Problem in SignatureProblem]: string } = {
  missing: 'there is no X-Notion-Signature',
  malformed: 'X-Notion-Signature is not sha256= and 64 hexadecimal digits',
  different: 'the signature is not that of this body with this verification_token',
  no_token: 'there is no verification_token to check the signature with',
  no_raw_body: 'the body is neither a string nor bytes: it is needed as it came, before any parser',
  no_web_crypto: 'the platform has no Web Crypto to check the signature with',
}

/** A body as the JSON that it is; as it came, where it is none. */
const jsonOf = (body: unknown): unknown => {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(bytesOf(body)))
  } catch {
    return body
  }
}

const isHandshake = (json: unknown): json is WebhookHandshake =>
  isObject(json) && typeof json.verification_token === 'string' && !('type' in json)

/**
 * Checks that a delivery came from Notion, and gives the event that it tells of. An event has no content: read what it names, for
 * instance with `getPage` through `withFreshCache`. The same event may come again, with the same `id`.
 *
 * The first delivery of a subscription is its handshake, given as a {@link WebhookHandshake}. As its token is not known before,
 * nobody vouches for it: show it to whoever makes the subscription, and keep it as `verification_token` for all that follow.
 *
 * Fails with `WebhookSignatureError` for whatever is not proved to come from Notion, and with `WebhookDecodeError` for an event of
 * another shape. Nothing that comes in makes it throw.
 *
 * @see https://developers.notion.com/reference/webhooks
 * @example
 * import { parseWebhook } from 'notion-fp'
 *
 * export const webhook = async (request: Request, verification_token: string | undefined): Promise<Response> => {
 *   const signature = request.headers.get('x-notion-signature')
 *   const parsed = await parseWebhook({ body: await request.text(), signature, verification_token })()
 *   if (parsed._tag === 'Left') return new Response(parsed.left.message, { status: 401 })
 *   const event = parsed.right
 *   if (event.type === undefined) console.log('Paste into the settings:', event.verification_token)
 *   if (event.type === 'page.properties_updated') console.log(event.entity.id, event.data.updated_properties)
 *   return new Response()
 * }
 */
export const parseWebhook =
  (params: ParseWebhookParams): TaskEither<WebhookError, WebhookEvent | WebhookHandshake> =>
  async () => {
    const { body, signature, verification_token } = params
    const reason = await signatureProblem({ body, verification_token }, signature)
    const json = jsonOf(body)
    if (isHandshake(json) && (reason === undefined || !verification_token)) return right(json)
    if (reason !== undefined) return left({ _tag: 'WebhookSignatureError', message: MESSAGES[reason], reason })
    const event = decodeWith(WebhookEvent)(json)
    if (event._tag === 'Right') return event
    const [first] = event.left
    const message = `the event has another shape at ${first?.path || 'its top'} (expected ${first?.expected})`
    return left({ _tag: 'WebhookDecodeError', message, mismatches: event.left, body: json })
  }
