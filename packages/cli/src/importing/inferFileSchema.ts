/** The schema of a new data source for the rows of a file. */
import { didYouMean } from '../args/nearest.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { readFileRows } from './readFileRows.js'
import type { RowFile } from './rowFile.js'
import { type NewProperty, schemaFinder } from './schemaFinder.js'

/** Finds the schema that the rows of a file need. */
export const inferFileSchema = async (
  file: RowFile,
  title: string | undefined,
): Promise<
  Result<{
    readonly rows: number
    readonly schema: ReadonlyArray<NewProperty>
    /** The columns that are left out, although they have values. */
    readonly ignored: ReadonlyArray<string>
  }>
> => {
  const finder = schemaFinder()
  let rows = 0
  for await (const row of readFileRows(file.path, file.format, file.name)) {
    if (row._tag === 'Left') return row
    rows++
    finder.look(row.right)
  }
  const schema = finder.schema(title)
  if (schema.some(({ name }) => name === '__proto__'))
    return fail(usageError(`${file.name}: the column "__proto__" cannot be a property.`, 'Give it another name.'))
  if (title !== undefined && !schema.some(({ name }) => name === title))
    return fail(
      usageError(
        `${file.name} has no column "${title}".`,
        didYouMean(
          title,
          schema.map(({ name }) => name),
        ),
      ),
    )
  return schema.length > 0
    ? ok({ rows, schema, ignored: finder.ignored() })
    : fail(usageError(`${file.name} has no rows.`))
}

/** The request for a schema. */
export const schemaRequest = (schema: ReadonlyArray<NewProperty>): { readonly [name: string]: object } =>
  Object.fromEntries(
    schema.map(({ name, type, options }) => [
      name,
      { [type]: options ? { options: options.map((option) => ({ name: option })) } : {} },
    ]),
  )
