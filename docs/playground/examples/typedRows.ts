// One declaration gives the types of rows, filters and writes. Try `Days: 'three'` or a stage that does not exist.
import { createContext } from 'notion-fp'
import { checkbox, date, number, select, title } from 'notion-fp/props'
import { createRow, defineDataSource, queryRows, updateRow } from 'notion-fp/rows'

const Tasks = defineDataSource({
  data_source_id: '2f2e2d2c2b2a4928a726252423222120',
  properties: { Name: title, Stage: select.of('Idea', 'Doing', 'Done'), Days: number, Due: date, Done: checkbox },
})

const ctx = createContext({ auth: 'ntn_playground' })

const created = await createRow(ctx, { source: Tasks, values: { Name: 'Hang the lanterns', Stage: 'Idea', Days: 2 } })()
if (created._tag === 'Left') throw new Error(created.left.message)
await updateRow(ctx, { source: Tasks, page_id: created.right.id, values: { Stage: 'Doing', Due: '2026-03-20' } })()

for await (const row of queryRows(ctx, {
  source: Tasks,
  where: { Stage: { equals: 'Doing' } },
  sorts: [{ property: 'Due', direction: 'ascending' }],
})) {
  if (row._tag === 'Left') throw new Error(row.left.message)
  const { Name, Days, Due } = row.right
  console.log(`${Due?.start ?? 'some day'}  ${Name}, ${Days} ${Days === 1 ? 'day' : 'days'}`)
}
