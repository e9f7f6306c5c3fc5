import type { ElementBuilder } from '../element.js'
import { h } from '../hast.js'

export const divider: ElementBuilder<unknown> = () => [h('hr')]
