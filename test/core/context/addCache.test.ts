import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import { clearCache, getCacheStats } from '../../../src/core/cache/getCacheStats.js'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { addCache } from '../../../src/core/context/addCache.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { scripted } from '../../support/fakes.js'
import { aRequest } from '../../support/fixtures.js'

const composed = () => {
  const { fetcher, calls } = scripted()
  return {
    ctx: pipe(
      makeContext({ auth: 'ntn_a' }, () => fetcher),
      addCache(lruCache()),
    ),
    calls,
  }
}

test('default: answers a second read from the cache, and getCacheStats counts it', async () => {
  const { ctx, calls } = composed()
  const read = ctx.fetcher(aRequest({ cache: { resource: 'pages' } }))
  await read()
  await read()
  expect(calls).toHaveLength(1)
  expect(getCacheStats(ctx)).toMatchObject({ hits: 1, misses: 1, sizes: { pages: 1 } })
})

test('behavior: clearCache removes the entries', async () => {
  const { ctx, calls } = composed()
  const read = ctx.fetcher(aRequest({ cache: { resource: 'pages' } }))
  await read()
  await clearCache(ctx)
  await read()
  expect(calls).toHaveLength(2)
})
