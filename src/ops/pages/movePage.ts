import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  record,
  repeatable,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import { parentTags } from '../shared/parentTags.js'
import type { MovedPageParentRequest } from './movedPageRequest.js'
import { isFullPage, type Page, PageOrPartial, type PartialPage } from './page.js'
import { newPageParent } from './pageTags.js'

/** Parameters of {@link movePage}. */
export interface MovePageParams {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** The new parent: a page or a data source. */
  readonly parent: MovedPageParentRequest
}

/** The request that {@link movePage} sends. */
export const movePageRequest = (params: MovePageParams): NotionRequest<Page | PartialPage> => {
  const { call, given } = bodyCall('POST', 'pages/{page_id}/move', params, { parent: record })
  return {
    op: 'movePage',
    ...repeatable,
    ...call,
    decode: decodeWith(PageOrPartial),
    // Lists that contained the page depend on the page itself; the former parent may have no children left.
    writes: (answer) => {
      const parent = answer && isFullPage(answer) ? answer.parent : newPageParent(given.parent)
      return [objectTag(given.page_id), ...(parent ? parentTags(parent) : []), treeTag]
    },
  }
}

/**
 * Moves a page, with its content, into another page or a data source.
 *
 * Databases and blocks cannot be moved with it.
 *
 * @param ctx The context to send the request with.
 * @param params The page and its new parent.
 * @returns The moved page; a `PartialPage` if the connection can write but not read. Fails with a {@link NotionError},
 * in particular with `ValidationError` if the parent cannot contain the page.
 * @see https://developers.notion.com/reference/move-page
 * @example
 * import { type Context, movePage } from 'notion-fp'
 *
 * const fileUnder = (ctx: Context, page_id: string, data_source_id: string) =>
 *   movePage(ctx, { page_id, parent: { type: 'data_source_id', data_source_id } })
 */
export const movePage = (ctx: Context, params: MovePageParams): TaskEither<NotionError, Page | PartialPage> =>
  send(ctx, movePageRequest(params))
