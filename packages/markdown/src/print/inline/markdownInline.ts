/**
 * Rich text in CommonMark.
 *
 * @internal
 */
import { type Inline, inlineTree, joined, type Leaf, leavesOf, type Mark, withBareEdges } from '../../shared/leaves.js'
import { mentionedTarget, mentionedUrl, mentionWords } from '../../shared/mentions.js'
import { linkPlace } from '../../shared/targets.js'
import {
  destination,
  type EscapeContext,
  escapeLineStart,
  escapeText,
  firstChar,
  isPunctuation,
  isSpace,
  lastChar,
  linkTitle,
  maybePunctuation,
} from './escape.js'
import type { InlineContext } from './inlineContext.js'

/** The context, and what holds for the whole of a text. */
interface Whole extends InlineContext {
  readonly signs: Omit<EscapeContext, 'before' | 'after'>
}

/** The characters on both sides of what is printed. */
interface Sides {
  readonly before: string
  readonly after: string
}

const code = (value: string): string => {
  const ticks = [...value.matchAll(/`+/g)].map(([found]) => found.length)
  let fence = '`'
  while (ticks.includes(fence.length)) fence += '`'
  // A space on both sides is taken away when it is read.
  const isPadded = /^`|`$/.test(value) || /^ .* $/s.test(value)
  const pad = isPadded && value.trim() !== '' ? ' ' : ''
  return `${fence}${pad}${value}${pad}${fence}`
}

const escapedHtml = (value: string): string =>
  value.replace(/[&<>\\`*_[\]~$|:.@=%#^!]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const codeSpan = (value: string, { place, lose, signs }: Whole): string => {
  if (value.includes('\n')) lose('code', 'a line break in code ends it')
  return value
    .split('\n')
    .map((line) =>
      line === ''
        ? ''
        : // A backslash before a bar in a cell, and brackets in a link, have their meaning in code too.
          (place === 'cell' && line.includes('|') && line.includes('\\')) || (signs.isLink && /[[\]]/.test(line))
          ? `<code>${escapedHtml(line)}</code>`
          : code(line),
    )
    .join('\n')
}

/** Whether an equation between single signs would be read as it is. */
const isPlainMath = (expression: string, after: string): boolean =>
  !/\$|\\$|^`.*`$/.test(expression) && !/[\dA-Z_]/.test(after)

const math = (value: string, { place, lose }: Whole, after: string): string => {
  let expression = value.replace(/(?<!\s)\s*\n\s*/g, ' ').trim()
  if (expression === '') {
    lose('equation', 'an empty one cannot be written')
    return ''
  }
  if (place === 'cell' && expression.includes('|')) {
    expression = expression.replace(/\\\|/g, '\\Vert ').replaceAll('|', '\\vert ')
    lose('equation', 'a cell has no bar; written as \\vert')
  }
  if (expression !== value) lose('equation', 'its white space at the ends and its line breaks are spaces')
  if (isPlainMath(expression, after)) return `$${expression}$`
  // GitHub's other form, behind which anything can follow.
  if (!/[`$]/.test(expression)) return `$\`${expression}\`$`
  const signs = [...expression.matchAll(/\$+/g)].map(([found]) => found.length)
  let fence = '$$'
  while (signs.includes(fence.length)) fence += '$'
  const pad = /^[$ ]|[$ ]$/.test(expression) ? ' ' : ''
  return `${fence}${pad}${expression}${pad}${fence}`
}

const wikiLink = (href: string, title: string): string => {
  const target = href.replace(/\.md$/, '')
  return target === title ? `[[${target}]]` : `[[${target}|${title.replace(/[[\]|\n]/g, ' ')}]]`
}

const escaped = (value: string, whole: Whole, sides: Sides): string => escapeText(value, { ...whole.signs, ...sides })

const mention = ({ value, mention: given = {} }: Leaf, whole: Whole, sides: Sides): string => {
  const { lose, options, dialect } = whole
  const words = mentionWords(given, value)
  const target = mentionedTarget(given, value)
  if (target) {
    const { href, title = target.id, isOwn } = linkPlace(target, options, lose)
    if (dialect === 'obsidian' && isOwn && !/^[a-z]+:|[[\]|#^\n]/i.test(href)) return wikiLink(href, title)
    const label = escaped(title, { ...whole, signs: { ...whole.signs, isLink: true } }, { before: '[', after: ']' })
    return `[${label}](${destination(href)} ${linkTitle(target.type)})`
  }
  const url = mentionedUrl(given)
  lose('mention', url === '' ? 'written as text' : 'written as a link')
  if (url === '') return escaped(words, whole, sides)
  return `[${escaped(words, { ...whole, signs: { ...whole.signs, isLink: true } }, { before: '[', after: ']' })}](${destination(url)})`
}

const leaf = (piece: Leaf, whole: Whole, sides: Sides): string => {
  switch (piece.kind) {
    case 'code':
      return codeSpan(piece.value, whole)
    case 'math':
      return math(piece.value, whole, sides.after)
    case 'mention':
      return mention(piece, whole, sides)
    default:
      return escaped(piece.value, whole, sides)
  }
}

/** Whether a delimiter with text on both sides would be read as one. */
const isFlanking = (inner: string, outer: string): boolean =>
  !isSpace(inner) && (!maybePunctuation(inner) || isSpace(outer) || isPunctuation(outer))

const delimited = (text: string, sign: string, tag: string, { before, after }: Sides): string => {
  const [first, last] = [firstChar(text), lastChar(text)]
  const isRead = isFlanking(first, before) && isFlanking(last, after)
  const touches = [before, first, last].includes(sign.charAt(0))
  return isRead && !touches ? `${sign}${text}${sign}` : `<${tag}>${text}</${tag}>`
}

const emphasis = (text: string, sides: Sides): string => {
  const isOutside = (char: string): boolean => isSpace(char) || (isPunctuation(char) && char !== '_')
  const underscores = isOutside(sides.before) && isOutside(sides.after)
  return delimited(text, underscores ? '_' : '*', 'em', sides)
}

const link = (url: string, children: ReadonlyArray<Inline>, text: string, whole: Whole): string => {
  const [only] = children
  const isBare = children.length === 1 && only?.kind === 'text' && only.value === url
  return isBare && whole.place !== 'cell' && /^https?:\/\/[^\s<>\\&|]+$/i.test(url)
    ? `<${url}>`
    : `[${text}](${destination(url)})`
}

const marked = (mark: Mark, children: ReadonlyArray<Inline>, whole: Whole, sides: Sides): string => {
  const inside = (before: string, after: string, signs = whole.signs): string =>
    inlines(children, { ...whole, signs }, { before, after })
  if (mark.startsWith('link:'))
    return link(mark.slice('link:'.length), children, inside('[', ']', { ...whole.signs, isLink: true }), whole)
  switch (mark) {
    case 'bold':
      return delimited(inside('*', '*'), '**', 'strong', sides)
    case 'italic':
      return emphasis(inside('_', '_'), sides)
    case 'strikethrough':
      return delimited(inside('~', '~'), '~~', 'del', sides)
    case 'underline':
      return whole.dialect === 'obsidian' ? `<u>${inside('>', '<')}</u>` : `<ins>${inside('>', '<')}</ins>`
    case 'color:yellow_background':
      return delimited(inside('=', '='), '==', 'mark', sides)
    default:
      return inside(sides.before, sides.after)
  }
}

/** The first character of what is printed next. */
const ahead = (next: Inline | undefined, after: string): string => {
  if (!next) return after
  if (next.kind === 'mark')
    return next.mark.startsWith('link:') ? '[' : next.mark.startsWith('color:') ? ahead(next.children[0], after) : '*'
  if (next.kind === 'math') return '$'
  if (next.kind === 'code') return '`'
  return next.kind === 'mention' && mentionedTarget(next.mention ?? {}, '') ? '[' : firstChar(next.value)
}

const inlines = (children: ReadonlyArray<Inline>, whole: Whole, { before, after }: Sides): string => {
  const parts: Array<string> = []
  let last = before
  children.forEach((child, index) => {
    const sides = { before: last, after: ahead(children[index + 1], after) }
    const printed = child.kind === 'mark' ? marked(child.mark, child.children, whole, sides) : leaf(child, whole, sides)
    // Two equations side by side would be one.
    if (last === '$' && printed.startsWith('$')) parts.push('<!-- -->')
    parts.push(printed)
    if (printed !== '') last = lastChar(printed)
  })
  return parts.join('')
}

const several = (text: string, sign: string): boolean => text.indexOf(sign) !== text.lastIndexOf(sign)

const isLost = (mark: Mark, { dialect }: InlineContext): boolean =>
  mark.startsWith('color:') && !(dialect === 'obsidian' && mark === 'color:yellow_background')

/** A piece that is no link, and its text. */
const unlinked = (piece: Leaf, { lose }: InlineContext): Leaf => {
  const marks = piece.marks.filter((mark) => !mark.startsWith('link:'))
  const { mention: given = {}, value } = piece
  const isLink = piece.kind === 'mention' && (mentionedTarget(given, value) !== undefined || mentionedUrl(given) !== '')
  if (isLink || marks.length < piece.marks.length) lose('caption', 'the links in it')
  return isLink ? { kind: 'text', value: mentionWords(given, value), marks } : { ...piece, marks }
}

/** The pieces with the marks that the dialect has, where it can have them. */
const printable = (given: ReadonlyArray<Leaf>, context: InlineContext): ReadonlyArray<Leaf> => {
  const leaves = context.place === 'label' ? given.map((piece) => unlinked(piece, context)) : given
  const colorless = leaves.map((piece) => {
    const marks = piece.marks.filter((mark) => !isLost(mark, context))
    if (marks.length < piece.marks.length) context.lose('color', 'the color of a part of the text')
    const value = piece.value.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd')
    if (value !== piece.value) context.lose('text', 'carriage returns and null characters are replaced')
    return { ...piece, marks, value }
  })
  const bare: ReadonlyArray<Mark> = ['bold', 'italic', 'strikethrough', 'color:yellow_background']
  return joined(bare.reduce(withBareEdges, joined(colorless)))
}

const onLines = (printed: string, { place, dialect, lose }: InlineContext): string => {
  const trimmed = printed.replace(/(?<![ \t])[ \t]*\n[ \t]*/g, '\n').replace(/^[ \t]+/, '')
  const text = trimmed.slice(0, trimmed.length - (/(?<![ \t])[ \t]+$/.exec(trimmed)?.[0].length ?? 0))
  if (text !== printed) lose('whitespace', 'spaces at the start and end of a line')
  const end = text.length
  const broken = text.replace(/\n+/g, (breaks, at: number) =>
    place === 'block' && breaks.length === 1 && at > 0 && at + 1 < end ? '\n' : '<br>'.repeat(breaks.length),
  )
  if (place !== 'block') return broken
  return broken
    .split('\n')
    .map(escapeLineStart)
    .join(dialect === 'obsidian' ? '  \n' : '\\\n')
}

/** Rich text in CommonMark. */
export const markdownInline = (rich: unknown, context: InlineContext): string => {
  const leaves = printable(leavesOf(rich), context)
  const plain = leaves.map(({ kind, value }) => (kind === 'math' ? `$$${value}` : value)).join('')
  const has = (mark: Mark): boolean => leaves.some(({ marks }) => marks.includes(mark))
  const signs = {
    isLink: context.place === 'label',
    hasDollars: several(plain, '$'),
    hasTildes: several(plain, '~') || has('strikethrough'),
    hasHighlights: context.dialect === 'obsidian' && has('color:yellow_background'),
    isObsidian: context.dialect === 'obsidian',
  }
  const printed = inlines(inlineTree(leaves), { ...context, signs }, { before: '', after: '' })
  const lines = onLines(printed, context)
  return context.place === 'cell' ? lines.replaceAll('|', '\\|') : lines
}
