/** A to-do as a list item with a disabled checkbox, in the structure of GitHub's task lists. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'
import { colorClass } from '../hastInline.js'

export const to_do: ElementBuilder<unknown> = ({ content, inline, children }) => {
  const box = h('input', { type: 'checkbox', checked: content.checked === true, disabled: true })
  const classes = ['task-list-item', ...(colorClass(content.color) ?? [])]
  // A box without a label says nothing to a screen reader.
  return [h('li', { className: classes }, [h('label', {}, [box, ' ', ...inline(content.rich_text)]), ...children])]
}
