/** `notion-fp query`: the rows of a data source. */
import type { Context, PageOrDataSource } from 'notion-fp'
import { completeRows } from 'notion-fp/completion'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Cell, Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { fieldNames, printRows } from '../output/print.js'
import type { Session } from '../session/session.js'
import { unsafeCast } from '../unsafeCast.js'
import type { Schema } from '../values/findProperty.js'
import { findSource } from '../values/findSource.js'
import { limitOf } from '../values/limitOf.js'
import { mayDependOnLists } from '../values/mayDependOnLists.js'
import { fieldOf, PAGE_FIELDS, rowFields } from '../values/pageFields.js'
import { parseFilters } from '../values/parseFilters.js'
import { parseSorts } from '../values/parseSorts.js'
import { type RowsQuery, readRows } from '../values/readRows.js'

/** The properties of printed rows that could not be completed. */
interface IncompleteRows {
  readonly names: Set<string>
  rows: number
}

/** The rows, with the lists completed that Notion cuts off. */
async function* wholeRows(
  ctx: Context,
  query: RowsQuery,
  schema: Schema,
  incomplete: IncompleteRows,
): AsyncGenerator<Result<PageOrDataSource>> {
  // A failure of the source has the tag of its request's error.
  const rows = unsafeCast<AsyncIterable<PageOrDataSource>>(readRows(ctx, query))
  for await (const row of completeRows(ctx, { data_source: { properties: schema } })(rows)) {
    if (row._tag === 'Left') return yield row
    const missing = row.right.incomplete.filter(({ name }) => mayDependOnLists(schema, name))
    if (missing.length > 0) incomplete.rows++
    for (const { name } of missing) incomplete.names.add(name)
    yield ok(row.right.page)
  }
}

async function* taken<A>(rows: AsyncIterable<Result<A>>, limit: number): AsyncGenerator<Result<A>> {
  if (limit === 0) return
  let left = limit
  for await (const row of rows) {
    yield row
    left--
    if (left === 0) return
  }
}

async function* mapped(
  rows: AsyncIterable<Result<PageOrDataSource>>,
  toFields: (row: PageOrDataSource) => Fields,
): AsyncGenerator<Result<Fields>> {
  for await (const row of rows) yield row._tag === 'Left' ? row : ok(toFields(row.right))
}

/** The ids of the properties that `--fields` needs: fewer are faster. Formulas and rollups depend on others, so then all. */
const neededProperties = (schema: Schema, fields: string | undefined): ReadonlyArray<string> | undefined => {
  if (fields === undefined) return undefined
  const names = fieldNames(fields)
  const needed = Object.values(schema).filter(({ name }) => names.includes(fieldOf(name)))
  const isWhole = needed.some(({ type }) => !/^(?!formula$|rollup$|unknown:)/.test(type))
  // The API does not accept an empty list of properties.
  return isWhole || needed.length === 0 || needed.length > 100 ? undefined : needed.map(({ id }) => id)
}

const noteIncomplete = async (session: Session, { names, rows }: IncompleteRows): Promise<number> => {
  if (rows === 0) return EXIT.ok
  await session.note(
    `notion-fp: ${rows} rows are not complete: Notion does not return all of ${[...names].join(', ')}.`,
  )
  return EXIT.partial
}

export const query = defineCommand({
  details: [
    'Rows must match all filters. The operators are:',
    '- = and !=: equal, not equal. Without a value, = finds rows that have none, and != rows that have one.',
    '- < <= > >=: for numbers and dates',
    '- ~ and !~: contains, does not contain',
    'Checks properties and options against the schema before it reads anything. Lists that Notion cuts off after 25 entries are read in full.',
  ],
  args: [
    { name: 'data source', help: 'the id or URL of a data source, or of a database with one' },
    { name: 'filter', help: 'such as Stage=Done or "Due<2026-01-01"', optional: true, rest: true },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    where: { type: 'string', value: 'json', help: "A filter as in Notion's API, beside the others" },
    sort: {
      type: 'string',
      value: 'name[:desc]',
      multiple: true,
      help: 'Sorts by a property, created_time or last_edited_time',
    },
    limit: { type: 'string', value: 'number', help: 'Prints at most so many rows' },
    raw: { type: 'boolean', help: 'Prints the pages as the API returns them' },
  },
  examples: [
    ['query <id> Stage=Done', 'rows with an option'],
    ["query <id> 'Due<2026-01-01' 'Owner=me' --sort Due:desc", 'several filters, sorted'],
    ['query <id> --fields Name,Due --csv > tasks.csv', 'some columns as CSV'],
    [`query <id> --where '{"or":[…]}' --json`, 'a filter of the API'],
  ],
  run: async ({ session, positionals: [id = '', ...conditions], values }) => {
    const limit = limitOf(values.limit)
    if (limit._tag === 'Left') return limit
    if (values.raw && values.fields !== undefined) return fail(usageError('--raw and --fields exclude each other.'))
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const source = await findSource(ctx.right, id)
    if (source._tag === 'Left') return source
    const schema = source.right.properties
    const filter = parseFilters(schema, conditions, values.where)
    if (filter._tag === 'Left') return filter
    const sorts = parseSorts(schema, values.sort)
    if (sorts._tag === 'Left') return sorts
    const incomplete: IncompleteRows = { names: new Set(), rows: 0 }
    const rows = wholeRows(
      ctx.right,
      {
        data_source_id: source.right.id,
        filter: filter.right,
        sorts: sorts.right,
        filter_properties: values.raw ? undefined : neededProperties(schema, values.fields),
        page_size: Math.min(100, Math.max(1, limit.right)),
      },
      schema,
      incomplete,
    )
    const names = Object.values(schema)
    const properties = [
      ...names.filter(({ type }) => type === 'title'),
      ...names.filter(({ type }) => type !== 'title'),
    ].map(({ name }) => fieldOf(name))
    const fields = [...PAGE_FIELDS, ...properties]
    const printed = await printRows(session.terminal, values, {
      // Raw pages are printed as they are.
      rows: mapped(
        taken(rows, limit.right),
        values.raw ? (row) => unsafeCast<{ [name: string]: Cell }>(row) : rowFields,
      ),
      fields: values.raw ? undefined : fields,
      tableFields: [...properties, 'id'],
      nothing: 'No rows match.',
    })
    return printed._tag === 'Left' ? printed : ok(await noteIncomplete(session, incomplete))
  },
})
