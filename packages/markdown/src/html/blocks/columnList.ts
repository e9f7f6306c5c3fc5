/** Columns side by side, as a `<div>` with the class `notion-columns`; a style sheet has to lay them out. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const column_list: ElementBuilder<unknown> = ({ children }) => [
  h('div', { className: ['notion-columns'] }, children),
]
