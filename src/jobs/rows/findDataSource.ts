import { isLeft, left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { getDataSource } from '../../ops/data_sources/getDataSource.js'
import { getDatabase } from '../../ops/databases/getDatabase.js'
import { invalidJob } from '../shared/jobParams.js'
import { bindDataSource } from './bindDataSource.js'
import { checkDefinition } from './declared.js'
import type { DataSourceDefinition, PropertyDeclarations } from './definition.js'

/**
 * Finds the data source of a declaration and binds the declaration to it: by its `data_source_id`, or by its `database`, and by its `title`
 * if the database has several data sources. Properties and options that are later renamed in Notion are then still found.
 *
 * @param ctx The context to send the requests with.
 * @param definition The declaration, with a `data_source_id` or a `database`.
 * @returns The declaration, with the ids of the data source, the properties and the options. Fails with a {@link NotionError}, in
 * particular with `InvalidInputError` if not exactly one data source has the title, or if a declared property is missing or has another
 * type.
 * @example
 * import type { Context } from 'notion-fp'
 * import { number, title } from 'notion-fp/props'
 * import { defineDataSource, findDataSource } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({
 *   database: '1f1e1d1c1b1a49189716151413121110',
 *   title: 'Tasks',
 *   properties: { Name: title, Estimate: number },
 * })
 *
 * const tasks = (ctx: Context) => findDataSource(ctx, Tasks)
 */
export const findDataSource =
  <Properties extends PropertyDeclarations>(
    ctx: Context,
    definition: DataSourceDefinition<Properties>,
  ): TaskEither<NotionError, DataSourceDefinition<Properties>> =>
  async () => {
    const checked = checkDefinition('findDataSource', definition)
    if (isLeft(checked)) return checked
    const { database, title } = definition
    let { data_source_id } = definition
    if (data_source_id === undefined) {
      if (database === undefined) {
        const allowed = 'the id or URL of a database, or a data_source_id'
        return left(invalidJob('findDataSource', [{ field: 'definition.database', given: database, allowed }]))
      }
      const found = await getDatabase(ctx, { database_id: database })()
      if (isLeft(found)) return found
      const all = found.right.data_sources
      const [one, another] = title === undefined || all.length === 1 ? all : all.filter(({ name }) => name === title)
      if (!one || another) {
        const names = all.map(({ id, name }) => `${JSON.stringify(name)} (${id})`).join(', ') || 'none'
        const allowed = `the title of exactly one of the data sources of the database, ${names}, or use data_source_id`
        return left(invalidJob('findDataSource', [{ field: 'definition.title', given: title, allowed }]))
      }
      data_source_id = one.id
    }
    const found = await getDataSource(ctx, { data_source_id })()
    return isLeft(found) ? found : bindDataSource(definition, found.right)
  }
