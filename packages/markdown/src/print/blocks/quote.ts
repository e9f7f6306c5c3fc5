/** A quote. Its children are inside the quote, except in Notion's dialect, which indents them below it. */
import { withBody } from '../lines.js'
import type { Printer } from '../printer.js'
import { loseColor, notionLine } from './shared.js'
import { indentQuote } from './toggle.js'

export const quote: Printer<unknown> = (input) => {
  const line = input.inline(input.content.rich_text)
  if (input.dialect === 'notion') return notionLine(line === '' ? '>' : `> ${line}`, input)
  loseColor(input)
  return indentQuote(withBody(line, input).replace(/^\n/, ''))
}
