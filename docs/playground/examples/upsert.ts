// 60 rows brought up to date twice: the second time, nothing is written.
import { createContext } from 'notion-fp'
import { number, select, title } from 'notion-fp/props'
import { defineDataSource, upsertRows } from 'notion-fp/rows'

const Tasks = defineDataSource({
  data_source_id: '2f2e2d2c2b2a4928a726252423222120',
  properties: { Name: title, Stage: select.of('Idea', 'Doing', 'Done'), Days: number },
})

const ctx = createContext({ auth: 'ntn_playground', rateLimit: { perMinute: 1_000 } })

const rows = Array.from({ length: 60 }, (_, index) => ({
  Name: `Chair ${index + 1}`,
  Stage: index % 3 === 0 ? ('Done' as const) : ('Idea' as const),
  Days: 1,
}))

for (const run of ['First run', 'Second run']) {
  const report = await upsertRows(ctx, { source: Tasks, key: 'Name', rows })()
  if (report._tag === 'Left') throw new Error(report.left.message)
  const { created, updated, unchanged, failed, requests } = report.right
  console.log(
    `${run}: ${created.length} created, ${updated.length} updated, ${unchanged.length} unchanged, ` +
      `${failed.length} failed, in ${requests} requests`,
  )
}
