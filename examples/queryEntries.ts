/** Queries with a compound filter and two sorts. */
import { collect, isFullPage, queryDataSource } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { readProps } from 'notion-fp/props'
import { type Example, say } from './support/example.js'
import { Task } from './support/task.js'

export const queryEntries: Example = (ctx, { data_source_id }) =>
  pipe(
    collect(queryDataSource)(ctx, {
      data_source_id,
      filter: {
        and: [
          { property: 'Done', checkbox: { equals: false } },
          {
            or: [
              { property: 'Stage', select: { equals: 'Doing' } },
              { property: 'Estimate', number: { greater_than: 4 } },
            ],
          },
        ],
      },
      sorts: [
        { property: 'Estimate', direction: 'descending' },
        { property: 'Due', direction: 'ascending' },
      ],
    }),
    TE.map((rows) => {
      for (const row of rows.filter(isFullPage)) {
        const task = readProps(Task)(row)
        if (task._tag === 'Right') say(`${task.right.Estimate} days  ${task.right.Due?.start}  ${task.right.Name}`)
      }
    }),
  )
