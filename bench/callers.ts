/** Calls for a page, as programs make them: ours, the official client's, and those of ky with nothing around it. */
import { Client } from '@notionhq/client'
import { isLeft } from 'fp-ts/Either'
import ky from 'ky'
import type * as Library from '../src/index.js'
import type { Work } from './measure.js'
import { pageId } from './samples.js'

/** So few pages that what a cache keeps of them weighs nothing: what is measured is the call. */
const FEW = 10

/** Calls one after the other, as a program does, each for the next of some pages. */
const calls = (pages: number, call: (page_id: string) => Promise<unknown>): Work => {
  const ids = Array.from({ length: pages }, (_, number) => pageId(number))
  let next = 0
  return async (times) => {
    for (let time = 0; time < times; time++) await call(ids[next++ % pages] ?? '')
  }
}

/** What calls the API at one address. */
export interface Callers {
  /** `fetchFetcher` and nothing around it. */
  readonly bare: Work
  /** The same with `withDefaults`, at any pace; each call reaches the network. */
  readonly withEverything: Work
  /** The same, for so many pages that the cache is full and each answer stays in it for a while. */
  readonly withFullCache: Work
  readonly overKy: Work
  readonly official: Work
  readonly bareKy: Work
}

/** Makes the callers of an address, by the `fetch` of that moment. */
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
