import { leavesOf } from '../../shared/leaves.js'
import { fileUrl } from '../../shared/targets.js'
import { destination } from '../inline/escape.js'
import { address } from '../inline/notionInline.js'
import type { Printer } from '../printer.js'

export const image: Printer<unknown> = ({ node, content, inline, options, lose, dialect }) => {
  const { url } = fileUrl(node.block, options, lose)
  if (dialect === 'notion') return `![${inline(content.caption, 'line')}](${address(url, lose)})`
  const pieces = leavesOf(content.caption)
  if (pieces.some(({ kind, marks }) => kind !== 'text' || marks.length > 0))
    lose('caption', 'the text of an image has no styles')
  if (pieces.some(({ value }) => /\s\s|[^\S ]/.test(value))) lose('caption', 'its line breaks and tabs are spaces')
  const plain = pieces.map(({ value }) => ({ type: 'text', text: { content: value.replace(/\s+/g, ' ') } }))
  const alt = inline(plain, 'line').replaceAll(']', '\\]').replaceAll('|', '\\|')
  return `![${alt}](${destination(url)})`
}
