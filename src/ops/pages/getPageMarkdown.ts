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
import type { MarkdownVersion } from './markdownVersion.js'
import { PageMarkdown } from './pageMarkdown.js'

/** Parameters of {@link getPageMarkdown}. */
export interface GetPageMarkdownParams {
  /** The id of the page, with or without dashes, or its URL; or one of the `unknown_block_ids` of a response. */
  readonly page_id: string
  /** Whether to include the transcripts of meetings. Default `false`. */
  readonly include_transcript?: boolean | undefined
  /** The syntax of the response. Default `v1`, enhanced Markdown. */
  readonly markdown_version?: MarkdownVersion | undefined
}

/** The request that {@link getPageMarkdown} sends. */
export const getPageMarkdownRequest = (params: GetPageMarkdownParams): NotionRequest<PageMarkdown> => ({
  op: 'getPageMarkdown',
  kind: 'read',
  ...queryCall('GET', 'pages/{page_id}/markdown', params, { page_id: pageId }).call,
  decode: decodeWith(PageMarkdown),
})

/**
 * Retrieves the content of a page, including nested blocks, as enhanced Markdown, or with `markdown_version: 'v2'` as
 * Notion-flavored Markdown.
 *
 * If it is `truncated`, retrieve each of `unknown_block_ids` in the same way. Never cached, since it depends on every
 * nested block.
 *
 * @param ctx The context to send the request with.
 * @param params The page.
 * @returns The content of the page. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/retrieve-page-markdown
 * @example
 * import { type Context, getPageMarkdown } from 'notion-fp'
 *
 * const contentOf = (ctx: Context, page_id: string) => getPageMarkdown(ctx, { page_id })
 */
export const getPageMarkdown = (ctx: Context, params: GetPageMarkdownParams): TaskEither<NotionError, PageMarkdown> =>
  send(ctx, getPageMarkdownRequest(params))
