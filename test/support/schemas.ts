/** Data sources on a simulator whose schemas are planned and changed. */
import * as notion from '../../src/index.js'
import { type AnyDefinition, schemaOf } from '../../src/jobs/rows/index.js'
import { given, HOME, ok } from '../simulator/world.js'

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
