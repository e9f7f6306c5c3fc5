import type { Task } from 'fp-ts/Task'
import { givenIn, type SignedBody, signatureProblem } from './signature.js'

/** What {@link verifyWebhook} takes. */
export interface VerifyWebhookParams extends SignedBody {
  /** The header `X-Notion-Signature`, whatever the platform gives for it. */
  readonly signature: string | ReadonlyArray<string> | null | undefined
}

/**
 * Tells whether a delivery came from Notion and is whole. Whatever is wrong, a malformed header or a missing token included, it is
 * `false` and nothing is thrown. `parseWebhook` does this too, and gives the event.
 *
 * @see https://developers.notion.com/reference/webhooks
 * @example
 * import { verifyWebhook } from 'notion-fp'
 *
 * const isFromNotion = async (request: Request, verification_token: string): Promise<boolean> =>
 *   verifyWebhook({
 *     body: await request.text(),
 *     signature: request.headers.get('x-notion-signature'),
 *     verification_token,
 *   })()
 */
export const verifyWebhook =
  (params: VerifyWebhookParams): Task<boolean> =>
  async () =>
    (await signatureProblem(givenIn(params))) === undefined
