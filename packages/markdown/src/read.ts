/**
 * Reads Markdown as Notion blocks. It contains a parser of Markdown, which `@notion-fp/markdown` does not.
 *
 * @packageDocumentation
 */
export { fromMarkdown } from './read/fromMarkdown.js'
export type { MarkdownLoss, MarkdownUpload, ReadFile, ReadMarkdown, ReadOptions } from './read/readOptions.js'
