import type { Task } from 'fp-ts/Task'
import { givenIn, type SignedBody, signatureProblem } from './signature.js'

/** Parameters of {@link verifyWebhook}. */
export interface VerifyWebhookParams extends SignedBody {
  /** The header `X-Notion-Signature`, as the platform returns it. */
  readonly signature: string | ReadonlyArray<string> | null | undefined
}

/**
 * Verifies the signature of a delivery. `parseWebhook` does this too, and decodes the event. Never throws.
 *
 * @param params The raw body, the signature and the verification token.
 * @returns Whether the delivery comes from Notion unmodified; `false` also for a malformed header or a missing token.
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
