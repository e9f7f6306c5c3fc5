/** A numbered list item, with the number that Notion shows. Its content is indented by the width of that number. */
import type { Printer } from '../printer.js'
import { item } from './item.js'

export const numbered_list_item: Printer<unknown> = (input) => {
  const { number, dialect, content, lose } = input
  if (content.list_format !== undefined && content.list_format !== 'numbers')
    lose('list_format', 'Markdown has only numbers')
  const marker = `${number}.`
  if (dialect === 'notion' && content.list_start_index !== undefined)
    lose('list_start_index', 'the API cannot set it; the list starts at 1')
  return item(marker, marker.length + 1, input)
}
