/** A breadcrumb is left out and reported: the path of a page is known only inside Notion. */
import type { ElementBuilder } from '../elementBuilder.js'

export const breadcrumb: ElementBuilder<unknown> = ({ lose }) => {
  lose('block', 'a document has no breadcrumb')
  return []
}
