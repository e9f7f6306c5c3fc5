/**
 * What several builders share.
 *
 * @internal
 */
import type { ElementContent } from 'hast'
import { text } from '../../shared/json.js'
import { plainOf } from '../../shared/leaves.js'
import type { LinkTarget } from '../../shared/printOptions.js'
import { fileUrl, linkPlace } from '../../shared/targets.js'
import type { ElementBuilder, ElementInput, Parts } from '../elementBuilder.js'
import { h } from '../hast.js'
import { colorClass } from '../hastInline.js'

type Input = ElementInput<unknown>

/** The text of a block in an element. */
export const textIn = (tag: string, { content, inline }: Input): ElementContent =>
  h(tag, { className: colorClass(content.color) }, inline(content.rich_text))

/** The anchor of a heading, before it is made different from others of the same text. */
const slug = (rich: unknown): string =>
  plainOf(rich)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-') || 'section'

/** A heading of a level. */
export const headingOf =
  (level: number): ElementBuilder<unknown> =>
  ({ content, inline, children }) => {
    const id = slug(content.rich_text)
    const own = h(`h${level}`, { id, className: colorClass(content.color) }, inline(content.rich_text))
    if (content.is_toggleable !== true && children.length === 0) return [own]
    return [h('details', {}, [h('summary', {}, [own]), ...children])]
  }

/** An item of a list. */
export const itemOf: ElementBuilder<unknown> = ({ content, inline, children }) => [
  h('li', { className: colorClass(content.color) }, [...inline(content.rich_text), ...children]),
]

/** A figure with its caption; the element alone if it has none. */
export const withCaption = (element: ElementContent, { content, inline }: Input): ElementContent => {
  const caption = inline(content.caption)
  return caption.length === 0 ? element : h('figure', {}, [element, h('figcaption', {}, caption)])
}

/** A link in a paragraph; its text if its address is not allowed. */
export const linkTo = (url: string, parts: Parts, className: string, { allowed }: Input): ElementContent => {
  const href = allowed(url)
  return h('p', {}, [href === undefined ? h('span', {}, parts) : h('a', { className: [className], href }, parts)])
}

/** The file of a block: its address if it is allowed, and its name. */
export const fileOf = (
  input: Input,
): { readonly src: string | undefined; readonly url: string; readonly name: string } => {
  const { url, name } = fileUrl(input.node.block, input.options, input.lose)
  return { url, name: name || url, src: url === '' ? undefined : input.allowed(url) }
}

/** A player of a file. */
export const player =
  (tag: string): ElementBuilder<unknown> =>
  (input) => {
    const { src, name } = fileOf(input)
    return [withCaption(src === undefined ? h('span', {}, [name]) : h(tag, { src, controls: true }), input)]
  }

/** A block that shows a web page: a link. */
export const webLink: ElementBuilder<unknown> = (input) => {
  const url = text(input.content.url)
  return [withCaption(linkTo(url, [url], `notion-${input.node.block.type.replaceAll('_', '-')}`, input), input)]
}

/** A link to a page, and what is in the block. */
export const pageLink = (target: LinkTarget, input: Input): ReadonlyArray<ElementContent> => {
  const { href, title = target.id } = linkPlace(target, input.options, input.lose)
  return [linkTo(href, [title], `notion-${target.type}`, input), ...input.children]
}

/** A page or database in a page: a link. */
export const child =
  (type: 'page' | 'database'): ElementBuilder<unknown> =>
  (input) => {
    const title = text(input.content.title)
    return pageLink({ type, id: input.node.block.id, ...(title !== '' && { title }) }, input)
  }
