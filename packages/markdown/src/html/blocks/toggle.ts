/** A toggle as `<details>`, whose text is the summary. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'
import { colorClass } from '../hastInline.js'

export const toggle: ElementBuilder<unknown> = ({ content, inline, children }) => [
  h('details', { className: colorClass(content.color) }, [h('summary', {}, inline(content.rich_text)), ...children]),
]
