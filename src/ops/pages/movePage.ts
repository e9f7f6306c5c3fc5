import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  record,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import { parentTags } from '../shared/parentTags.js'
import type { MovedPageParentRequest } from './movedPageRequest.js'
import { isFullPage, type Page, PageOrPartial, type PartialPage } from './page.js'
import { newPageParent } from './pageTags.js'

/** What {@link movePage} takes. */
export interface MovePageParams {
  /** The id of the page, with dashes or without, or its address. */
  readonly page_id: string
  /** Where it goes: into a page, or among the rows of a data source. */
  readonly parent: MovedPageParentRequest
}

/** The request that {@link movePage} sends. */
export const movePageRequest = (params: MovePageParams): NotionRequest<Page | PartialPage> => {
  const { call, given } = bodyCall('POST', 'pages/{page_id}/move', params, { parent: record })
  return {
    op: 'movePage',
    kind: 'repeatable',
    ...call,
    decode: decodeWith(PageOrPartial),
    // The lists that it was in before depend on the page itself; what it was in may have nothing in it any more.
    writes: (answer) => {
      const into = answer && isFullPage(answer) ? answer.parent : newPageParent(given.parent)
      return [objectTag(given.page_id), ...(into ? parentTags(into) : []), treeTag]
    },
  }
}

/**
 * Moves a page, with everything in it, into another page or among the rows of a data source. Databases and blocks cannot be moved.
 *
 * The answer is a `PartialPage` where the connection may write but not read. Fails with `InvalidInputError` for a malformed id, with
 * `ValidationError` for a parent that cannot take it, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/move-page
 * @example
 * import { type Context, movePage } from 'notion-fp'
 *
 * const fileUnder = (ctx: Context, page_id: string, data_source_id: string) =>
 *   movePage(ctx, { page_id, parent: { type: 'data_source_id', data_source_id } })
 */
export const movePage = (ctx: Context, params: MovePageParams): TaskEither<NotionError, Page | PartialPage> =>
  send(ctx, movePageRequest(params))
