/**
 * Elements of HTML as a tree, and as text.
 *
 * @internal
 */
import type { Element, ElementContent, Root } from 'hast'
import { pushAll } from '../shared/json.js'

type Properties = Readonly<Record<string, string | number | boolean | ReadonlyArray<string> | undefined>>

/** An element; properties without a value are omitted. */
export const h = (
  tagName: string,
  properties: Properties = {},
  children: ReadonlyArray<ElementContent | string | undefined> = [],
): Element => {
  const given: Element['properties'] = {}
  for (const [name, value] of Object.entries(properties)) {
    if (value !== undefined && value !== false) given[name] = typeof value === 'object' ? [...value] : value
  }
  const inside = children.flatMap((child): ReadonlyArray<ElementContent> => {
    if (typeof child !== 'string') return child ? [child] : []
    return child === '' ? [] : [{ type: 'text', value: child }]
  })
  return { type: 'element', tagName, properties: given, children: inside }
}

const escapeHtml = (value: string): string =>
  value.replace(/[&<>"]/g, (sign) =>
    sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '&quot;',
  )

/** The names of properties that differ from those of attributes. */
const NAMES: Readonly<Record<string, string>> = { className: 'class', dateTime: 'datetime', colSpan: 'colspan' }

const attributeName = (name: string): string =>
  NAMES[name] ?? (name.startsWith('data') ? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : name)

const attribute = ([name, value]: [string, unknown]): string => {
  if (value === true) return ` ${attributeName(name)}`
  return ` ${attributeName(name)}="${escapeHtml(Array.isArray(value) ? value.join(' ') : String(value))}"`
}

const VOID = /^(br|hr|img|input|source)$/

/** The elements that begin on a line of their own. */
const BLOCK =
  /^(p|h[1-6]|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|details|summary|div|aside|figure|figcaption|nav|section)$/

const isBlock = (node: ElementContent | Root | Root['children'][number] | undefined): boolean =>
  node?.type === 'element' && BLOCK.test(node.tagName)

type Waiting = Root['children'][number] | string

/** The nodes as HTML. Trees may be deeper than the stack. */
export const serialize = (nodes: ReadonlyArray<Root['children'][number]>): string => {
  const out: Array<string> = []
  const waiting: Array<Waiting> = [...nodes].reverse()
  const line = (): void => {
    if (out.length > 0 && out.at(-1) !== '\n') out.push('\n')
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') {
      if (next.startsWith('\n')) line()
      out.push(next.trimStart())
    } else if (next.type === 'text') out.push(escapeHtml(next.value))
    else if (next.type === 'element') {
      const { tagName, properties, children } = next
      if (isBlock(next)) line()
      out.push(`<${tagName}${Object.entries(properties).map(attribute).join('')}>`)
      if (!VOID.test(tagName)) waiting.push(`${children.some(isBlock) ? '\n' : ''}</${tagName}>`)
      pushAll(waiting, [...children].reverse())
    }
  }
  return out.join('')
}
