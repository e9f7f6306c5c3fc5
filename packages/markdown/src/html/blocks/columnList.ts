import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const column_list: ElementBuilder<unknown> = ({ children }) => [
  h('div', { className: ['notion-columns'] }, children),
]
