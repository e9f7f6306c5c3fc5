/** The content of a page as Markdown. */
import type { Type } from 'io-ts'
import { boolean, list, literal, string, struct } from '../../core/schema/combinators.js'

/**
 * The content of a page, or of a block, in Notion's dialect of Markdown.
 *
 * @see https://developers.notion.com/reference/retrieve-page-markdown
 */
export interface PageMarkdown {
  readonly object: 'page_markdown'
  /** The page or block that was asked for. */
  readonly id: string
  /** The content, in Notion's dialect with its own tags for what Markdown lacks. */
  readonly markdown: string
  /** Whether some of the content is missing: Notion gives about 20,000 blocks at most. */
  readonly truncated: boolean
  /** The blocks that are missing. Each can be retrieved with `getPageMarkdown`, its id in place of that of a page. */
  readonly unknown_block_ids: ReadonlyArray<string>
  /** Notion's id of the request. */
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
  { request_id: string },
)
