/** A callout as an alert of GitHub or a callout of Obsidian, chosen by its color; in Notion's dialect, as a tag. */
import { ALERTS, alertOf, LEADING_EMOJI } from '../../shared/alerts.js'
import { isRecord, record, text } from '../../shared/json.js'
import { attributes, colorName } from '../inline/notionInline.js'
import { tagged, withBody } from '../lines.js'
import type { Printer, PrintInput } from '../printer.js'
import { indentQuote } from './toggle.js'

const iconOf = ({ content, lose }: PrintInput<unknown>): string => {
  const icon = record(content.icon)
  if (typeof icon.emoji === 'string' && LEADING_EMOJI.test(icon.emoji)) return icon.emoji
  if (isRecord(content.icon)) lose('icon', 'only emoji can be written')
  else lose('icon', 'a callout without an icon gets one when it is read')
  return ''
}

const notionIcon = ({ content, lose }: PrintInput<unknown>): string | undefined => {
  const icon = record(content.icon)
  const shown = text(icon.emoji) || text(record(icon.external).url)
  if (shown === '' && isRecord(content.icon)) lose('icon', 'the API writes only emoji and external images')
  return shown === '' ? undefined : shown
}

export const callout: Printer<unknown> = (input) => {
  const { content, inline, dialect, lose, body } = input
  const line = inline(content.rich_text)
  if (dialect === 'notion') {
    const opening = `<callout${attributes({ icon: notionIcon(input), color: colorName(content.color) })}>`
    return tagged(opening, [line || '<empty-block/>', body].filter(Boolean).join('\n'), 'callout')
  }
  const alert = alertOf(content.color)
  const { icon, color } = ALERTS[alert]
  if (color !== content.color) lose('color', `the callout is shown as ${alert.toLowerCase()}`)
  const given = iconOf(input)
  // An emoji at the start of the text would be read as the icon.
  const isShown = given !== '' && (given !== icon || LEADING_EMOJI.test(line))
  const first = isShown ? (line === '' ? given : `${given} ${line}`) : line
  const name = dialect === 'obsidian' ? alert.toLowerCase() : alert
  return indentQuote(withBody(first === '' ? `[!${name}]` : `[!${name}]\n${first}`, input))
}
