/** Renders rich text as inline Markdown of Notion's dialect, where mentions, colors and underlines are tags. */
import { asArray, asObject, asString, type Json, type JsonObject } from '../../values/json.js'
import { instantOf } from '../../values/time.js'
import { notionAddress } from '../notionAddress.js'
import { attributesOf, colorWord } from './attributes.js'

const escaped = (text: string): string =>
  text.replaceAll(/[\\`*~$[\]<>{}|^]|__/g, (sign) => `\\${sign}`).replaceAll('\n', '<br>')

const wrapped = (text: string, mark: Json | undefined, around: string): string =>
  mark === true ? `${around}${text}${around}` : text

/** A title inside a tag, on one line. */
export const labelText = (text: string): string => text.replaceAll('<', '&lt;').replaceAll(/\s*\n\s*/g, ' ')

const DATE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/

/** The date and the time, if there is one, in its time zone or in UTC. */
const dateParts = (value: Json | undefined, zoned: boolean): readonly [string | undefined, string | undefined] => {
  const text = asString(value)
  const time = new Date(instantOf(text))
  const shown = zoned || !text.includes('T') || Number.isNaN(time.getTime()) ? text : time.toISOString()
  const [, day, clock] = DATE.exec(shown) ?? []
  return [day, clock]
}

const dateText = (date: JsonObject): string => {
  const zone = typeof date.time_zone === 'string' ? date.time_zone : undefined
  const [start, startTime] = dateParts(date.start, zone !== undefined)
  const [end, endTime] = dateParts(date.end, zone !== undefined)
  const timeZone = startTime === undefined ? undefined : (zone ?? 'UTC')
  return `<mention-date${attributesOf({ start, startTime, end, endTime, timeZone })}/>`
}

const mentionText = (mention: JsonObject, label: string): string => {
  const type = asString(mention.type)
  const value = asObject(mention[type])
  if (type === 'date') return dateText(value)
  if (type === 'user')
    return `<mention-user${attributesOf({ url: `user://${asString(value.id)}` })}>${labelText(label.replace(/^@/, ''))}</mention-user>`
  if (type === 'page' || type === 'database')
    return `<mention-${type}${attributesOf({ url: notionAddress(asString(value.id)) })}>${labelText(label)}</mention-${type}>`
  return escaped(label)
}

const equation = (expression: string): string => (expression.includes('`') ? `$${expression}$` : `$\`${expression}\`$`)

const content = (run: JsonObject): string => {
  const text = asString(run.plain_text)
  if (run.type === 'equation') return equation(text.replaceAll('\n', ' '))
  if (run.type === 'mention') return mentionText(asObject(run.mention), text)
  return asObject(run.annotations).code === true && !text.includes('`') ? `\`${text}\`` : escaped(text)
}

const runText = (run: JsonObject): string => {
  const { bold, italic, strikethrough, underline, color } = asObject(run.annotations)
  const marked = wrapped(wrapped(wrapped(content(run), italic, '*'), bold, '**'), strikethrough, '~~')
  const linked = run.type === 'text' && typeof run.href === 'string' ? `[${marked}](${run.href})` : marked
  const attributes = attributesOf({ underline: underline === true ? 'true' : undefined, color: colorWord(color) })
  return attributes === '' ? linked : `<span${attributes}>${linked}</span>`
}

/** Rich text of a response as one line of Markdown. */
export const runsText = (value: Json | undefined): string =>
  asArray(value)
    .map((run) => runText(asObject(run)))
    .join('')

/** The same at the start of a line, where some characters must be escaped. */
export const lineText = (value: Json | undefined): string =>
  runsText(value).replace(/^(\s*)([#>+-]|\d+\.)(?=\s|$)/, (_, space: string, sign: string) =>
    /\d/.test(sign) ? `${space}${sign.slice(0, -1)}\\.` : `${space}\\${sign}`,
  )
