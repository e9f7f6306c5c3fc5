/** Calls for a page, as programs make them: ours, the official client's, and those of ky with nothing around it. */
import { Client } from '@notionhq/client'
import { isLeft } from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
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
  /** Each middleware that `createContext` has, over `fetchFetcher` and at any pace; each call reaches the network. */
  readonly withEverything: Work
  /** The same, for so many pages that the cache is full and each answer is kept for a while. */
  readonly withManyKept: Work
  readonly overKy: Work
  readonly official: Work
  readonly bareKy: Work
}

/** Makes the callers of an address, by the `fetch` of that moment. */
export const callersOf = (library: typeof Library, baseUrl: string): Callers => {
  const { fetchFetcher, getPage, kyFetcher, lruCache, makeContext, rateLimiter, tenantOf, wrap } = library
  const { withCache, withDedupe, withFreshCache, withLogger, withRateLimit, withRetry } = library
  const options = { auth: 'ntn_bench', baseUrl }

  const everything = (): Library.Context => {
    const ctx = makeContext(options, fetchFetcher)
    const tenant = tenantOf(ctx.config)
    return pipe(
      ctx,
      wrap(withRateLimit({ limiter: rateLimiter({ perMinute: 1e9 }), tenant })),
      wrap(withRetry()),
      wrap(withDedupe({ tenant })),
      wrap(withCache({ cache: lruCache(), tenant })),
      wrap(withLogger({ logger: ctx.config.logger, level: 'warn' })),
    )
  }
  const ours = (ctx: Library.Context, pages = FEW): Work =>
    calls(pages, async (page_id) => {
      const page = await getPage(ctx, { page_id })()
      if (isLeft(page)) throw new Error(page.left.message)
    })
  const client = new Client(options)
  const headers = { authorization: `Bearer ${options.auth}`, 'notion-version': '2025-09-03' }
  return {
    withEverything: ours(wrap(withFreshCache)(everything())),
    withManyKept: ours(everything(), 5000),
    overKy: ours(makeContext(options, kyFetcher)),
    official: calls(FEW, (page_id) => client.pages.retrieve({ page_id })),
    bareKy: calls(FEW, (page_id) =>
      ky(`${baseUrl}/v1/pages/${page_id}`, { headers, retry: 0, timeout: false, throwHttpErrors: false }).json(),
    ),
  }
}
