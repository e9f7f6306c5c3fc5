import type { ElementBuilder } from '../element.js'

export const breadcrumb: ElementBuilder<unknown> = ({ lose }) => {
  lose('block', 'a document has no breadcrumb')
  return []
}
