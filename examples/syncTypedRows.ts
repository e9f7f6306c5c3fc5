/** One declaration: creates, updates and queries typed rows, and brings 500 of them up to date twice. Prints the requests. */
import {
  type Context,
  createDataSource,
  getDataSource,
  type Middleware,
  type NotionError,
  updateDataSource,
  use,
} from 'notion-fp'
import { E, pipe, TE } from 'notion-fp/fp'
import { checkbox, date, number, select, title } from 'notion-fp/props'
import { bindDataSource, createRow, defineDataSource, queryRows, schemaOf, updateRow, upsertRows } from 'notion-fp/rows'
import { type Example, say } from './support/example.js'

const Products = defineDataSource({
  properties: {
    Name: title,
    State: select.of('available', 'sold out'),
    Price: number.of('euro'),
    Since: date,
    Listed: checkbox,
  },
})
type Products = typeof Products

const SIZE = 500

/** Counts the requests of a context. */
const counting = (ctx: Context) => {
  let requests = 0
  const count: Middleware = (next) => (request) => {
    requests++
    return next(request)
  }
  const taken = (): number => {
    const since = requests
    requests = 0
    return since
  }
  return { ctx: use(count)(ctx), taken }
}

/** Creates the data source that is declared, and binds the declaration to its ids. */
const createProducts = (ctx: Context, database_id: string): TE.TaskEither<NotionError, Products> =>
  pipe(
    TE.fromEither(schemaOf(Products)),
    TE.flatMap((properties) =>
      createDataSource(ctx, {
        parent: { type: 'database_id', database_id },
        title: [{ text: { content: 'Products' } }],
        properties,
      }),
    ),
    TE.flatMap(({ id }) => getDataSource(ctx, { data_source_id: id })),
    TE.flatMapEither((found) => bindDataSource(Products, found)),
  )

const cheapest =
  (ctx: Context, source: Products): TE.TaskEither<NotionError, ReadonlyArray<string>> =>
  async () => {
    const found: Array<string> = []
    const where = { State: { equals: 'available' }, Price: { less_than: 4 } } as const
    for await (const row of queryRows(ctx, { source, where, select: ['Name', 'Price'] })) {
      if (row._tag === 'Left') return row
      found.push(`${row.right.Name} at ${row.right.Price}`)
    }
    return E.right(found)
  }

/** Creates what is missing, changes what differs, and prints what it took. */
const upsert = (ctx: Context, source: Products, what: string) =>
  pipe(
    upsertRows(ctx, {
      source,
      key: 'Name',
      rows: Array.from({ length: SIZE }, (_, index) => ({
        Name: `Product ${index + 1}`,
        Price: index + 1,
        State: index % 7 === 0 ? ('sold out' as const) : ('available' as const),
      })),
    }),
    TE.map(({ created, updated, unchanged, failed, requests }) =>
      say(
        `${what} ${created.length} created, ${updated.length} updated, ${unchanged.length} unchanged, ${failed.length} failed, in ${requests} requests`,
      ),
    ),
  )

export const syncTypedRows: Example = (given, { database_id }) => {
  const { ctx, taken } = counting(given)
  return pipe(
    createProducts(ctx, database_id),
    TE.tapIO(() => () => say(`a table is created as the program declares it: ${taken()} requests`)),
    TE.tap((source) =>
      pipe(
        createRow(ctx, { source, values: { Name: 'Product 1', Price: 2, Since: '2026-03-11', Listed: true } }),
        TE.flatMap(({ id }) => updateRow(ctx, { source, page_id: id, values: { State: 'available' } })),
        TE.map(({ Name, State, Price }) =>
          say(`a row is created, then changed: ${Name}, ${State}, ${Price} €: ${taken()} requests`),
        ),
      ),
    ),
    TE.tap((source) => upsert(ctx, source, 'first run: ')),
    TE.tap((source) => upsert(ctx, source, 'second run:')),
    TE.tapIO(() => () => taken()),
    TE.tap((source) =>
      pipe(
        updateDataSource(ctx, {
          data_source_id: `${source.data_source_id}`,
          properties: { Price: { name: 'Price with tax' }, Name: { name: 'Product' } },
        }),
        TE.flatMap(() => cheapest(ctx, source)),
        TE.map((found) =>
          say(`two columns are renamed in Notion, and still found: ${found.join(', ')}: ${taken()} requests`),
        ),
      ),
    ),
    TE.flatMap((source) => upsert(ctx, source, 'third run: ')),
  )
}
