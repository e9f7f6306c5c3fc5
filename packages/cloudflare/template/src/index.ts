/**
 * Pages of Notion for your website: `GET /pages/ID` answers with the title and the properties of a page. All Workers share the limit
 * of the token and the cache, and `POST /webhook` takes the webhooks of Notion, so that a page that was edited is read anew.
 */
import {
  durableObjectRateLimiter,
  type KvNamespace,
  kvCache,
  NotionObject,
  type ObjectNamespace,
} from '@notion-fp/cloudflare'
import {
  type Context,
  createContext,
  eventTags,
  getPage,
  invalidate,
  type NotionError,
  parseWebhook,
  webhookStatus,
} from 'notion-fp'

export { NotionObject }

interface Env {
  readonly NOTION: ObjectNamespace
  readonly CACHE: KvNamespace
  /** The token of the connection: `npx wrangler secret put NOTION_TOKEN`. */
  readonly NOTION_TOKEN: string
  /** What Notion sends when the webhook is set up: `npx wrangler secret put VERIFICATION_TOKEN`. */
  readonly VERIFICATION_TOKEN?: string
}

/** A context for one request: what a request has begun ends with it, so requests share only what is in the object and in KV. */
const contextOf = (env: Env, waitUntil: (work: Promise<void>) => void): Context =>
  createContext({
    auth: env.NOTION_TOKEN,
    rateLimit: durableObjectRateLimiter(env.NOTION, { waitUntil }),
    cache: kvCache(env.CACHE, { versions: env.NOTION }),
  })

/** The response for an error: it contains neither the token nor anything from the workspace. */
const failure = (error: NotionError): Response => {
  const statuses: { readonly [tag: string]: number } = {
    NotFoundError: 404,
    InvalidInputError: 400,
    RateLimitError: 503,
  }
  console.error(error.message)
  return Response.json({ error: error._tag }, { status: statuses[error._tag] ?? 502 })
}

const page = async (ctx: Context, page_id: string): Promise<Response> => {
  const result = await getPage(ctx, { page_id })()
  if (result._tag === 'Left') return failure(result.left)
  const { id, properties, last_edited_time } = result.right
  return Response.json({ id, last_edited_time, properties })
}

const webhook = async (ctx: Context, request: Request, verification_token: string | undefined): Promise<Response> => {
  const signature = request.headers.get('x-notion-signature')
  const parsed = await parseWebhook({ body: await request.text(), signature, verification_token })()
  if (parsed._tag === 'Right') {
    await invalidate(ctx, eventTags(parsed.right))
    if (parsed.right.type === undefined) console.log('VERIFICATION_TOKEN:', parsed.right.verification_token)
  }
  return new Response(null, { status: webhookStatus(parsed) })
}

export default {
  fetch: async (
    request: Request,
    env: Env,
    execution: { waitUntil(work: Promise<unknown>): void },
  ): Promise<Response> => {
    const ctx = contextOf(env, (work) => execution.waitUntil(work))
    const [, resource, id] = new URL(request.url).pathname.split('/')
    if (request.method === 'GET' && resource === 'pages' && id) return page(ctx, id)
    if (request.method === 'POST' && resource === 'webhook') return webhook(ctx, request, env.VERIFICATION_TOKEN)
    return new Response('GET /pages/ID or POST /webhook', { status: 404 })
  },
}
