// Two callers with one token, as two processes are. With a limiter and a cache that they share, they keep to one limit,
// and a write of one makes the page of all stale. Redis or a Durable Object shares both between real processes.
import { createContext, getPage, lruCache, rateLimiter, updatePage } from 'notion-fp'
import { formatPageTitle, title } from 'notion-fp/props'

const page_id = '0f0e0d0c0b0a49088706050403020100'
const shared = { rateLimit: rateLimiter({ perMinute: 600 }), cache: lruCache() }

const read = async (name: string, ctx: ReturnType<typeof createContext>): Promise<void> => {
  const page = await getPage(ctx, { page_id })()
  if (page._tag === 'Right') console.log(`${name} reads: ${formatPageTitle(page.right)}`)
}

for (const [kind, options] of [
  ['apart', {}],
  ['sharing', shared],
] as const) {
  const [first, second] = [
    createContext({ auth: 'ntn_playground', ...options }),
    createContext({ auth: 'ntn_playground', ...options }),
  ]
  await read(`second, ${kind}, before`, second)
  await updatePage(first, { page_id, properties: { title: title(`Home, renamed by first (${kind})`) } })()
  await read(`second, ${kind}, after`, second)
}
