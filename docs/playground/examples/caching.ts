// Reads come from the cache until something is written. Compare the figures with the Requests tab.
import { createContext, getCacheStats, getPage, queryDataSource, updatePage } from 'notion-fp'

const ctx = createContext({ auth: 'ntn_playground' })
const page_id = '0f0e0d0c0b0a49088706050403020100'

const report = (when: string): void => {
  const { hits, misses, invalidations } = getCacheStats(ctx)
  console.log(`${when}: ${hits} requests saved, ${misses} sent, ${invalidations} made stale`)
}

for (let round = 0; round < 10; round++) {
  await getPage(ctx, { page_id })()
  await queryDataSource(ctx, { data_source_id: '2f2e2d2c2b2a4928a726252423222120' })()
}
report('After ten rounds')

// Five callers at once share one request.
await updatePage(ctx, { page_id, icon: { emoji: '🎪' } })()
await Promise.all(Array.from({ length: 5 }, () => getPage(ctx, { page_id })()))
report('After a write, and five reads at once')
