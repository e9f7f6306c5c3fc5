import { DATA_SOURCE_HINT } from '../../core/input/hints.js'
import { decodeWith, id, type NotionRequest, type PageParams, paging, queryCall, send } from '../../core/operation.js'
import { withResultsOf } from '../../core/pagination/paginate.js'
import type { HasResultsOf, PaginatedOp } from '../../core/pagination/readPages.js'
import { type DataSourceTemplate, DataSourceTemplates } from './template.js'

/** Parameters of {@link getDataSourceTemplates}. */
export interface GetDataSourceTemplatesParams extends PageParams {
  /** The id of the data source, with or without dashes. */
  readonly data_source_id: string
  /** A part of the name, case-insensitive. Default all templates. */
  readonly name?: string | undefined
}

/** The request that {@link getDataSourceTemplates} sends. */
export const getDataSourceTemplatesRequest = (
  params: GetDataSourceTemplatesParams,
): NotionRequest<DataSourceTemplates> => ({
  op: 'getDataSourceTemplates',
  kind: 'read',
  ...queryCall('GET', 'data_sources/{data_source_id}/templates', params, { data_source_id: id, ...paging }).call,
  hint: DATA_SOURCE_HINT,
  decode: decodeWith(DataSourceTemplates),
})

/**
 * Lists the templates of a data source, one page of results at a time.
 *
 * `collect(getDataSourceTemplates)` returns all of them. Never cached.
 *
 * @param ctx The context to send the request with.
 * @param params The data source, the name to search for, and pagination.
 * @returns One page of templates. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/list-data-source-templates
 * @example
 * import { collect, type Context, getDataSourceTemplates } from 'notion-fp'
 *
 * const templatesOf = (ctx: Context, data_source_id: string) =>
 *   collect(getDataSourceTemplates)(ctx, { data_source_id })
 */
export const getDataSourceTemplates: PaginatedOp<GetDataSourceTemplatesParams, DataSourceTemplates> &
  HasResultsOf<DataSourceTemplates, DataSourceTemplate> = withResultsOf(
  (ctx, params: GetDataSourceTemplatesParams) => send(ctx, getDataSourceTemplatesRequest(params)),
  ({ templates, next_cursor, has_more }) => ({ results: templates, next_cursor, has_more }),
)
