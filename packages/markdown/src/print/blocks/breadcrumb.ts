import type { Printer } from '../printer.js'

export const breadcrumb: Printer<unknown> = ({ lose }) => {
  lose('block', 'Markdown has no breadcrumb')
  return ''
}
