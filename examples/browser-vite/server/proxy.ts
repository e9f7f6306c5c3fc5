/** The proxy: it adds the token, and forwards only what the page needs. Here is the place to check who is asking. */
import { type Context, Hono } from 'hono'
import { proxy } from 'hono/proxy'
import type { Notion } from './notion.js'

export const createProxy = ({ token, fetch }: Notion): Hono => {
  const forward = ({ req }: Context): Promise<Response> => {
    const { pathname, search } = new URL(req.url)
    return proxy(`https://api.notion.com${pathname}${search}`, {
      ...req,
      headers: { ...req.header(), host: undefined, cookie: undefined, authorization: `Bearer ${token}` },
      customFetch: fetch,
    })
  }
  // Everything else is a 404: a visitor can search and read, and no more.
  return new Hono().post('/v1/search', forward).get('/v1/blocks/:id/children', forward)
}
