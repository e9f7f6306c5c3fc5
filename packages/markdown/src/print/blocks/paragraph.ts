/** A paragraph. It may also be the label of a tab, and have children, which Markdown cannot nest below it. */
import type { Printer } from '../printer.js'
import { flattened, loseColor, notionLine } from './shared.js'

export const paragraph: Printer<unknown> = (input) => {
  const { content, inline, dialect, lose, body, parent } = input
  if (content.icon) lose('icon', 'the icon of a tab')
  const line = inline(content.rich_text)
  if (dialect === 'notion') return notionLine(line === '' ? '<empty-block/>' : line, input)
  loseColor(input)
  if (line === '' && body === '') lose('block', 'an empty paragraph')
  if (parent?.type === 'tab' && line !== '') return flattened(`**${line}**`, input)
  return flattened(line, input)
}
