/** A template button, printed as its label and content. The button cannot work outside Notion, which is reported. */
import type { Printer } from '../printer.js'
import { flattened } from './shared.js'

export const template: Printer<unknown> = (input) => {
  input.lose('template', 'the label of the button and its content are written as text')
  return flattened(input.inline(input.content.rich_text), { ...input, lose: () => {} })
}
