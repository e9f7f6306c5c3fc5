import type { TaskEither } from 'fp-ts/TaskEither'
import { type SignatureProblem, type SignedBody, sign } from './signature.js'

/** What {@link signWebhook} takes. */
export interface SignWebhookParams extends SignedBody {}

/**
 * Gives the value that Notion would put into `X-Notion-Signature` for a body: for tests of your own webhook.
 *
 * Fails with the word for what is missing: `no_token`, `no_raw_body` or `no_web_crypto`.
 *
 * @see https://developers.notion.com/reference/webhooks
 * @example
 * import { signWebhook } from 'notion-fp'
 *
 * const aDelivery = async (event: object, verification_token: string) => {
 *   const body = JSON.stringify(event)
 *   const signature = await signWebhook({ body, verification_token })()
 *   const headers = { 'x-notion-signature': signature._tag === 'Right' ? signature.right : '' }
 *   return new Request('https://example.com/webhook', { method: 'POST', body, headers })
 * }
 */
export const signWebhook =
  (params: SignWebhookParams): TaskEither<SignatureProblem, string> =>
  () =>
    sign(params)
