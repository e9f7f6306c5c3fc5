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

/** A transport over a server that fails so often and then answers, and how often it was asked. */
const flaky = (failures: number) => {
  const asked: Array<string> = []
  const bare = makeContext(
    {
      auth: 'ntn_token_of_a_test',
      logLevel: 'silent',
      clock: fakeClock(),
      fetch: async (url) => {
        asked.push(String(url))
        return asked.length > failures ? Response.json(aPage()) : new Response('', { status: 529 })
      },
    },
    fetchFetcher,
  )
  return { asked, bare }
}

test('default: a bare transport gets retries and a cache that the context knows', async () => {
  const { asked, bare } = flaky(1)
  const ctx = withDefaults()(bare)
  expect(E.isRight(await getPage(ctx, { page_id: anId() })())).toBe(true)
  expect(E.isRight(await getPage(ctx, { page_id: anId() })())).toBe(true)
  expect(asked).toHaveLength(2)
  expect(getCacheStats(ctx)).toMatchObject({ hits: 1, misses: 1 })
})

test('params: what is false is left out', async () => {
  const { asked, bare } = flaky(1)
  const ctx = withDefaults({ retry: false, cache: false, rateLimit: false })(bare)
  expect(E.isLeft(await getPage(ctx, { page_id: anId() })())).toBe(true)
  expect(asked).toHaveLength(1)
  expect(ctx.cache).toBeUndefined()
})

test('behavior: middleware takes its tenant and its clock from the context', async () => {
  const { asked, bare } = flaky(0)
  const ctx = pipe(bare, wrap(withRateLimit()), wrap(withDedupe()))
  const both = await Promise.all([getPage(ctx, { page_id: anId() })(), getPage(ctx, { page_id: anId() })()])
  expect(both.every(E.isRight)).toBe(true)
  expect(asked).toHaveLength(1)
})

test('behavior: the old names are the same functions', () => {
  expect(use).toBe(wrap)
  expect(useCache).toBe(addCache)
})
