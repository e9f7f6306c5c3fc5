import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import { getCacheStats } from '../../../src/core/cache/getCacheStats.js'
import { addCache, useCache } from '../../../src/core/context/addCache.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { withDefaults } from '../../../src/core/context/withDefaults.js'
import { use, wrap } from '../../../src/core/context/wrap.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { withRateLimit } from '../../../src/core/middleware/withRateLimit.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { getPage } from '../../../src/ops/pages/getPage.js'
import { fakeClock } from '../../support/fakes.js'
import { anId, aPage } from '../../support/fixtures.js'

/** A context without middleware whose first requests fail, and the URLs that it requested. */
const flaky = (failures: number) => {
  const requested: Array<string> = []
  const bare = makeContext(
    {
      auth: 'ntn_token_of_a_test',
      logLevel: 'silent',
      clock: fakeClock(),
      fetch: async (url) => {
        requested.push(String(url))
        return requested.length > failures ? Response.json(aPage()) : new Response('', { status: 529 })
      },
    },
    fetchFetcher,
  )
  return { requested, bare }
}

test('default: adds retries and a cache, which getCacheStats finds', async () => {
  const { requested, bare } = flaky(1)
  const ctx = withDefaults()(bare)
  expect(E.isRight(await getPage(ctx, { page_id: anId() })())).toBe(true)
  expect(E.isRight(await getPage(ctx, { page_id: anId() })())).toBe(true)
  expect(requested).toHaveLength(2)
  expect(getCacheStats(ctx)).toMatchObject({ hits: 1, misses: 1 })
})

test('params: false disables a middleware', async () => {
  const { requested, bare } = flaky(1)
  const ctx = withDefaults({ retry: false, cache: false, rateLimit: false })(bare)
  expect(E.isLeft(await getPage(ctx, { page_id: anId() })())).toBe(true)
  expect(requested).toHaveLength(1)
  expect(ctx.cache).toBeUndefined()
})

test('behavior: middleware uses the token and the clock of the context', async () => {
  const { requested, bare } = flaky(0)
  const ctx = pipe(bare, wrap(withRateLimit()), wrap(withDedupe()))
  const both = await Promise.all([getPage(ctx, { page_id: anId() })(), getPage(ctx, { page_id: anId() })()])
  expect(both.every(E.isRight)).toBe(true)
  expect(requested).toHaveLength(1)
})

test('behavior: use and useCache are aliases of wrap and addCache', () => {
  expect(use).toBe(wrap)
  expect(useCache).toBe(addCache)
})
