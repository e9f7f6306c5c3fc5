/**
 * Reads Markdown as Notion blocks. Unlike `@notion-fp/markdown`, it contains a Markdown parser.
 *
 * @packageDocumentation
 */
export { fromMarkdown } from './read/fromMarkdown.js'
export type { MarkdownLoss, MarkdownUpload, ReadFile, ReadMarkdown, ReadOptions } from './read/readOptions.js'
