/** A quote as `<blockquote>`, with its children inside. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'
import { colorClass } from '../hastInline.js'

export const quote: ElementBuilder<unknown> = ({ content, inline, children }) => [
  h('blockquote', { className: colorClass(content.color) }, [h('p', {}, inline(content.rich_text)), ...children]),
]
