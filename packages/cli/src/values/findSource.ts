/** Finds the data source that a user means: by its own id, or by the database that has it. */
import type { Context, DataSource, PartialDataSource } from 'notion-fp'
import { getDatabase, getDataSource, parseDatabaseId } from 'notion-fp'
import { usageError } from '../errors/failure.js'
import { mayBeOtherKind } from '../errors/mayBeOtherKind.js'
import { fail, ok, type Result } from '../errors/result.js'

/** A data source, with its schema. */
export type Source = DataSource | PartialDataSource

const ID = 'an id of 32 hexadecimal digits, or a URL of Notion that ends in one'

/** Parses an id that a user gave. */
export const checkedId = (given: string, parse: (text: string) => string | undefined): Result<string> => {
  const id = parse(given)
  return id === undefined
    ? fail(
        usageError(
          `"${given}" is not ${ID}.`,
          'Copy the link of the page in Notion, or find the id with `notion-fp search`.',
        ),
      )
    : ok(id)
}

const byId = async (ctx: Context, data_source_id: string): Promise<Result<Source>> => {
  const found = await getDataSource(ctx, { data_source_id })()
  return found._tag === 'Left' ? found : ok(found.right)
}

/** Reads a data source, by its id, or the id or URL of its database. */
export const findSource = async (ctx: Context, given: string): Promise<Result<Source>> => {
  const id = checkedId(given, parseDatabaseId)
  if (id._tag === 'Left') return id
  const source = await byId(ctx, id.right)
  if (source._tag === 'Right' || !mayBeOtherKind(source.left)) return source
  const database = await getDatabase(ctx, { database_id: id.right })()
  // It is neither. The first error is the more useful one, since most ids are of that kind.
  if (database._tag === 'Left') return mayBeOtherKind(database.left) ? source : database
  const sources = 'data_sources' in database.right ? database.right.data_sources : []
  const [only, second] = sources
  if (!only) return fail(usageError(`The database ${given} has no data source that the connection may see.`))
  if (second)
    return fail(
      usageError(
        `The database ${given} has ${sources.length} data sources.`,
        `Name one by its id: ${sources.map((one) => `${one.id} (${one.name})`).join(', ')}.`,
      ),
    )
  return byId(ctx, only.id)
}
