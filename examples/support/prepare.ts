/** Makes the database of tasks that the examples work with. */
import { type Context, createDatabase, createPage, isFullDatabase, type NotionError } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { writeProps } from 'notion-fp/props'
import type { Workspace } from './example.js'
import { Task } from './task.js'

const stages = ['Idea', 'Doing', 'Review'].map((name) => ({ name }))

type Tasks = Omit<Workspace, 'disturb'>

const createTasks = (ctx: Context, page_id: string): TE.TaskEither<NotionError, Tasks> =>
  pipe(
    createDatabase(ctx, {
      parent: { type: 'page_id', page_id },
      title: [{ text: { content: 'Tasks' } }],
      initial_data_source: {
        properties: {
          Name: { title: {} },
          Stage: { select: { options: stages } },
          Estimate: { number: { format: 'number' } },
          Due: { date: {} },
          Done: { checkbox: {} },
          Tags: { multi_select: {} },
          Notes: { rich_text: {} },
        },
      },
    }),
    TE.map((database) => ({
      page_id,
      database_id: database.id,
      // A new database has one data source; where the response has only its id, that leads there too.
      data_source_id: (isFullDatabase(database) ? database.data_sources[0]?.id : undefined) ?? database.id,
    })),
  )

const rows = [
  { Name: 'Write the outline', Stage: 'Doing', Estimate: 3, Due: '2026-03-02', Done: false, Tags: ['docs'] },
  { Name: 'Draw the diagrams', Stage: 'Idea', Estimate: 5, Due: '2026-03-20', Done: false, Tags: ['docs', 'design'] },
  { Name: 'Book the room', Stage: 'Review', Estimate: 1, Due: '2026-02-27', Done: true, Tags: [] },
  { Name: 'Invite everybody', Stage: 'Doing', Estimate: 2, Due: '2026-03-05', Done: false, Tags: ['people'] },
]

/** Makes the database and its first rows below a page. */
export const prepare = (ctx: Context, page_id: string): TE.TaskEither<NotionError, Tasks> =>
  pipe(
    createTasks(ctx, page_id),
    TE.tap(({ data_source_id }) =>
      pipe(
        rows,
        TE.traverseSeqArray((row) =>
          createPage(ctx, { parent: { type: 'data_source_id', data_source_id }, properties: writeProps(Task)(row) }),
        ),
      ),
    ),
  )
