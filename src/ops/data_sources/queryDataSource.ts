import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../../core/call/version.js'
import type { Sort } from '../../core/objects/sort.js'
import {
  allRowsTag,
  bodyCall,
  type Context,
  decodeWith,
  type List,
  listOf,
  type NotionError,
  type NotionRequest,
  objectTag,
  type PageParams,
  paging,
  relatedTag,
  rowsTag,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import type { Filter } from '../../props/filter.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { valueTags } from '../shared/globalTags.js'
import { PageOrDataSource } from './pageOrDataSource.js'

/** Which rows are given, in which order, and how much of each. */
export interface RowsParams {
  /** Which rows; all, where it is left out. */
  readonly filter?: Filter | undefined
  /** The order of the rows; the first sort decides, and the next among equals. */
  readonly sorts?: ReadonlyArray<Sort> | undefined
  /** Ids or names of the properties to give of each row; all, where it is left out. Fewer are quicker. */
  readonly filter_properties?: ReadonlyArray<string> | undefined
  /** Whether the rows in the trash are given, in place of the others. */
  readonly in_trash?: boolean | undefined
  /** The older name of `in_trash`, sent as that from version 2026-03-11 on. */
  readonly archived?: boolean | undefined
  /** Whether the rows that are archived are given, in place of the others. */
  readonly is_archived?: boolean | undefined
  /** Only pages or only data sources; a wiki has both among its rows. */
  readonly result_type?: 'page' | 'data_source' | undefined
}

/** What {@link queryDataSource} takes. */
export interface QueryDataSourceParams extends RowsParams, PageParams {
  /** The id of the data source, with dashes or without. */
  readonly data_source_id: string
}

/** The types that conditions on what other rows hold have, or may have. */
const SHOWS_OTHERS = /"(relation|rollup|formula)"/

/** The request that {@link queryDataSource} sends. */
export const queryDataSourceRequest = (
  params: QueryDataSourceParams,
  version: NotionVersion = DEFAULT_NOTION_VERSION,
): NotionRequest<List<PageOrDataSource>> => {
  const { call, given } = bodyCall('POST', 'data_sources/{data_source_id}/query', params, paging)
  const { filter, filter_properties, sorts } = given
  return {
    op: 'queryDataSource',
    kind: 'read',
    ...call,
    body: adaptBodyToVersion(version, call.body),
    decode: decodeWith(listOf(PageOrDataSource)),
    cache: { resource: 'queries' },
    reads: ({ results }) => [
      rowsTag(given.data_source_id),
      ...new Set([
        treeTag,
        // Which rows these are may depend on others, too.
        ...(SHOWS_OTHERS.test(`${JSON.stringify(filter)}`) || (filter_properties && sorts) ? [relatedTag] : []),
        ...results.flatMap((row) => ('properties' in row ? valueTags(row.properties, filter_properties) : [])),
      ]),
      allRowsTag,
      ...results.map((row) => objectTag(row.id)),
    ],
  }
}

/**
 * Queries the rows of a data source, at most 100 a time; `collect(queryDataSource)` gives up to 10,000,
 * `getDataSourceEntries` all. Rows are pages; only a wiki has data sources among them.
 *
 * Fails with `InvalidInputError` for a malformed id or `page_size`, with `ValidationError` for a filter that does not fit the
 * schema, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/query-a-data-source
 * @example
 * import { type Context, queryDataSource } from 'notion-fp'
 *
 * const dueThisWeek = (ctx: Context, data_source_id: string) =>
 *   queryDataSource(ctx, {
 *     data_source_id,
 *     filter: {
 *       and: [
 *         { property: 'Due', date: { this_week: {} } },
 *         { property: 'Status', status: { does_not_equal: 'Done' } },
 *       ],
 *     },
 *     sorts: [{ property: 'Due', direction: 'ascending' }],
 *   })
 */
export const queryDataSource = (
  ctx: Context,
  params: QueryDataSourceParams,
): TaskEither<NotionError, List<PageOrDataSource>> => send(ctx, queryDataSourceRequest(params, versionOf(ctx)))
