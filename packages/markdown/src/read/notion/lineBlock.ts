/**
 * Blocks that are one line of the Markdown of the API.
 *
 * @internal
 */

import { block, equationBlock, fileBlock } from '../blockRequests.js'
import { colored } from '../html/frame.js'
import type { Attributes } from '../html/htmlTokens.js'
import type { Reading, Request } from '../reading.js'
import type { Run } from '../runs.js'
import { attributesIn, lineTokens, linksOf } from './lineTokens.js'
import { notionRuns } from './notionRuns.js'

/** A block of one line: complete, or open, if it can have indented lines below it as children. */
export type LineBlock =
  | { readonly request: Request }
  | { readonly request?: undefined; readonly type: string; readonly content: object; readonly number?: number }

const NO_ATTRIBUTES: Attributes = new Map()

/** The text of a line and the attributes in braces at its end. */
export const withoutBraces = (text: string): { readonly text: string; readonly attributes: Attributes } => {
  const at = text.endsWith('}') ? text.lastIndexOf('{') : -1
  const inside = at < 0 ? '' : text.slice(at + 1, -1)
  if (!/^(?:[a-z_]+="[^"]*"[ \t]*)+$/.test(inside)) return { text, attributes: NO_ATTRIBUTES }
  let end = at
  while (text.charAt(end - 1) === '\\') end--
  // After an odd number of backslashes, the brace is escaped, so the braces are text.
  if ((at - end) % 2 === 1) return { text, attributes: NO_ATTRIBUTES }
  end = at
  while (/[ \t]/.test(text.charAt(end - 1))) end--
  return { text: text.slice(0, end), attributes: attributesIn(inside) }
}

const LINES: ReadonlyArray<readonly [string, RegExp]> = [
  ['heading', /^(#{1,6})(?:[ \t]+(.*))?$/s],
  ['to_do', /^[-*+][ \t]+\[([ xX])\](?:[ \t]+(.*))?$/s],
  ['bulleted_list_item', /^([-*+])(?:[ \t]+(.*))?$/s],
  ['numbered_list_item', /^(\d{1,9})[.)](?:[ \t]+(.*))?$/s],
  ['quote', /^(>)[ \t]?(.*)$/s],
]

const textBlock = (type: string, mark: string, rich_text: ReadonlyArray<Run>, attributes: Attributes): LineBlock => {
  const content = { rich_text, ...colored(attributes) }
  if (type === 'to_do') return { type, content: { ...content, ...(mark !== ' ' && { checked: true }) } }
  if (type === 'numbered_list_item') return { type, content, number: Number(mark) }
  if (type !== 'heading') return { type, content }
  const isToggle = attributes.get('toggle') === 'true'
  return {
    type: `heading_${Math.min(4, mark.length)}`,
    content: { ...content, ...(isToggle && { is_toggleable: true }) },
  }
}

/** The caption and the address of a line that is an image. */
const pictureOf = (text: string): { readonly caption: string; readonly url: string } | undefined => {
  if (!text.startsWith('![') || !text.endsWith(')')) return undefined
  const tokens = lineTokens(text, false)
  const last = tokens.at(-1)
  return last?.type === 'close' && last.url !== '' && linksOf(tokens).get(tokens.length - 1) === 0
    ? { caption: text.slice('!['.length, -']()'.length - last.url.length), url: last.url }
    : undefined
}

const imageOf = (
  { caption, url }: { readonly caption: string; readonly url: string },
  attributes: Attributes,
  line: number | undefined,
  reading: Reading,
): LineBlock => {
  if (attributes.has('color')) reading.lose(line, 'color', 'of an image')
  return { request: fileBlock('image', url, notionRuns(caption, line, reading), line, reading) }
}

/** The block of a line, which is given without white space at its start and end. */
export const lineBlock = (line: string, number: number | undefined, reading: Reading): LineBlock => {
  if (/^(?:-{3,}|\*{3,}|_{3,})$/.test(line)) return { request: block('divider', {}) }
  const [, equation] = /^\$\$([^$]+)\$\$$/.exec(line) ?? []
  if (equation !== undefined) return { request: equationBlock(equation.trim(), number, reading) }
  const { text, attributes } = withoutBraces(line)
  const picture = pictureOf(text)
  if (picture) return imageOf(picture, attributes, number, reading)
  for (const [type, pattern] of LINES) {
    const [, mark, words = ''] = pattern.exec(text) ?? []
    if (mark === undefined) continue
    if (type === 'heading' && mark.length > 4)
      reading.lose(number, 'level', `a heading of level ${mark.length} is one of level 4`)
    return textBlock(type, mark, notionRuns(words, number, reading), attributes)
  }
  return textBlock('paragraph', '', notionRuns(text, number, reading), attributes)
}
