import type { TaskEither } from 'fp-ts/TaskEither'
import { type SignatureProblem, type SignedBody, sign } from './signature.js'

/** Parameters of {@link signWebhook}. */
export interface SignWebhookParams extends SignedBody {}

/**
 * Signs a body as Notion does, for tests of your webhook.
 *
 * @param params The raw body and the verification token.
 * @returns The value of the header `X-Notion-Signature`. Fails with a {@link SignatureProblem}: `no_token`,
 * `no_raw_body` or `no_web_crypto`.
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
