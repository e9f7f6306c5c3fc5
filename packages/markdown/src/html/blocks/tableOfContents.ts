/** A table of contents as an empty `<nav>`. `toHast` fills it when all headings are known. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'
import { colorClass } from '../hastInline.js'

/** Filled in when the headings of the document are known. */
export const table_of_contents: ElementBuilder<unknown> = ({ content }) => [
  h('nav', { className: ['notion-table-of-contents', ...(colorClass(content.color) ?? [])] }),
]
