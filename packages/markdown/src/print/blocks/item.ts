/** What list items of all kinds have in common: their content is indented by the width of the marker. */
import { indent, withBody } from '../lines.js'
import type { PrintInput } from '../printer.js'
import { loseColor, notionLine } from './shared.js'

/** An item of a list: its marker, its text, and the blocks in it below the text. */
export const item = (marker: string, width: number, input: PrintInput<unknown>): string => {
  const { content, inline, dialect } = input
  const line = inline(content.rich_text)
  const isEmpty = line === ''
  if (dialect === 'notion') return notionLine(isEmpty ? marker : `${marker} ${line}`, input)
  loseColor(input)
  const [first = '', ...more] = withBody(line, input).split('\n')
  const below = more.length === 0 ? '' : `\n${indent(more.join('\n'), ' '.repeat(width))}`
  return `${first === '' ? marker : `${marker} ${first}`}${below}`
}
