/** The text of a block, on one line. */
import type { Block } from 'notion-fp'
import { plainText } from 'notion-fp/props'
import { unsafeCast } from '../unsafeCast.js'
import { field, isRecord } from './json.js'

/** Text of anything that may be rich text. */
const runs = (value: unknown): string => (Array.isArray(value) ? plainText(unsafeCast(value)) : '')

const firstText = (...texts: ReadonlyArray<unknown>): string =>
  String(texts.find((text) => typeof text === 'string' && text !== '') ?? '')

const urlOf = (content: { readonly [name: string]: unknown }): unknown => {
  const file = content.external ?? content.file
  return isRecord(content.external) ? content.external.url : isRecord(file) ? '(file of Notion)' : content.url
}

/** The text of a block, or the title or URL that it links to. Empty for blocks that only contain others. */
export const blockText = (block: Block): string => {
  const content = field(block, block.type)
  if (!isRecord(content)) return ''
  const cells = Array.isArray(content.cells) ? content.cells.map(runs).join(' | ') : ''
  return firstText(
    runs(content.rich_text),
    cells,
    content.title,
    runs(content.title),
    content.expression,
    runs(content.caption),
    content.name,
    urlOf(content),
  )
}
