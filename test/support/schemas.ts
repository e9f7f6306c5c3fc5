/** Data sources whose schemas are planned and changed: as they are read, and on a simulator. */
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import * as notion from '../../src/index.js'
import { type AnyDefinition, type BindableDataSource, schemaOf } from '../../src/jobs/rows/index.js'
import { given, HOME, ok } from '../simulator/world.js'

/** The id of {@link liveSource}. */
export const SOURCE_ID = '22222222-0000-4000-8000-000000000002'

/** An option as it is read. */
export const liveOption = (name: string, id = name) => ({ id, name, color: 'gray', description: null })

/** A data source as it is read, with a title and more properties. */
export const liveSource = (properties: object): BindableDataSource =>
  // The configurations are those of the tests, which may be wrong.
  unsafeCast({
    id: SOURCE_ID,
    properties: Object.fromEntries(
      Object.entries({ Name: { id: 'title', type: 'title', title: {} }, ...properties }).map(([name, config]) => [
        name,
        { name, description: null, ...config },
      ]),
    ),
  })

/** Creates a data source from a declaration, and returns its id. */
export const createSource = async (ctx: notion.Context, definition: AnyDefinition): Promise<string> => {
  const properties = given(schemaOf(definition))
  const database = await ok(
    notion.createDatabase(ctx, { parent: { page_id: HOME }, initial_data_source: { properties } }),
  )
  return `${'data_sources' in database ? database.data_sources[0]?.id : ''}`
}

/** Reads a data source, past the cache. */
export const readSource = (ctx: notion.Context, data_source_id: string): Promise<notion.DataSource> =>
  ok(notion.getDataSource(notion.wrap(notion.withoutCache)(ctx), { data_source_id }))
