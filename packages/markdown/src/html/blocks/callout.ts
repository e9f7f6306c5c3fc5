/** A callout as `<aside>`, with its icon beside its text and children. */
import type { ElementContent } from 'hast'
import { isRecord, record, text } from '../../shared/json.js'
import type { ElementBuilder, ElementInput } from '../elementBuilder.js'
import { h } from '../hast.js'
import { colorClass } from '../hastInline.js'

type Input = ElementInput<unknown>

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
