/** An image, with its caption as alternative text. A link around the whole caption becomes a link around the image. */
import { type Leaf, leavesOf } from '../../shared/leaves.js'
import { fileUrl } from '../../shared/targets.js'
import { destination } from '../inline/escape.js'
import { address } from '../inline/notionInline.js'
import type { Printer } from '../printer.js'

/** The address of the link that is around the whole text of an image, and is its only style; `undefined` if there is none. */
const linkAround = (pieces: ReadonlyArray<Leaf>): string | undefined => {
  const [first] = pieces
  const [mark, ...more] = first?.marks ?? []
  const isAlone = pieces.length === 1 && first?.kind === 'text' && first.value.trim() !== '' && more.length === 0
  return isAlone && mark?.startsWith('link:') ? mark.slice('link:'.length) : undefined
}

export const image: Printer<unknown> = ({ node, content, inline, options, lose, dialect }) => {
  const { url } = fileUrl(node.block, options, lose)
  if (dialect === 'notion') return `![${inline(content.caption, 'line')}](${address(url, lose)})`
  const pieces = leavesOf(content.caption)
  const href = linkAround(pieces)
  if (href === undefined && pieces.some(({ kind, marks }) => kind !== 'text' || marks.length > 0))
    lose('caption', 'the text of an image has no styles')
  if (pieces.some(({ value }) => /\s\s|[^\S ]/.test(value))) lose('caption', 'its line breaks and tabs are spaces')
  const plain = pieces.map(({ value }) => ({ type: 'text', text: { content: value.replace(/\s+/g, ' ') } }))
  const alt = inline(plain, 'line').replaceAll(']', '\\]').replaceAll('|', '\\|')
  const picture = `![${alt}](${destination(url)})`
  return href === undefined ? picture : `[${picture}](${destination(href)})`
}
