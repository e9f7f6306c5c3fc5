/**
 * What several printers share.
 *
 * @internal
 */
import { text } from '../../shared/json.js'
import { fileUrl } from '../../shared/targets.js'
import { destination, escapeText, linkTitle } from '../inline/escape.js'
import { attributes, colorName } from '../inline/notionInline.js'
import { indent } from '../lines.js'
import type { PrintInput } from '../printer.js'

/** The attributes in braces at the end of a line of Notion's dialect. */
export const braces = (values: Readonly<Record<string, string | undefined>>): string => {
  const written = attributes(values).trimStart()
  return written === '' ? '' : ` {${written}}`
}

/** A line of Notion's dialect, with its children one level deeper. */
export const notionLine = (line: string, { content, body }: PrintInput<unknown>, toggle?: string): string => {
  const first = `${line}${braces({ toggle, color: colorName(content.color) })}`
  return body === '' ? first : `${first}\n${indent(body, '\t')}`
}

/** Reports the color of a block, which Markdown does not have. */
export const loseColor = ({ content, lose }: PrintInput<unknown>): void => {
  if (colorName(content.color) !== undefined) lose('color', 'the color of the block')
}

/** The blocks below a text, at the level of the text. */
export const flattened = (line: string, { body, lose }: PrintInput<unknown>): string => {
  if (body === '') return line
  if (line !== '') lose('nesting', 'the blocks in it follow at its level')
  return line === '' ? body : `${line}\n\n${body}`
}

/** The text of a link. */
export const linkText = (value: string): string =>
  escapeText(value.replace(/\s+/g, ' ').trim(), {
    before: '[',
    after: ']',
    isLink: true,
    hasDollars: true,
    hasTildes: true,
    hasHighlights: false,
    isObsidian: false,
  })

/** A link on a line of its own, whose title says what it is. */
export const titledLink = (label: string, href: string, title: string): string =>
  `[${label}](${destination(href)} ${linkTitle(title)})`

/** A block with a file: in CommonMark a link whose title says what it is, in Notion's dialect a tag. */
export const media = (input: PrintInput<unknown>): string => {
  const { node, options, lose, dialect, inline, content } = input
  const { type } = node.block
  const { url, name } = fileUrl(node.block, options, lose)
  const caption = inline(content.caption, dialect === 'notion' ? 'line' : 'label')
  if (dialect === 'notion') {
    if (text(content.name) !== '' && type === 'file') lose('name', 'the display name of the file')
    return `<${type}${attributes({ src: url })}>${caption}</${type}>`
  }
  const shown = type === 'file' && text(content.name) !== '' ? `${type} ${text(content.name)}` : type
  return titledLink(caption || linkText(name || url || type), url, shown)
}
