/** Finds the data source of a database, for operations that earlier versions of the API had for databases. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import { invalidInputError, type NotionError } from '../../core/call/error.js'
import { compactId } from '../../core/call/id.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { idOf, PLACES } from '../../core/input/idKinds.js'
import { getDataSource } from '../data_sources/getDataSource.js'
import type { Database } from './database.js'
import { getDatabase, getDatabaseRequest } from './getDatabase.js'

/** A database, and which of its data sources to use. */
export interface DataSourceOfParams {
  /** The id of the database, with or without dashes, or its URL. The id of a data source is accepted too. */
  readonly database_id: string
  /** The id of the data source to use; required if the database has several. */
  readonly data_source_id?: string | undefined
}

/** The id of the selected data source, or what is wrong with the parameters. */
const pick = (database: Database, { database_id, data_source_id }: DataSourceOfParams): string | InvalidInput => {
  const { data_sources } = database
  const [first, second] = data_sources
  if (!first) {
    const allowed = 'a database with a data source that is shared with the connection'
    return { field: 'database_id', given: database_id, allowed }
  }
  if (data_source_id === undefined && !second) return first.id
  const wantedId = compactId(idOf(data_source_id, PLACES.other) ?? '')
  const found = data_sources.find(({ id }) => compactId(id) === wantedId)
  const choices = data_sources.map(({ id, name }) => `${id} (${name})`).join(', ')
  const allowed = `the id of one of the data sources of the database: ${choices}`
  return found ? found.id : { field: 'data_source_id', given: data_source_id, allowed }
}

/**
 * The id of the data source of a database. If the id is not that of a database, it is tried as that of a data source,
 * which costs one more request.
 *
 * Fails with `InvalidInputError`, which lists the data sources, if there are several and none is selected.
 *
 * @param op The calling operation, for error messages.
 *
 * @internal
 */
export const dataSourceOf =
  (ctx: Context, op: string, params: DataSourceOfParams): TaskEither<NotionError, string> =>
  async () => {
    const { database_id, data_source_id } = params
    const database = await getDatabase(ctx, { database_id })()
    if (E.isRight(database)) {
      const picked = pick(database.right, params)
      return typeof picked === 'string'
        ? E.right(picked)
        : E.left(invalidInputError({ ...getDatabaseRequest({ database_id }), op }, [picked]))
    }
    if (database.left._tag !== 'NotFoundError' || data_source_id !== undefined) return database
    const dataSource = await getDataSource(ctx, { data_source_id: database_id })()
    if (E.isRight(dataSource)) return E.right(dataSource.right.id)
    return dataSource.left._tag === 'NotFoundError' ? database : dataSource
  }
