/** Reads the same things again and again, writes once, and shows what the cache saved. */
import { clearCache, getCacheStats, getDatabase, getPage, queryDataSource, updatePage } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { checkbox } from 'notion-fp/props'
import { type Example, say } from './support/example.js'

export const watchCache: Example = (ctx, { database_id, data_source_id }) => {
  const report = (when: string): void => {
    const { hits, misses, invalidations, hitRate, sizes } = getCacheStats(ctx)
    const cached = Object.values(sizes).reduce((sum, size) => sum + size, 0)
    say(
      `${when}: ${hits} requests saved, ${misses} sent, hit rate ${Math.round(hitRate * 100)} %, ${invalidations} entries invalidated, ${cached} cached`,
    )
  }
  const readTenTimes = pipe(
    Array.from({ length: 10 }, () => database_id),
    TE.traverseSeqArray((id) =>
      pipe(
        getDatabase(ctx, { database_id: id }),
        TE.flatMap(() => queryDataSource(ctx, { data_source_id })),
      ),
    ),
    TE.map((answers) => answers.at(-1)?.results[0]?.id ?? database_id),
  )
  return pipe(
    TE.rightTask(() => clearCache(ctx)),
    TE.tapIO(() => () => report('before')),
    TE.flatMap(() => readTenTimes),
    TE.tapIO(() => () => report('after ten rounds')),
    TE.tap((page_id) => updatePage(ctx, { page_id, properties: { Done: checkbox(true) } })),
    TE.tapIO(() => () => report('after a write')),
    TE.flatMap((page_id) => getPage(ctx, { page_id })),
    TE.map(() => report('after reading it again')),
  )
}
