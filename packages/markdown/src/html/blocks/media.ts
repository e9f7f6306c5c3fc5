/**
 * Elements of blocks with a file or a link.
 *
 * @internal
 */
import type { ElementContent } from 'hast'
import { text } from '../../shared/json.js'
import { plainOf } from '../../shared/leaves.js'
import type { LinkTarget } from '../../shared/printOptions.js'
import { fileUrl, linkPlace } from '../../shared/targets.js'
import type { ElementBuilder, ElementInput, Parts } from '../element.js'
import { h } from '../hast.js'
import { withCaption } from './texts.js'

type Input = ElementInput<unknown>

const linkTo = (url: string, parts: Parts, className: string, { allowed }: Input): ElementContent => {
  const href = allowed(url)
  return h('p', {}, [href === undefined ? h('span', {}, parts) : h('a', { className: [className], href }, parts)])
}

const fileOf = (input: Input): { readonly src: string | undefined; readonly url: string; readonly name: string } => {
  const { url, name } = fileUrl(input.node.block, input.options, input.lose)
  return { url, name: name || url, src: url === '' ? undefined : input.allowed(url) }
}

export const image: ElementBuilder<unknown> = (input) => {
  const { src, name } = fileOf(input)
  const alt = plainOf(input.content.caption)
  return [withCaption(src === undefined ? h('span', {}, [alt === '' ? name : '']) : h('img', { src, alt }), input)]
}

const player =
  (tag: string): ElementBuilder<unknown> =>
  (input) => {
    const { src, name } = fileOf(input)
    return [withCaption(src === undefined ? h('span', {}, [name]) : h(tag, { src, controls: true }), input)]
  }

export const video: ElementBuilder<unknown> = player('video')
export const audio: ElementBuilder<unknown> = player('audio')

export const file: ElementBuilder<unknown> = (input) => {
  const { url, name } = fileOf(input)
  return [withCaption(linkTo(url, [name], `notion-${input.node.block.type}`, input), input)]
}

export const webLink: ElementBuilder<unknown> = (input) => {
  const url = text(input.content.url)
  return [withCaption(linkTo(url, [url], `notion-${input.node.block.type.replaceAll('_', '-')}`, input), input)]
}

const pageLink = (target: LinkTarget, input: Input): ReadonlyArray<ElementContent> => {
  const { href, title = target.id } = linkPlace(target, input.options, input.lose)
  return [linkTo(href, [title], `notion-${target.type}`, input), ...input.children]
}

export const child =
  (type: 'page' | 'database'): ElementBuilder<unknown> =>
  (input) => {
    const title = text(input.content.title)
    return pageLink({ type, id: input.node.block.id, ...(title !== '' && { title }) }, input)
  }

export const link_to_page: ElementBuilder<unknown> = (input) => {
  const { content, lose } = input
  const kind = /^(page|database|comment)_id$/.exec(text(content.type))?.[1]
  if (kind === 'page' || kind === 'database' || kind === 'comment')
    return pageLink({ type: kind, id: text(content[`${kind}_id`]) }, input)
  lose('block', 'it has no target that is known')
  return []
}
