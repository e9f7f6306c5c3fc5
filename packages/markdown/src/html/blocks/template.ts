/** A template button as its label and content. The button itself cannot work outside Notion, which is reported. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const template: ElementBuilder<unknown> = ({ content, inline, children, lose }) => {
  lose('template', 'the label of the button and its content are written as text')
  return [h('p', {}, inline(content.rich_text)), ...children]
}
