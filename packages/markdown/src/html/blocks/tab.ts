import type { ElementBuilder } from '../element.js'
import { h } from '../hast.js'

export const tab: ElementBuilder<unknown> = ({ children }) => [h('div', { className: ['notion-tabs'] }, children)]
