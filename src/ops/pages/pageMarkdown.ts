/** The content of a page as Markdown. */
import type { Type } from 'io-ts'
import { anything, boolean, list, literal, string, struct } from '../../core/schema/combinators.js'

/**
 * The content of a page, or of a block, in enhanced Markdown.
 *
 * @see https://developers.notion.com/reference/retrieve-page-markdown
 */
export interface PageMarkdown {
  readonly object: 'page_markdown'
  /** The requested page or block. */
  readonly id: string
  /** The content in enhanced Markdown, which has its own tags for what Markdown lacks. */
  readonly markdown: string
  /** Whether content is missing: Notion returns at most about 20,000 blocks. */
  readonly truncated: boolean
  /** The missing blocks; retrieve each with `getPageMarkdown`, with its id in place of the page id. */
  readonly unknown_block_ids: ReadonlyArray<string>
  /**
   * The parts of the Markdown of an update with `markdown_version: 'v2'` that the parser changed or omitted; absent if there are none.
   * Notion does not document their form.
   */
  readonly warnings?: ReadonlyArray<unknown>
  /** The id of the request. */
  readonly request_id?: string
}

/** The content of a page as Markdown. */
export const PageMarkdown: Type<PageMarkdown> = struct<PageMarkdown>(
  {
    object: literal('page_markdown'),
    id: string,
    markdown: string,
    truncated: boolean,
    unknown_block_ids: list(string),
  },
  { request_id: string, warnings: list(anything) },
)
