import { decodeWith } from '../../core/codec/decode.js'
import { type DataSourceTemplate, DataSourceTemplates } from '../../core/codec/template.js'
import type { NotionRequest } from '../../core/fetcher.js'
import { type Adapted, adapted, type PageParams, type PaginatedOp } from '../../core/paginate.js'
import { paging } from '../../core/paging.js'
import { id, route } from '../../core/route.js'
import { send } from '../../core/send.js'

/** What {@link getDataSourceTemplates} takes. */
export interface GetDataSourceTemplatesParams extends PageParams {
  /** The id of the data source, with dashes or without. */
  readonly data_source_id: string
  /** A part of the name, in capitals or not; all templates, where it is left out. */
  readonly name?: string | undefined
}

/** The request that {@link getDataSourceTemplates} sends. */
export const getDataSourceTemplatesRequest = (
  params: GetDataSourceTemplatesParams,
): NotionRequest<DataSourceTemplates> => {
  const { data_source_id, name } = params
  const { value, issues } = paging(params)
  return {
    op: 'getDataSourceTemplates',
    kind: 'read',
    ...route('GET', 'data_sources/{data_source_id}/templates', { data_source_id: id(data_source_id) }, issues),
    query: { name, ...value },
    decode: decodeWith(DataSourceTemplates),
  }
}

/**
 * Lists the templates of a data source, a page at a time; `collect(getDataSourceTemplates)` gives them all. Never
 * cached, as templates change in Notion's own app alone.
 *
 * Fails with `InvalidInputError` for a malformed id or `page_size`, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/list-data-source-templates
 * @example
 * import { collect, type Context, getDataSourceTemplates } from 'notion-fp'
 *
 * const templatesOf = (ctx: Context, data_source_id: string) =>
 *   collect(getDataSourceTemplates)(ctx, { data_source_id })
 */
export const getDataSourceTemplates: PaginatedOp<GetDataSourceTemplatesParams, DataSourceTemplates> &
  Adapted<DataSourceTemplates, DataSourceTemplate> = /*#__PURE__*/ adapted(
  (ctx, params: GetDataSourceTemplatesParams) => send(ctx, getDataSourceTemplatesRequest(params)),
  ({ templates, next_cursor, has_more }) => ({ results: templates, next_cursor, has_more }),
)
