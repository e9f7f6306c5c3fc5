/** A column of a column list. Its share of the width becomes its `flex` style. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const column: ElementBuilder<unknown> = ({ content, children }) => {
  const { width_ratio } = content
  const style =
    typeof width_ratio === 'number' && width_ratio > 0 && width_ratio <= 1 ? `flex: ${width_ratio}` : undefined
  return [h('div', { className: ['notion-column'], style }, children)]
}
