/** Changes the schema of a data source by a plan: what is lost is counted first, and allowed by name. */
import { createDatabase, createPage, getDataSource, isFullDatabase } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { number, select, title } from 'notion-fp/props'
import {
  applySchema,
  checkSchema,
  countAffected,
  defineDataSource,
  planSchema,
  pullSchema,
  schemaOf,
} from 'notion-fp/rows'
import { type Example, say } from './support/example.js'

const Before = defineDataSource({
  properties: { Name: title, Stage: select.of('Idea', 'Doing', 'Parked'), Estimate: number },
})

const After = defineDataSource({
  properties: { Name: title, Stage: select.of('Idea', 'Doing', 'Done'), Effort: number.of('number_with_commas') },
})

export const changeSchema: Example = (ctx, { page_id }) =>
  pipe(
    TE.fromEither(schemaOf(Before)),
    TE.flatMap((properties) => createDatabase(ctx, { parent: { page_id }, initial_data_source: { properties } })),
    TE.map((database) => (isFullDatabase(database) ? database.data_sources[0]?.id : undefined) ?? database.id),
    TE.tap((data_source_id) =>
      createPage(ctx, {
        parent: { data_source_id },
        properties: { Name: title('Write the report'), Stage: select('Parked'), Estimate: number(3) },
      }),
    ),
    TE.flatMap((data_source_id) => getDataSource(ctx, { data_source_id })),
    TE.map((dataSource) => planSchema(After, dataSource, { renames: { Estimate: 'Effort' } })),
    TE.flatMap((plan) => countAffected(ctx, { plan })),
    TE.tapIO(({ changes, cost }) => () => {
      for (const { class: kind, message, loses, rows } of changes) {
        say(`${kind}: ${message}${loses === undefined ? '' : `; ${rows} row loses ${loses}`}`)
      }
      say(`planned: ${cost.requests} requests`)
    }),
    TE.flatMap((plan) =>
      pipe(
        applySchema(ctx, { plan, allow: ['Stage'] }),
        TE.tapIO(
          ({ applied, requests }) =>
            () =>
              say(`applied: ${applied.length} changes, ${requests} requests`),
        ),
        TE.flatMap(() => applySchema(ctx, { plan, allow: ['Stage'] })),
        TE.tapIO(
          ({ applied, requests }) =>
            () =>
              say(`again: ${applied.length} changes, ${requests} request`),
        ),
        TE.flatMap(() => getDataSource(ctx, { data_source_id: plan.data_source_id })),
      ),
    ),
    TE.map((dataSource) => {
      say(`drift: ${checkSchema(After, dataSource).length}`)
      say(pullSchema(dataSource, { name: 'Tasks' }))
    }),
  )
