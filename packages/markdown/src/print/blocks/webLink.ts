/** Blocks that show a web page: bookmarks, embeds and link previews. */
import { text } from '../../shared/json.js'
import { address, notionText } from '../inline/notionInline.js'
import type { PrintInput } from '../printer.js'
import { linkText, titledLink } from './shared.js'

/** A block that shows a web page: a link whose title says what it is. */
export const webLink = ({ node, content, inline, dialect, lose }: PrintInput<unknown>): string => {
  const { type } = node.block
  const url = text(content.url)
  const caption = inline(content.caption, dialect === 'notion' ? 'line' : 'label')
  if (url === '') lose('url', 'the block has no URL')
  if (dialect !== 'notion') return titledLink(caption || linkText(url || type), url, type)
  lose('type', 'the API does not write it; written as a link')
  return `[${caption || notionText(url)}](${address(url, lose)})`
}
