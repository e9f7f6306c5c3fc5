import type { Printer } from '../printer.js'

export const tab: Printer<unknown> = ({ body, lose }) => {
  lose('tab', 'the tabs follow each other')
  return body
}
