/** What the cache of a default context holds in memory, and what a write over a full cache costs, each in a process of its own. */
import { execFileSync } from 'node:child_process'

/** How many queries are asked, each another one. */
const QUERIES = 2_000

/** How many entries of a kind a cache has at most. */
const PAGES = 1_000

/** What both programs begin with. */
const beginning = (build: string): string => `
  import { readFileSync } from 'node:fs'
  import { createContext, getCacheStats, lruCache, queryDataSource, rateLimiter } from ${JSON.stringify(build)}
`

/** Asks many queries through a default context, and tells how many bytes of the heap that takes. The answers come in at its input. */
const queries = (build: string): string => `${beginning(build)}
  const text = readFileSync(0, 'utf8')
  const headers = { 'content-type': 'application/json' }
  let asked = 0
  // The rows of each answer have ids of their own.
  globalThis.fetch = async () =>
    new Response(text.replaceAll('00000000-0000', (asked + 2 ** 28).toString(16) + '-0000'), { status: 200, headers })
  const ctx = createContext({ auth: 'ntn_bench', rateLimit: rateLimiter({ perMinute: 1e9 }) })
  const data_source_id = '00000000-0000-4000-8000-000000000bbb'
  gc()
  const before = process.memoryUsage().heapUsed
  for (; asked < ${QUERIES}; asked++) {
    const filter = { property: 'Estimate', number: { equals: asked } }
    const answer = await queryDataSource(ctx, { data_source_id, filter })()
    if (answer._tag === 'Left') throw new Error(answer.left.message)
  }
  gc()
  if (getCacheStats(ctx).sizes.queries === 0) throw new Error('nothing was cached')
  console.log(process.memoryUsage().heapUsed - before)
`

/** Invalidates everything in a full cache, many times, and tells the median of the microseconds that it takes. */
const writes = (build: string): string => `${beginning(build)}
  const took = []
  for (let round = 0; round < 21; round++) {
    const cache = lruCache()
    for (let page = 0; page < ${PAGES}; page++) {
      const entry = { value: { page }, tags: ['tree', 'related', 'object:' + page], expiresAt: Infinity, size: 5_000 }
      await cache.begin('pages', 'page ' + page)(entry)
    }
    const before = performance.now()
    await cache.invalidate(['object:5', 'children:5', 'tree'])
    took.push((performance.now() - before) * 1000)
    if (cache.stats().invalidations !== ${PAGES}) throw new Error('not everything was invalidated')
  }
  console.log(took.sort((a, b) => a - b)[10])
`

const run = (code: string, input: string, ...flags: ReadonlyArray<string>): number =>
  Number(execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', code], { encoding: 'utf8', input }))

/** Megabytes of heap after so many queries of one answer, by the address of the build. A process of 128 MB has to survive it. */
export const heapOfQueries = (build: string, answer: string): number => {
  run(queries(build), answer, '--expose-gc', '--max-old-space-size=128')
  return run(queries(build), answer, '--expose-gc') / 2 ** 20
}

/** Milliseconds that a write takes which makes everything in a full cache stale. */
export const writeOverFullCache = (build: string): number => run(writes(build), '') / 1000
