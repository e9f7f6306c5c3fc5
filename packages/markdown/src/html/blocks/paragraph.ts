/** A paragraph as `<p>`. Blocks nested in it follow in an indented `<div>`, since `<p>` cannot contain blocks. */
import type { ElementContent } from 'hast'
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'
import { textIn } from './shared.js'

const below = (children: ReadonlyArray<ElementContent>): ReadonlyArray<ElementContent> =>
  children.length === 0 ? [] : [h('div', { className: ['notion-indent'] }, children)]

export const paragraph: ElementBuilder<unknown> = (input) => [textIn('p', input), ...below(input.children)]
