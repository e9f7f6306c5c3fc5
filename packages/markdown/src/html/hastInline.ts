/**
 * Rich text as elements of HTML.
 *
 * @internal
 */
import type { ElementContent } from 'hast'
import { record, text } from '../shared/json.js'
import { type Inline, inlineTree, type Leaf, leavesOf, type Mark } from '../shared/leaves.js'
import { mentionedTarget, mentionedUrl, mentionWords } from '../shared/mentions.js'
import type { Lose, PrintOptions } from '../shared/printOptions.js'
import { linkPlace } from '../shared/targets.js'
import { h } from './hast.js'
import { isAllowedUrl } from './schemes.js'

/** The context of the printer of rich text. */
export interface HastContext {
  readonly options: PrintOptions
  /** The schemes of addresses that are allowed. */
  readonly schemes: ReadonlyArray<string>
  readonly lose: Lose
}

/** A link; only its text if the address is not allowed. */
const anchor = (
  href: string,
  children: ReadonlyArray<ElementContent | string>,
  { schemes, lose }: HastContext,
): ElementContent => {
  if (isAllowedUrl(href, schemes)) return h('a', { href }, children)
  lose('link', 'its address has a scheme that is not allowed; the text remains')
  return h('span', {}, children)
}

/** The class of a color; `undefined` for the default one. */
export const colorClass = (color: unknown): ReadonlyArray<string> | undefined =>
  typeof color === 'string' && /^[a-z_]+$/.test(color) && color !== 'default'
    ? [`notion-${color.replace('_', '-')}`]
    : undefined

const lines = (value: string): ReadonlyArray<ElementContent | string> =>
  value.split(/\r\n?|\n/).flatMap((line, index) => (index === 0 ? [line] : [h('br'), line]))

const mention = ({ value, mention: given = {} }: Leaf, context: HastContext): ElementContent => {
  const words = mentionWords(given, value)
  const target = mentionedTarget(given, value)
  if (target) {
    const { href, title } = linkPlace(target, context.options, context.lose)
    return anchor(href, [title ?? target.id], context)
  }
  const url = mentionedUrl(given)
  if (url !== '') return anchor(url, [words], context)
  if (given.type === 'date') return h('time', { dateTime: text(record(given.date).start) }, [words])
  return h('span', { className: ['notion-mention'] }, [words])
}

const leaf = (piece: Leaf, context: HastContext): ReadonlyArray<ElementContent | string> => {
  if (piece.kind === 'code') return [h('code', {}, lines(piece.value))]
  if (piece.kind === 'math') return [h('code', { className: ['language-math', 'math-inline'] }, [piece.value])]
  return piece.kind === 'mention' ? [mention(piece, context)] : lines(piece.value)
}

const TAGS: Readonly<Record<string, string>> = { bold: 'strong', italic: 'em', strikethrough: 'del', underline: 'u' }

const marked = (mark: Mark, children: ReadonlyArray<Inline>, context: HastContext): ElementContent => {
  const inside = children.flatMap((child) => inline(child, context))
  if (mark.startsWith('link:')) return anchor(mark.slice('link:'.length), inside, context)
  const tag = TAGS[mark]
  return tag === undefined
    ? h('span', { className: colorClass(mark.slice('color:'.length)) }, inside)
    : h(tag, {}, inside)
}

const inline = (child: Inline, context: HastContext): ReadonlyArray<ElementContent | string> =>
  child.kind === 'mark' ? [marked(child.mark, child.children, context)] : leaf(child, context)

/** Rich text as elements of HTML. */
export const hastInline = (rich: unknown, context: HastContext): ReadonlyArray<ElementContent | string> =>
  inlineTree(leavesOf(rich)).flatMap((child) => inline(child, context))
