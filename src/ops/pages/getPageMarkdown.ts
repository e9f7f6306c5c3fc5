import {
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  pageId,
  queryCall,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { PageMarkdown } from './pageMarkdown.js'

/** What {@link getPageMarkdown} takes. */
export interface GetPageMarkdownParams {
  /** The id of the page, with dashes or without, or its address; or one of the `unknown_block_ids` of an answer. */
  readonly page_id: string
  /** Whether the transcripts of meetings are part of it. Default `false`. */
  readonly include_transcript?: boolean | undefined
}

/** The request that {@link getPageMarkdown} sends. */
export const getPageMarkdownRequest = (params: GetPageMarkdownParams): NotionRequest<PageMarkdown> => ({
  op: 'getPageMarkdown',
  kind: 'read',
  ...queryCall('GET', 'pages/{page_id}/markdown', params, { page_id: pageId }).call,
  decode: decodeWith(PageMarkdown),
})

/**
 * Retrieves the whole content of a page, blocks within blocks included, in Notion's dialect of Markdown. Where it is `truncated`,
 * each of `unknown_block_ids` can be retrieved in the same way. Never cached, since it depends on every block at any depth.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/retrieve-page-markdown
 * @example
 * import { type Context, getPageMarkdown } from 'notion-fp'
 *
 * const contentOf = (ctx: Context, page_id: string) => getPageMarkdown(ctx, { page_id })
 */
export const getPageMarkdown = (ctx: Context, params: GetPageMarkdownParams): TaskEither<NotionError, PageMarkdown> =>
  send(ctx, getPageMarkdownRequest(params))
