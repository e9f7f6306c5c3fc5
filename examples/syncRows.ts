/** Reads 2,500 rows, then one that was changed, and prints the requests of each. */
import { type Context, createDataSource, createPage, type Middleware, updatePage, wrap } from 'notion-fp'
import { type Checkpoint, changes } from 'notion-fp/changes'
import { pipe, TE } from 'notion-fp/fp'
import { type Example, type ExampleError, say } from './support/example.js'

const SIZE = 2500

const MINUTE_MS = 60_000

/** Rows that were edited one a minute. */
const rowsOf = (data_source_id: string): ReadonlyArray<object> =>
  Array.from({ length: SIZE }, (_, index) => {
    const time = new Date(Date.UTC(2026, 0, 1) + index * MINUTE_MS).toISOString()
    return {
      object: 'page',
      id: `4f4e4d4c-4b4a-4948-9746-${index.toString(16).padStart(12, '0')}`,
      parent: { type: 'data_source_id', data_source_id },
      created_time: time,
      last_edited_time: time,
      properties: { Name: { id: 'title', type: 'title', title: [] } },
    }
  })

/** Reads what has changed since a checkpoint. */
const sync =
  (ctx: Context, data_source_id: string, since?: Checkpoint): TE.TaskEither<ExampleError, Checkpoint | undefined> =>
  async () => {
    let requests = 0
    let rows = 0
    let last = since
    const count: Middleware = (next) => (request) => {
      requests++
      return next(request)
    }
    for await (const change of changes(wrap(count)(ctx), { data_source_id, since })) {
      if (change._tag === 'Left') return change
      if (change.right._tag === 'Upsert') rows++
      if (change.right._tag === 'Checkpoint') last = change.right
    }
    say(`${rows} changed rows, ${requests} requests, checkpoint of ${JSON.stringify(last).length} bytes`)
    return { _tag: 'Right', right: last }
  }

/** Syncs a new data source, changes one row, and syncs again. */
export const syncRows: Example = (ctx, { database_id, load }) =>
  pipe(
    createDataSource(ctx, {
      parent: { type: 'database_id', database_id },
      title: [{ text: { content: 'Archive' } }],
      properties: { Name: { title: {} } },
    }),
    TE.flatMap(({ id: data_source_id }) =>
      pipe(
        TE.fromTask(async () => load?.(rowsOf(data_source_id))),
        TE.flatMap(() =>
          createPage(ctx, { parent: { type: 'data_source_id', data_source_id }, properties: { Name: { title: [] } } }),
        ),
        TE.flatMap((page) =>
          pipe(
            sync(ctx, data_source_id),
            TE.tap(() =>
              updatePage(ctx, { page_id: page.id, properties: { Name: { title: [{ text: { content: 'New' } }] } } }),
            ),
            TE.flatMap((since) => sync(ctx, data_source_id, since)),
            TE.map(() => undefined),
          ),
        ),
      ),
    ),
  )
