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

/** The rows to return, their order, and their properties. */
export interface RowsParams {
  /** The rows to return. Default all. */
  readonly filter?: Filter | undefined
  /** The sort order of the rows; later sorts break ties. */
  readonly sorts?: ReadonlyArray<Sort> | undefined
  /** Ids or names of the properties to return. Default all; fewer are faster. */
  readonly filter_properties?: ReadonlyArray<string> | undefined
  /** Whether to return the rows in the trash instead of the others. Default `false`. */
  readonly in_trash?: boolean | undefined
  /** The former name of `in_trash`; sent as `in_trash` from version 2026-03-11 on. */
  readonly archived?: boolean | undefined
  /** Whether to return the archived rows instead of the others. Default `false`. */
  readonly is_archived?: boolean | undefined
  /** Whether to return only pages or only data sources; a wiki has both among its rows. */
  readonly result_type?: 'page' | 'data_source' | undefined
}

/** Parameters of {@link queryDataSource}. */
export interface QueryDataSourceParams extends RowsParams, PageParams {
  /** The id of the data source, with or without dashes. */
  readonly data_source_id: string
}

/** The filter types that depend, or may depend, on the values of other rows. */
const DEPENDS_ON_OTHER_ROWS = /"(relation|rollup|formula)"/

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
        // The result of the filter or sort may depend on other rows.
        ...(DEPENDS_ON_OTHER_ROWS.test(`${JSON.stringify(filter)}`) || (filter_properties && sorts)
          ? [relatedTag]
          : []),
        ...results.flatMap((row) => ('properties' in row ? valueTags(row.properties, filter_properties) : [])),
      ]),
      allRowsTag,
      ...results.map((row) => objectTag(row.id)),
    ],
  }
}

/**
 * Queries the rows of a data source, one page of results at a time.
 *
 * `collect(queryDataSource)` returns up to 10,000 rows, `getDataSourceEntries` all of them.
 *
 * @param ctx The context to send the request with.
 * @param params The data source, filter, sorts and pagination.
 * @returns One page of rows: pages, and in a wiki also data sources. Fails with a {@link NotionError}, in particular
 * with `ValidationError` if the filter does not fit the schema.
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
