/** A report on all data sources that a connection sees, as one pipeline: find them, read them side by side, write a page. */
import {
  type Context,
  collect,
  createPage,
  type DataSource,
  isFullDataSource,
  isFullPage,
  type NotionError,
  type Page,
  queryDataSource,
  reader,
  search,
} from 'notion-fp'
import { pipe, RA, RTE } from 'notion-fp/fp'
import { formatDatabaseTitle, title } from 'notion-fp/props'

/** A step of the pipeline: it needs a context, and fails with a value that has a type. */
type Step<A> = RTE.ReaderTaskEither<Context, NotionError, A>

/** What the report says of a data source. */
export interface Summary {
  readonly name: string
  /** How many rows there are, and how many were edited in the last seven days; or why it is not known. */
  readonly found: { readonly rows: number; readonly edited: number } | string
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

const isRecent =
  (now: Date) =>
  ({ last_edited_time }: Page): boolean =>
    now.getTime() - Date.parse(last_edited_time) < WEEK_MS

const dataSources: Step<ReadonlyArray<DataSource>> = pipe(
  reader(collect(search))({ filter: { property: 'object', value: 'data_source' } }),
  RTE.map(RA.filter(isFullDataSource)),
)

/** A data source that cannot be read is a line of the report, not the end of it; without a valid token there is no report. */
const summarize =
  (now: Date) =>
  (source: DataSource): Step<Summary> =>
    pipe(
      reader(collect(queryDataSource))({ data_source_id: source.id, filter_properties: ['title'] }),
      RTE.map(RA.filter(isFullPage)),
      RTE.map((rows): Summary['found'] => ({ rows: rows.length, edited: rows.filter(isRecent(now)).length })),
      RTE.orElse((error) => (error._tag === 'AuthenticationError' ? RTE.left(error) : RTE.right(error.message))),
      RTE.map((found) => ({ name: formatDatabaseTitle(source), found })),
    )

/** A line of the report. */
export const lineOf = ({ name, found }: Summary): string =>
  typeof found === 'string' ? `${name}: ${found}` : `${name}: ${found.rows} rows, ${found.edited} edited this week`

const publish =
  (page_id: string, now: Date) =>
  (summaries: ReadonlyArray<Summary>): Step<string> =>
    pipe(
      reader(createPage)({
        parent: { page_id },
        properties: { title: title(`Report of ${now.toISOString().slice(0, 10)}`) },
        markdown: summaries.map((summary) => `- ${lineOf(summary)}`).join('\n'),
      }),
      RTE.map(({ id }) => id),
    )

/** Writes the report below a page. The data sources are read side by side, at the pace that Notion allows. */
export const report = (
  page_id: string,
  now: Date,
): Step<{ readonly id: string; readonly lines: ReadonlyArray<string> }> =>
  pipe(
    dataSources,
    RTE.flatMap(RTE.traverseArray(summarize(now))),
    RTE.flatMap((summaries) =>
      pipe(
        publish(page_id, now)(summaries),
        RTE.map((id) => ({ id, lines: summaries.map(lineOf) })),
      ),
    ),
  )
