/** The dialects of Markdown that can be printed. */

/**
 * A dialect of Markdown:
 *
 * - `gfm`: CommonMark with GitHub's tables, task lists, strikethrough, math and alerts.
 * - `obsidian`: the same with Obsidian's callouts, links between notes and highlights.
 * - `notion`: what the Markdown endpoints of the API accept, which Notion calls enhanced Markdown.
 */
export type Dialect = 'gfm' | 'obsidian' | 'notion'
