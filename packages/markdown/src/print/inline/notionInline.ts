/**
 * Rich text in the Markdown of the API.
 *
 * @internal
 */

import { type JsonObject, record, text } from '../../shared/json.js'
import { type Inline, inlineTree, joined, type Leaf, leavesOf, type Mark, withBareEdges } from '../../shared/leaves.js'
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

/** Text in which no sign has a meaning. */
export const notionText = (value: string): string =>
  value.replace(/[\\`*~$[\]<>{}|^]|__/g, '\\$&').replaceAll('\n', '<br>')

/** A title within a tag. */
export const labelText = (value: string): string => value.replaceAll('<', '&lt;').replace(/\s+/g, ' ')

const dateTag = (date: JsonObject): string => {
  const parts = (value: unknown): ReadonlyArray<string | undefined> =>
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/.exec(text(value))?.slice(1) ?? []
  const [start, startTime] = parts(date.start)
  const [end, endTime] = parts(date.end)
  // A time has a zone, or an offset, which a tag cannot have: the same time in UTC.
  const zone = text(date.time_zone) || (startTime === undefined ? undefined : 'UTC')
  return `<mention-date${attributes({ start, startTime, end, endTime, timeZone: zone })}/>`
}

const inUtc = (value: unknown, lose: InlineContext['lose']): unknown => {
  const given = text(value)
  if (/T\d\d:\d\d:(?!00(?:\.0+)?(?:Z|[+-]|$))/.test(given)) lose('mention', 'a time has no seconds')
  const time = /T.*(Z|[+-]\d\d:?\d\d)$/.test(given) ? new Date(given) : undefined
  if (!time || Number.isNaN(time.getTime())) return value
  if (!/(Z|[+-]00:?00)$/.test(given)) lose('mention', 'its time is written in UTC')
  return time.toISOString()
}

const mention = ({ value, mention: given = {} }: Leaf, { options, lose }: InlineContext): string => {
  const words = mentionWords(given, value)
  const content = record(given[text(given.type)])
  if (given.type === 'date')
    return dateTag({ ...content, start: inUtc(content.start, lose), end: inUtc(content.end, lose) })
  if (given.type === 'user')
    return `<mention-user${attributes({ url: `user://${text(content.id)}` })}>${labelText(words.replace(/^@/, ''))}</mention-user>`
  const target = mentionedTarget(given, value)
  if (target) {
    const { href, title = '' } = linkPlace(target, options, lose)
    return `<mention-${target.type}${attributes({ url: href })}>${labelText(title)}</mention-${target.type}>`
  }
  const url = mentionedUrl(given)
  lose('mention', url === '' ? 'written as text' : 'written as a link')
  return url === '' ? notionText(words) : `[${notionText(words)}](${address(url, lose)})`
}

/** The address of a link or a picture: a space or a parenthesis would end it. */
export const address = (url: string, lose: InlineContext['lose']): string => {
  const written = url.replace(/[\s()<>]/g, percent)
  if (written !== url) lose('link', 'spaces and parentheses in its address are written as % and a number')
  return written
}

const percent = (sign: string): string => (sign === '(' ? '%28' : sign === ')' ? '%29' : encodeURIComponent(sign))

const code = (value: string, lose: InlineContext['lose']): string => {
  if (!/[`\n]/.test(value)) return `\`${value}\``
  lose('code', 'inline code with a backtick or a line break is written as text')
  return notionText(value)
}

const math = (value: string, lose: InlineContext['lose']): string => {
  const expression = value.replace(/\n/g, ' ')
  if (expression !== value) lose('equation', 'its line breaks are spaces')
  if (expression !== '' && !expression.includes('`')) return `$\`${expression}\`$`
  if (expression !== '' && !expression.includes('$')) return `$$${expression}$$`
  lose('equation', expression === '' ? 'an empty one cannot be written' : 'backticks and dollar signs make it text')
  return notionText(expression)
}

const leaf = (piece: Leaf, context: InlineContext): string => {
  const { value } = piece
  if (piece.kind === 'code') return code(value, context.lose)
  if (piece.kind === 'mention') return mention(piece, context)
  return piece.kind === 'text' ? notionText(value) : math(value, context.lose)
}

const SIGNS: Readonly<Record<string, string>> = { bold: '**', italic: '*', strikethrough: '~~' }

const marked = (mark: Mark, inside: string, { lose }: InlineContext): string => {
  if (mark.startsWith('link:')) return `[${inside}](${address(mark.slice('link:'.length), lose)})`
  if (mark.startsWith('color:'))
    return `<span${attributes({ color: colorName(mark.slice('color:'.length)) })}>${inside}</span>`
  const sign = SIGNS[mark]
  return sign === undefined ? `<span underline="true">${inside}</span>` : `${sign}${inside}${sign}`
}

const inlines = (children: ReadonlyArray<Inline>, context: InlineContext): string =>
  children
    .map((child) =>
      child.kind === 'mark' ? marked(child.mark, inlines(child.children, context), context) : leaf(child, context),
    )
    .join('')

/** The pieces with line breaks and characters that Markdown has. */
const printable = (leaves: ReadonlyArray<Leaf>, { lose }: InlineContext): ReadonlyArray<Leaf> => {
  const plain = leaves.map((piece) => {
    const value = piece.value.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd')
    if (value !== piece.value) lose('text', 'carriage returns and null characters are replaced')
    return value === piece.value ? piece : { ...piece, value }
  })
  const bare: ReadonlyArray<Mark> = ['bold', 'italic', 'strikethrough']
  return joined(bare.reduce(withBareEdges, plain))
}

const trimmed = (line: string, lose: InlineContext['lose']): string => {
  const start = /^[ \t]*/.exec(line)?.[0].length ?? 0
  let end = line.length
  while (end > start && /[ \t]/.test(line.charAt(end - 1))) end--
  if (end - start < line.length) lose('whitespace', 'spaces at the start and end of a block')
  return line.slice(start, end)
}

/** What a line would begin, if it is not escaped. */
const START = /^(?:(\d{1,9})([.)])(?=\s|$)|(#{1,6}|[-+])(?=\s|$)|(-{3,}$|_{3,}$|:::))/

/** Rich text in the Markdown of the API. */
export const notionInline = (rich: unknown, context: InlineContext): string => {
  const line = trimmed(inlines(inlineTree(printable(leavesOf(rich), context)), context), context.lose)
  if (/^\$\$[^$]+\$\$$/.test(line)) context.lose('equation', 'alone in its block, it is a block')
  if (context.place !== 'block') return line
  return line.replace(START, (all, digits?: string, dot?: string) =>
    digits === undefined ? `\\${all}` : `${digits}\\${dot}`,
  )
}
