/** A breadcrumb is left out and reported: Markdown has none, and the path of a page is known only inside Notion. */
import type { Printer } from '../printer.js'

export const breadcrumb: Printer<unknown> = ({ lose }) => {
  lose('block', 'Markdown has no breadcrumb')
  return ''
}
