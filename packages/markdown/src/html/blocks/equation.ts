/** A block equation, with the classes that `rehype-katex` looks for. */
import { text } from '../../shared/json.js'
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const equation: ElementBuilder<unknown> = ({ content }) => [
  h('pre', {}, [h('code', { className: ['language-math', 'math-display'] }, [text(content.expression)])]),
]
