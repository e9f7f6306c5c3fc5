/** Tabs. Markdown has none, so they follow each other, each below its label in bold. */
import type { Printer } from '../printer.js'

export const tab: Printer<unknown> = ({ body, lose }) => {
  lose('tab', 'the tabs follow each other')
  return body
}
