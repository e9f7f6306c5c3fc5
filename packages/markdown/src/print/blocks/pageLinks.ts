/** Links to pages and databases on a line of their own. Their title names the type of the block for the reader. */
import { text } from '../../shared/json.js'
import type { LinkTarget } from '../../shared/printOptions.js'
import { linkPlace } from '../../shared/targets.js'
import { attributes, labelText } from '../inline/notionInline.js'
import type { PrintInput } from '../printer.js'
import { flattened, linkText, titledLink } from './shared.js'

/** A link to a page on a line of its own. */
export const pageLink = (target: LinkTarget, kind: string, { options, lose }: PrintInput<unknown>): string => {
  const { href, title = target.id } = linkPlace(target, options, lose)
  return titledLink(linkText(title), href, kind)
}

/** A page or database in a page. */
export const child = (type: 'page' | 'database', input: PrintInput<unknown>): string => {
  const { node, content, dialect, options, lose } = input
  const title = text(content.title)
  const target: LinkTarget = { type, id: node.block.id, ...(title !== '' && { title }) }
  if (dialect !== 'notion') return flattened(pageLink(target, `child_${type}`, input), input)
  const place = linkPlace(target, options, lose)
  return flattened(`<${type}${attributes({ url: place.href })}>${labelText(place.title ?? title)}</${type}>`, input)
}
