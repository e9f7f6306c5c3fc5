/**
 * Lines of Markdown, and what separates blocks.
 *
 * @internal
 */
import type { Dialect } from './dialect.js'
import type { PrintedBlock } from './printer.js'

/** Every line that is not empty, with a prefix. */
export const indent = (text: string, prefix: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `${prefix}${line}`))
    .join('\n')

/** An empty comment, which separates blocks that Markdown would join. */
export const SEPARATOR = '<!-- -->'

const BULLET = /^(bulleted_list_item|to_do)$/
const NUMBERED = 'numbered_list_item'

/** Whether a block is printed as an item of a list. */
export const isItem = (type: string | undefined): boolean =>
  type !== undefined && (BULLET.test(type) || type === NUMBERED)

const between = (above: PrintedBlock, block: PrintedBlock): string => {
  const isNumbered = above.type === NUMBERED && block.type === NUMBERED
  if (isNumbered && block.number <= above.number) return `\n\n${SEPARATOR}\n\n`
  return isNumbered || (BULLET.test(above.type) && BULLET.test(block.type)) ? '\n' : '\n\n'
}

/** The blocks, one below the other. */
export const joinBlocks = (blocks: ReadonlyArray<PrintedBlock>, dialect: Dialect): string => {
  const shown = blocks.filter(({ markdown }) => markdown !== '')
  return shown
    .map((block, index) => {
      const above = shown[index - 1]
      return `${above ? (dialect === 'notion' ? '\n' : between(above, block)) : ''}${block.markdown}`
    })
    .join('')
}

/** A text of several lines with blocks below it, all of it with a prefix. */
export const withBody = (
  text: string,
  { children, body }: { children: ReadonlyArray<PrintedBlock>; body: string },
): string => {
  if (body === '') return text
  const first = children.find(({ markdown }) => markdown !== '')
  const isList = isItem(first?.type)
  // Without a separator, the first paragraph would be read as the text of the block.
  const lead = text === '' && !isList ? SEPARATOR : text
  // An empty item, and one whose number is not 1, would be part of the text.
  const isClose = isList && (text === '' || (first?.number === 1 && !/^\S+(\n|$)/.test(body)))
  return isClose ? `${lead}\n${body}` : `${lead}\n\n${body}`
}

/** Lines inside a tag, one level deeper. */
export const tagged = (opening: string, lines: string, tag: string): string =>
  `${opening}\n${lines === '' ? '' : `${indent(lines, '\t')}\n`}</${tag}>`
