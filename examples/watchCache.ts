/** Reads the same things again and again, writes once, and shows what the cache saved. */
import { clearCache, getCacheStats, getDatabase, getPage, queryDataSource, updatePage } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { checkbox } from 'notion-fp/props'
import { type Example, say } from './support/example.js'

export const watchCache: Example = (ctx, { database_id, data_source_id }) => {
  let before = getCacheStats(ctx)
  /** What has happened since the last look at the cache. */
  const since = () => {
    const { hits, misses, invalidations } = before
    before = getCacheStats(ctx)
    return {
      saved: before.hits - hits,
      sent: before.misses - misses,
      removed: before.invalidations - invalidations,
    }
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
    TE.tapIO(() => () => {
      before = getCacheStats(ctx)
    }),
    TE.flatMap(() => readTenTimes),
    TE.tapIO(() => () => {
      const { saved, sent } = since()
      say(`ten times the same two reads: ${sent} requests, ${saved} answers from the cache`)
    }),
    TE.tap((page_id) => updatePage(ctx, { page_id, properties: { Done: checkbox(true) } })),
    TE.tapIO(() => () => say(`a row is changed: ${since().removed} cached answer showed it, and is removed`)),
    TE.flatMap((page_id) => getPage(ctx, { page_id })),
    TE.map(() => say(`the row is read: ${since().sent} request`)),
  )
}
