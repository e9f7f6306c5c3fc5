import type { ElementBuilder } from '../elementBuilder.js'

export const breadcrumb: ElementBuilder<unknown> = ({ lose }) => {
  lose('block', 'a document has no breadcrumb')
  return []
}
