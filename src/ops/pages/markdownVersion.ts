/** The versions of Notion's Markdown. */
import type { InvalidInput } from '../../core/operation.js'

/**
 * The syntax of Markdown in a request and in its response: `v1` is enhanced Markdown, and `v2` Notion-flavored Markdown.
 *
 * `v2` is CommonMark with tables, tasks and tags: a blank line separates blocks, and colors are attributes of tags. It is a preview, and
 * will be the default of a later version of the API, which will no longer accept `v1`.
 *
 * @see https://developers.notion.com/guides/data-apis/migrate-to-notion-flavored-markdown
 */
export type MarkdownVersion = 'v1' | 'v2'

/**
 * The issue of a `markdown_version` without `markdown`, which Notion rejects.
 *
 * @internal
 */
export const markdownVersionIssues = ({
  markdown,
  markdown_version,
}: {
  readonly markdown?: unknown
  readonly markdown_version?: unknown
}): ReadonlyArray<InvalidInput> =>
  markdown_version !== undefined && markdown === undefined
    ? [{ field: 'markdown_version', given: markdown_version, allowed: 'left out without markdown' }]
    : []
