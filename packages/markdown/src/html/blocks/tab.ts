import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const tab: ElementBuilder<unknown> = ({ children }) => [h('div', { className: ['notion-tabs'] }, children)]
