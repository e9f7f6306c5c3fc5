/** A divider as `<hr>`. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const divider: ElementBuilder<unknown> = () => [h('hr')]
