/** A guest book: the rows of a data source as a page, and a form that adds a row. All Workers share the cache and the rate limit. */
import { durableObjectRateLimiter, type KvNamespace, kvCache, type ObjectNamespace } from '@notion-fp/cloudflare'
import { Hono, type Context as HonoContext } from 'hono'
import { html } from 'hono/html'
import { type Context, createContext, createPage, isFullPage, type NotionError, queryDataSource } from 'notion-fp'
import { formatPageTitle, title } from 'notion-fp/props'

export { NotionObject } from '@notion-fp/cloudflare'

interface Bindings {
  readonly NOTION: ObjectNamespace
  readonly CACHE: KvNamespace
  readonly DATA_SOURCE_ID: string
  /** A secret: `npx wrangler secret put NOTION_TOKEN`. */
  readonly NOTION_TOKEN: string
}

type Visit = HonoContext<{ Bindings: Bindings }>

/** A context for one request, as what a request begins in a Worker ends with it. It takes microseconds. */
const contextOf = ({ env, executionCtx }: Visit): Context =>
  createContext({
    auth: env.NOTION_TOKEN,
    rateLimit: durableObjectRateLimiter(env.NOTION, { waitUntil: (work) => executionCtx.waitUntil(work) }),
    cache: kvCache(env.CACHE, { versions: env.NOTION }),
  })

const failed = (c: Visit, error: NotionError): Response => {
  console.error(error.message)
  return c.text('The guest book is closed for the moment.', error._tag === 'RateLimitError' ? 503 : 502)
}

const app = new Hono<{ Bindings: Bindings }>()

app.get('/', async (c) => {
  const entries = await queryDataSource(contextOf(c), {
    data_source_id: c.env.DATA_SOURCE_ID,
    sorts: [{ timestamp: 'created_time', direction: 'descending' }],
    page_size: 20,
  })()
  if (entries._tag === 'Left') return failed(c, entries.left)
  const names = entries.right.results.filter(isFullPage).map(formatPageTitle)
  return c.html(html`<!doctype html>
    <title>Guest book</title>
    <form method="post"><input name="name" required maxlength="100"><button>Sign</button></form>
    <ul>${names.map((name) => html`<li>${name}</li>`)}</ul>`)
})

app.post('/', async (c) => {
  const { name } = await c.req.parseBody()
  if (typeof name !== 'string' || name.trim() === '' || name.length > 100) return c.text('A name, please.', 400)
  // The cache knows that a new row makes the query stale: nothing else is to be done.
  const signed = await createPage(contextOf(c), {
    parent: { data_source_id: c.env.DATA_SOURCE_ID },
    properties: { title: title(name.trim()) },
  })()
  return signed._tag === 'Left' ? failed(c, signed.left) : c.redirect('/', 303)
})

export default app
