// An fp-ts pipeline: find the tasks that are overdue, and tick each of them.
import { collect, createContext, isFullPage, queryDataSource, updatePage } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { checkbox, formatPageTitle } from 'notion-fp/props'

const ctx = createContext({ auth: 'ntn_playground' })
const data_source_id = '2f2e2d2c2b2a4928a726252423222120'

const closeOverdue = pipe(
  collect(queryDataSource)(ctx, {
    data_source_id,
    filter: {
      and: [
        { property: 'Due', date: { before: '2026-03-08' } },
        { property: 'Done', checkbox: { equals: false } },
      ],
    },
  }),
  TE.map((rows) => rows.filter(isFullPage)),
  TE.flatMap(
    TE.traverseSeqArray((row) =>
      pipe(
        updatePage(ctx, { page_id: row.id, properties: { Done: checkbox(true) } }),
        TE.map(() => formatPageTitle(row)),
      ),
    ),
  ),
)

const result = await closeOverdue()
if (result._tag === 'Right') console.log('Closed:', result.right.join(', '))
else console.error(result.left.message)
