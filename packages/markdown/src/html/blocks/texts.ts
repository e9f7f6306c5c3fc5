/**
 * Elements of blocks of text.
 *
 * @internal
 */
import type { ElementContent } from 'hast'
import { isRecord, record, text } from '../../shared/json.js'
import { infoOf } from '../../shared/languages.js'
import { plainOf } from '../../shared/leaves.js'
import type { ElementBuilder, ElementInput } from '../element.js'
import { h } from '../hast.js'
import { colorClass } from '../hastInline.js'

type Input = ElementInput<unknown>

const textIn = (tag: string, { content, inline }: Input): ElementContent =>
  h(tag, { className: colorClass(content.color) }, inline(content.rich_text))

const below = (children: ReadonlyArray<ElementContent>): ReadonlyArray<ElementContent> =>
  children.length === 0 ? [] : [h('div', { className: ['notion-indent'] }, children)]

export const paragraph: ElementBuilder<unknown> = (input) => [textIn('p', input), ...below(input.children)]

/** The anchor of a heading, before it is told apart from others of the same text. */
const slug = (rich: unknown): string =>
  plainOf(rich)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-') || 'section'

export const heading =
  (level: number): ElementBuilder<unknown> =>
  ({ content, inline, children }) => {
    const id = slug(content.rich_text)
    const own = h(`h${level}`, { id, className: colorClass(content.color) }, inline(content.rich_text))
    if (content.is_toggleable !== true && children.length === 0) return [own]
    return [h('details', {}, [h('summary', {}, [own]), ...children])]
  }

export const item: ElementBuilder<unknown> = ({ content, inline, children }) => [
  h('li', { className: colorClass(content.color) }, [...inline(content.rich_text), ...children]),
]

export const to_do: ElementBuilder<unknown> = ({ content, inline, children }) => {
  const box = h('input', { type: 'checkbox', checked: content.checked === true, disabled: true })
  const classes = ['task-list-item', ...(colorClass(content.color) ?? [])]
  return [h('li', { className: classes }, [box, ' ', ...inline(content.rich_text), ...children])]
}

export const quote: ElementBuilder<unknown> = ({ content, inline, children }) => [
  h('blockquote', { className: colorClass(content.color) }, [h('p', {}, inline(content.rich_text)), ...children]),
]

export const toggle: ElementBuilder<unknown> = ({ content, inline, children }) => [
  h('details', { className: colorClass(content.color) }, [h('summary', {}, inline(content.rich_text)), ...children]),
]

const iconOf = ({ content, allowed, lose }: Input): ElementContent | undefined => {
  const icon = record(content.icon)
  if (typeof icon.emoji === 'string') return h('span', { className: ['notion-icon'] }, [icon.emoji])
  const held = record(icon[text(icon.type)])
  const src = text(held.url) === '' ? undefined : allowed(text(held.url))
  if (src !== undefined) return h('img', { className: ['notion-icon'], src, alt: text(held.name) })
  if (isRecord(content.icon)) lose('icon', 'an icon without an address')
  return undefined
}

export const callout: ElementBuilder<unknown> = (input) => {
  const { content, inline, children } = input
  const classes = ['notion-callout', ...(colorClass(content.color) ?? [])]
  const body = h('div', {}, [h('p', {}, inline(content.rich_text)), ...children])
  return [h('aside', { className: classes }, [iconOf(input), body])]
}

/** A figure with its caption; the element alone if it has none. */
export const withCaption = (element: ElementContent, { content, inline }: Input): ElementContent => {
  const caption = inline(content.caption)
  return caption.length === 0 ? element : h('figure', {}, [element, h('figcaption', {}, caption)])
}

export const code: ElementBuilder<unknown> = (input) => {
  const { content, lose } = input
  const language = infoOf(text(content.language))
  if (
    input
      .inline(content.rich_text)
      .some((part) => typeof part !== 'string' && part.type === 'element' && part.tagName !== 'br')
  )
    lose('style', 'code has no styles')
  const inside = h('code', { className: language === '' ? undefined : [`language-${language}`] }, [
    plainOf(content.rich_text),
  ])
  return [withCaption(h('pre', {}, [inside]), input)]
}

export const equation: ElementBuilder<unknown> = ({ content }) => [
  h('pre', {}, [h('code', { className: ['language-math', 'math-display'] }, [text(content.expression)])]),
]

export const template: ElementBuilder<unknown> = ({ content, inline, children, lose }) => {
  lose('template', 'the label of the button and its content are written as text')
  return [h('p', {}, inline(content.rich_text)), ...children]
}

export const meeting_notes: ElementBuilder<unknown> = ({ content, inline, children }) => [
  h('section', { className: ['notion-meeting-notes'] }, [
    h('p', {}, [h('strong', {}, inline(content.title))]),
    ...children,
  ]),
]
