/**
 * Rich text in the Markdown of the API.
 *
 * @internal
 */

import { type JsonObject, record, text } from '../../shared/json.js'
import { type Inline, inlineTree, type Leaf, leavesOf, type Mark, withBareEdges } from '../../shared/leaves.js'
import { mentionedTarget, mentionedUrl, mentionWords } from '../../shared/mentions.js'
import { linkPlace } from '../../shared/targets.js'
import type { InlineContext } from './inlineContext.js'

/** Attributes of a tag, each after a space; those without a value are left out. */
export const attributes = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .map(([name, value]) =>
      value === undefined ? '' : ` ${name}="${value.replaceAll('"', '&quot;').replace(/\s+/g, ' ')}"`,
    )
    .join('')

/** A color as Markdown names it; `undefined` for the default one. */
export const colorName = (color: unknown): string | undefined =>
  typeof color === 'string' && color !== 'default' ? color.replace(/_background$/, '_bg') : undefined

const escaped = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[\\`*~$[\]<>{}|^]|__/g, '\\$&')
    .replaceAll('\n', '<br>')

const label = (value: string): string => value.replaceAll('<', '&lt;').replace(/\s+/g, ' ')

const dateTag = (date: JsonObject): string => {
  const parts = (value: unknown): ReadonlyArray<string | undefined> =>
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/.exec(text(value))?.slice(1) ?? []
  const [start, startTime] = parts(date.start)
  const [end, endTime] = parts(date.end)
  // A time has a zone, or an offset, which a tag cannot have: the same time in UTC.
  const zone = text(date.time_zone) || (startTime === undefined ? undefined : 'UTC')
  return `<mention-date${attributes({ start, startTime, end, endTime, timeZone: zone })}/>`
}

const inUtc = (value: unknown): unknown => {
  const time = typeof value === 'string' && /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? new Date(value) : undefined
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : value
}

const mention = ({ value, mention: given = {} }: Leaf, { options, lose }: InlineContext): string => {
  const words = mentionWords(given, value)
  const content = record(given[text(given.type)])
  if (given.type === 'date') return dateTag({ ...content, start: inUtc(content.start), end: inUtc(content.end) })
  if (given.type === 'user')
    return `<mention-user${attributes({ url: `user://${text(content.id)}` })}>${label(words.replace(/^@/, ''))}</mention-user>`
  const target = mentionedTarget(given, value)
  if (target) {
    const { href, title = '' } = linkPlace(target, options, lose)
    return `<mention-${target.type}${attributes({ url: href })}>${label(title)}</mention-${target.type}>`
  }
  const url = mentionedUrl(given)
  lose('mention', url === '' ? 'written as text' : 'written as a link')
  return url === '' ? escaped(words) : `[${escaped(words)}](${address(url)})`
}

const address = (url: string): string => url.replace(/[\s()<>]/g, encodeParenthesis)

const encodeParenthesis = (sign: string): string =>
  sign === '(' ? '%28' : sign === ')' ? '%29' : encodeURIComponent(sign)

const code = (value: string, lose: InlineContext['lose']): string => {
  if (!/[`\n]/.test(value)) return `\`${value}\``
  lose('code', 'inline code with a backtick or a line break is written as text')
  return escaped(value)
}

const leaf = (piece: Leaf, context: InlineContext): string => {
  const { value } = piece
  if (piece.kind === 'code') return code(value, context.lose)
  if (piece.kind === 'mention') return mention(piece, context)
  if (piece.kind === 'text') return escaped(value)
  const line = value.replace(/\n/g, ' ')
  return line.includes('`') ? `$$${line}$$` : `$\`${line}\`$`
}

const SIGNS: Readonly<Record<string, string>> = { bold: '**', italic: '*', strikethrough: '~~' }

const marked = (mark: Mark, inside: string): string => {
  if (mark.startsWith('link:')) return `[${inside}](${address(mark.slice('link:'.length))})`
  if (mark.startsWith('color:'))
    return `<span${attributes({ color: colorName(mark.slice('color:'.length)) })}>${inside}</span>`
  const sign = SIGNS[mark]
  return sign === undefined ? `<span underline="true">${inside}</span>` : `${sign}${inside}${sign}`
}

const inlines = (children: ReadonlyArray<Inline>, context: InlineContext): string =>
  children
    .map((child) =>
      child.kind === 'mark' ? marked(child.mark, inlines(child.children, context)) : leaf(child, context),
    )
    .join('')

/** Rich text in the Markdown of the API. */
export const notionInline = (rich: unknown, context: InlineContext): string => {
  const bare: ReadonlyArray<Mark> = ['bold', 'italic', 'strikethrough']
  const line = inlines(inlineTree(bare.reduce(withBareEdges, leavesOf(rich))), context)
  if (context.place !== 'block') return line
  return line.replace(
    /^(\s*)(?:(\d+)(\.)|([#>+-]))(?=\s|$)/,
    (_, space: string, digits?: string, __?: string, sign?: string) =>
      digits === undefined ? `${space}\\${sign}` : `${space}${digits}\\.`,
  )
}
