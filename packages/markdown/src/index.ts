/**
 * Prints Notion blocks as Markdown and HTML. `@notion-fp/markdown/read` reads Markdown, and `@notion-fp/markdown/page` has the functions
 * that need the API.
 *
 * @packageDocumentation
 */

export type { ElementBuilder, ElementBuilders, ElementInput, Parts } from './html/elementBuilder.js'
export { type HastTree, type HtmlOptions, toHast } from './html/toHast.js'
export { type PrintedHtml, toHtml } from './html/toHtml.js'
export type { Dialect } from './print/dialect.js'
export { type FrontMatter, type FrontMatterValue, frontMatterOf } from './print/frontMatter.js'
export type { InlinePlace } from './print/inline/inlineContext.js'
export type { PrintedBlock, Printer, Printers, PrintInput } from './print/printer.js'
export { type MarkdownOptions, type PrintedMarkdown, toMarkdown } from './print/toMarkdown.js'
export type { LinkPlace, LinkTarget, Lose, Printable, PrintedFile, PrintOptions } from './shared/printOptions.js'
