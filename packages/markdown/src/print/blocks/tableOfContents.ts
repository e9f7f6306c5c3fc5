/** A table of contents. Only Notion's dialect can express it: otherwise it is left out, which is reported. */
import { attributes, colorName } from '../inline/notionInline.js'
import type { Printer } from '../printer.js'

export const table_of_contents: Printer<unknown> = ({ dialect, content, lose }) => {
  if (dialect === 'notion') return `<table_of_contents${attributes({ color: colorName(content.color) })}/>`
  lose('block', 'Markdown has no table of contents')
  return ''
}
