/** Retrieves pages with the library, with the official client, and with ky alone. */
import { Client } from '@notionhq/client'
import { isLeft } from 'fp-ts/Either'
import ky from 'ky'
import type * as Library from '../src/index.js'
import type { Work } from './measure.js'
import { pageId } from './samples.js'

/** So few pages that their cache entries cost nothing: only the call is measured. */
const FEW = 10

/** Sequential calls, each for the next of a number of pages. */
const calls = (pages: number, call: (page_id: string) => Promise<unknown>): Work => {
  const ids = Array.from({ length: pages }, (_, number) => pageId(number))
  let next = 0
  return async (times) => {
    for (let time = 0; time < times; time++) await call(ids[next++ % pages] ?? '')
  }
}

/** The ways to retrieve a page from one address. */
export interface Callers {
  /** `fetchFetcher` without middleware. */
  readonly bare: Work
  /** The same with `withDefaults` and practically no rate limit; no call is answered from the cache. */
  readonly withEverything: Work
  /** The same for so many pages that the cache is full, and each response replaces an older one. */
  readonly withFullCache: Work
  readonly overKy: Work
  readonly official: Work
  readonly bareKy: Work
}

/** The callers of an address. They use the global `fetch` of the time of the call. */
export const callersOf = (library: typeof Library, baseUrl: string): Callers => {
  const { fetchFetcher, getPage, kyFetcher, makeContext, rateLimiter, withDefaults, withFreshCache, wrap } = library
  const options = { auth: 'ntn_bench', baseUrl }

  const bare = makeContext(options, fetchFetcher)
  const everything = (): Library.Context => withDefaults({ rateLimit: rateLimiter({ perMinute: 1e9 }) })(bare)
  const ours = (ctx: Library.Context, pages = FEW): Work =>
    calls(pages, async (page_id) => {
      const page = await getPage(ctx, { page_id })()
      if (isLeft(page)) throw new Error(page.left.message)
    })
  const client = new Client(options)
  const headers = { authorization: `Bearer ${options.auth}`, 'notion-version': '2025-09-03' }
  return {
    bare: ours(bare),
    withEverything: ours(wrap(withFreshCache)(everything())),
    withFullCache: ours(everything(), 5000),
    overKy: ours(makeContext(options, kyFetcher)),
    official: calls(FEW, (page_id) => client.pages.retrieve({ page_id })),
    bareKy: calls(FEW, (page_id) =>
      ky(`${baseUrl}/v1/pages/${page_id}`, { headers, retry: 0, timeout: false, throwHttpErrors: false }).json(),
    ),
  }
}
