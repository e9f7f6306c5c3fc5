/** Two routes: a page of Notion as HTML, read once and then from the cache, and the webhook that tells when it was edited. */
import { toHtml } from '@notion-fp/markdown'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import {
  type Context,
  eventTags,
  getBlockChildren,
  getPage,
  invalidate,
  type NotionError,
  parseWebhook,
  webhookStatus,
} from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { formatPageTitle } from 'notion-fp/props'

/** What a webhook is verified with. Notion sends it once, when the webhook is set up: keep it. */
export interface Verification {
  readonly get: () => string | undefined
  readonly set: (token: string) => void
}

/**
 * The page and its first 100 blocks: two calls, side by side, and both from the cache if they are in it. For longer pages there is
 * `getBlockTree`, which reads all of them, and reads them anew.
 */
const readPage = (ctx: Context, page_id: string) =>
  pipe(TE.Do, TE.apS('page', getPage(ctx, { page_id })), TE.apS('blocks', getBlockChildren(ctx, { block_id: page_id })))

/** What a visitor sees: whether it is worth trying again, and nothing of the workspace. */
const statusOf = ({ _tag }: NotionError): 400 | 404 | 502 | 503 => {
  switch (_tag) {
    case 'InvalidInputError':
      return 400
    case 'NotFoundError':
      return 404
    case 'RateLimitError':
      return 503
    default:
      return 502
  }
}

export const createApp = (ctx: Context, verification: Verification): Hono =>
  new Hono()
    .get('/pages/:id', async (c) => {
      const result = await readPage(ctx, c.req.param('id'))()
      if (result._tag === 'Left') {
        console.error(result.left.message)
        return c.text('This page cannot be shown.', statusOf(result.left))
      }
      const { page, blocks } = result.right
      const title = formatPageTitle(page)
      return c.html(html`<!doctype html><title>${title}</title><h1>${title}</h1>${raw(toHtml(blocks.results).html)}`)
    })
    .post('/webhook', async (c) => {
      const signature = c.req.header('x-notion-signature') ?? null
      const parsed = await parseWebhook({
        body: await c.req.text(),
        signature,
        verification_token: verification.get(),
      })()
      if (parsed._tag === 'Right') {
        if (parsed.right.type === undefined) verification.set(parsed.right.verification_token)
        await invalidate(ctx, eventTags(parsed.right))
      }
      return c.body(null, webhookStatus(parsed))
    })
