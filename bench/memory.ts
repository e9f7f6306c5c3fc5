/** The memory of the cache of a default context, and the cost of invalidating a full cache, each in a separate process. */
import { execFileSync } from 'node:child_process'

/** The maximum number of cached pages. */
const PAGES = 1_000

/** The start of both programs. */
const imports = (build: string): string => `
  import { readFileSync } from 'node:fs'
  import { createContext, getCacheStats, lruCache, queryDataSource, rateLimiter } from ${JSON.stringify(build)}
`

/** Sends many queries, all different, through a default context, and prints the size of the heap they take, in bytes. Reads the response from stdin. */
const queries = (build: string, count: number): string => `${imports(build)}
  const text = readFileSync(0, 'utf8')
  const headers = { 'content-type': 'application/json' }
  let sent = 0
  // The rows of each response have different ids.
  globalThis.fetch = async () =>
    new Response(text.replaceAll('00000000-0000', (sent + 2 ** 28).toString(16) + '-0000'), { status: 200, headers })
  const ctx = createContext({ auth: 'ntn_bench', rateLimit: rateLimiter({ perMinute: 1e9 }) })
  const data_source_id = '00000000-0000-4000-8000-000000000bbb'
  gc()
  const before = process.memoryUsage().heapUsed
  for (; sent < ${count}; sent++) {
    const filter = { property: 'Estimate', number: { equals: sent } }
    const result = await queryDataSource(ctx, { data_source_id, filter })()
    if (result._tag === 'Left') throw new Error(result.left.message)
  }
  gc()
  if (getCacheStats(ctx).sizes.queries === 0) throw new Error('Nothing was cached.')
  console.log(process.memoryUsage().heapUsed - before)
`

/** Invalidates all entries of a full cache, many times, and prints the median duration in microseconds. */
const writes = (build: string): string => `${imports(build)}
  const durations = []
  for (let round = 0; round < 21; round++) {
    const cache = lruCache()
    for (let page = 0; page < ${PAGES}; page++) {
      const entry = { value: { page }, tags: ['tree', 'related', 'object:' + page], expiresAt: Infinity, size: 5_000 }
      await cache.begin('pages', 'page ' + page)(entry)
    }
    const before = performance.now()
    await cache.invalidate(['object:5', 'children:5', 'tree'])
    durations.push((performance.now() - before) * 1000)
    if (cache.stats().invalidations !== ${PAGES}) throw new Error('Some entries were not invalidated.')
  }
  console.log(durations.sort((a, b) => a - b)[10])
`

const run = (code: string, input: string, ...flags: ReadonlyArray<string>): number =>
  Number(execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', code], { encoding: 'utf8', input }))

/**
 * The heap after so many queries, in megabytes, with one response for all of them and the build at an address. Throws when
 * they do not run with a heap limit of 128 MB.
 */
export const heapOfQueries = (build: string, response: string, count: number): number =>
  run(queries(build, count), response, '--expose-gc', '--max-old-space-size=128') / 2 ** 20

/** How long a write takes to invalidate all entries of a full cache, in milliseconds. */
export const writeOverFullCache = (build: string): number => run(writes(build), '') / 1000
