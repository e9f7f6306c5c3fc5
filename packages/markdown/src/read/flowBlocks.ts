/**
 * Blocks of Markdown as blocks to write.
 *
 * @internal
 */

import type { Blockquote, Heading, List, ListItem, PhrasingContent, RootContent, Table } from 'mdast'
import { excerpt } from '../shared/excerpt.js'
import { languageOf } from '../shared/languages.js'
import { nameInUrl } from '../shared/targets.js'
import { dashedIdIn, isLink, isWebUrl } from './addresses.js'
import {
  block,
  codeBlock,
  equationBlock,
  fileBlock,
  paragraphOf,
  tableBlock,
  textOfParagraph,
} from './blockRequests.js'
import { calloutStart, calloutStyle, leadingEmoji } from './callouts.js'
import { isBlockTag, readHtml } from './html/readHtml.js'
import { inlineRuns, textOf } from './inlineRuns.js'
import { lineOf, type Reading, type Request, sourceOf } from './reading.js'
import { joinRuns, type Run, runsText, textRun, trimRuns } from './runs.js'

/** The maximum nesting of blocks; deeper ones are written as text. */
const MAX_DEPTH = 200

const MEDIA_TITLE = /^(video|pdf|audio|file)(?: (.+))?$/
const PAGE_TITLE = /^(link_to|child)_(page|database|comment)$/

/** A file by the end of its name. */
const mediaType = (url: string): string => {
  const name = nameInUrl(url).toLowerCase()
  if (/\.(mp4|mov|webm|mkv|avi)$/.test(name)) return 'video'
  if (/\.(mp3|wav|ogg|m4a|flac)$/.test(name)) return 'audio'
  return name.endsWith('.pdf') ? 'pdf' : 'image'
}

/** A link on a line of its own whose title says what it is, as `toMarkdown` writes it; `undefined` if it is an ordinary link. */
const titledBlock = (node: PhrasingContent, reading: Reading): Request | undefined => {
  if (node.type !== 'link' || typeof node.title !== 'string') return undefined
  const { url, title, children } = node
  const line = lineOf(node, reading)
  const label = inlineRuns(children, reading)
  const plain = runsText(label).trim()
  const isNamed = (names: ReadonlyArray<string>): boolean =>
    names.some((name) => name.replace(/\s+/g, ' ').trim() === plain)
  const [, media, name = ''] = MEDIA_TITLE.exec(title) ?? []
  if (media !== undefined) {
    const caption = isNamed([name, nameInUrl(url), url, media]) ? [] : label
    return fileBlock(media, url, caption, line, reading, media === 'file' ? name : '')
  }
  if (/^(bookmark|embed|link_preview)$/.test(title) && isLink(url)) {
    if (title === 'link_preview') reading.lose(line, 'link_preview', 'the API cannot create it; written as a bookmark')
    const caption = isNamed([url, title]) ? [] : label
    return block(title === 'embed' ? title : 'bookmark', { url, ...(caption.length > 0 && { caption }) })
  }
  const [, kind, target] = PAGE_TITLE.exec(title) ?? []
  const id = target === undefined ? undefined : dashedIdIn(reading.options.links?.(url) ?? url)
  if (id === undefined) return undefined
  if (kind === 'link_to') return block('link_to_page', { type: `${target}_id`, [`${target}_id`]: id })
  reading.lose(line, `child_${target}`, 'a page is not made with blocks; written as a link to it')
  return block('link_to_page', { type: `${target}_id`, [`${target}_id`]: id })
}

/** A picture, also within a link; `undefined` if the node is not a picture. */
const pictureOf = (
  node: PhrasingContent,
  reading: Reading,
): { readonly url: string; readonly alt: string; readonly title: string; readonly href?: string } | undefined => {
  if (node.type === 'image') return { url: node.url, alt: node.alt ?? '', title: node.title ?? '' }
  if (node.type === 'imageReference') {
    const definition = reading.definitions.find(node.identifier)
    return definition && { ...definition, alt: node.alt ?? '' }
  }
  const [only, ...more] = node.type === 'link' || node.type === 'linkReference' ? node.children : []
  const inside = only && more.length === 0 ? pictureOf(only, reading) : undefined
  if (!inside) return undefined
  const href = node.type === 'linkReference' ? reading.definitions.find(node.identifier)?.url : undefined
  const target = node.type === 'link' ? node.url : href
  return target === undefined ? undefined : { ...inside, href: target }
}

const picture = (node: PhrasingContent, reading: Reading): Request | undefined => {
  const found = pictureOf(node, reading)
  if (!found) return undefined
  const { url, alt, title, href } = found
  const line = lineOf(node, reading)
  const words = alt || title
  if (title !== '' && alt !== '') reading.lose(line, 'title', `of an image: ${title}`)
  const isLinked = href !== undefined && isLink(href)
  if (href !== undefined && !(isLinked && words !== '')) reading.lose(line, 'link', `of an image, to ${excerpt(href)}`)
  const caption = words === '' ? [] : [textRun(words, isLinked ? { url: href } : {})]
  return fileBlock(isWebUrl(url) ? 'image' : mediaType(url), url, caption, line, reading)
}

/** The blocks of a text: images are blocks of their own. */
const paragraphBlocks = (nodes: ReadonlyArray<PhrasingContent>, reading: Reading): ReadonlyArray<Request> => {
  const [only] = nodes
  const titled = nodes.length === 1 && only ? titledBlock(only, reading) : undefined
  if (titled) return [titled]
  const blocks: Array<Request> = []
  let waiting: Array<PhrasingContent> = []
  let images = 0
  const flush = (): void => {
    const runs = inlineRuns(waiting, reading)
    // White space next to an image is dropped, since the image becomes a block of its own.
    const written = images > 0 || nodes.length > waiting.length ? trimRuns(runs) : runs
    // Tags without text, such as anchors, do not make a paragraph.
    const isText =
      written.length > 0 || (nodes.length === waiting.length && waiting.some(({ type }) => type !== 'html'))
    if (waiting.length > 0 && isText) blocks.push(paragraphOf(written))
    waiting = []
  }
  for (const node of nodes) {
    const image = picture(node, reading)
    if (image) {
      flush()
      blocks.push(image)
      images++
    } else waiting.push(node)
  }
  flush()
  if (images > 0 && blocks.length > images) {
    const [first] = nodes
    reading.lose(first && lineOf(first, reading), 'image', 'an image in a text is a block of its own')
  }
  return blocks
}

/** The text of the first paragraph, and the other blocks. An empty comment, as `toMarkdown` writes it, stands for an empty text. */
const textAndRest = (
  nodes: ReadonlyArray<RootContent>,
  reading: Reading,
  depth: number,
): { readonly runs: ReadonlyArray<Run>; readonly rest: ReadonlyArray<Request> } => {
  const [first, ...more] = nodes
  if (first?.type !== 'paragraph') return { runs: [], rest: flowBlocks(nodes, reading, depth) }
  const [lead, ...images] = paragraphBlocks(first.children, reading)
  const runs = textOfParagraph(lead)
  const rest = flowBlocks(more, reading, depth)
  return runs ? { runs, rest: [...images, ...rest] } : { runs: [], rest: [...(lead ? [lead] : []), ...images, ...rest] }
}

/** The checkbox of an item without text, which GitHub's syntax does not recognize as a task. */
const emptyTask = (item: ListItem, runs: ReadonlyArray<Run>, reading: Reading): boolean | undefined => {
  const [first] = item.children
  const source = first?.type === 'paragraph' ? sourceOf(first, reading) : ''
  const mark = /^\[([ xX])\]$/.exec(runsText(runs))?.[1]
  return mark !== undefined && (source === '' || source.startsWith('[')) ? mark !== ' ' : undefined
}

const itemOf = (item: ListItem, isOrdered: boolean, reading: Reading, depth: number): Request => {
  const { runs, rest } = textAndRest(item.children, reading, depth + 1)
  const empty = typeof item.checked === 'boolean' ? undefined : emptyTask(item, runs, reading)
  const checked = item.checked ?? empty
  if (typeof checked === 'boolean') {
    const content = { rich_text: empty === undefined ? runs : [], ...(checked && { checked }) }
    return block('to_do', content, rest)
  }
  return block(isOrdered ? 'numbered_list_item' : 'bulleted_list_item', { rich_text: runs }, rest)
}

const listBlocks = (node: List, reading: Reading, depth: number): ReadonlyArray<Request> => {
  const { ordered, start, children } = node
  if (ordered === true && typeof start === 'number' && start !== 1)
    reading.lose(lineOf(node, reading), 'start', `the API cannot set the first number, ${start}; the list starts at 1`)
  return children.map((item) => itemOf(item, ordered === true, reading, depth))
}

const calloutOf = (node: Blockquote, reading: Reading, depth: number): Request | undefined => {
  const start = calloutStart(node, reading)
  if (!start) return undefined
  const { name, isFoldable, title, rest } = start
  const [, ...others] = node.children
  const below = flowBlocks(others, reading, depth + 1)
  const [titleRuns, restRuns] = [inlineRuns(title, reading), inlineRuns(rest, reading)]
  const isTitled = titleRuns.length > 0
  const own = isTitled ? titleRuns : restRuns
  const children = isTitled && restRuns.length > 0 ? [paragraphOf(restRuns), ...below] : below
  if (isFoldable) {
    if (name !== 'toggle')
      reading.lose(lineOf(node, reading), 'callout', 'one that can be folded is written as a toggle')
    return block('toggle', { rich_text: own }, children)
  }
  const style = calloutStyle(name)
  if (!style) reading.lose(lineOf(node, reading), 'callout', `the kind ${name} is not known; written as a note`)
  const { icon, color } = style ?? { icon: 'ℹ️', color: 'blue_background' }
  const { emoji, rest: runs } = leadingEmoji(own)
  return block('callout', { rich_text: runs, icon: { type: 'emoji', emoji: emoji ?? icon }, color }, children)
}

const quoteOf = (node: Blockquote, reading: Reading, depth: number): Request => {
  const { runs, rest } = textAndRest(node.children, reading, depth + 1)
  return block('quote', { rich_text: runs }, rest)
}

const headingOf = (node: Heading, reading: Reading): Request => {
  if (node.depth > 4) reading.lose(lineOf(node, reading), 'level', `a heading of level ${node.depth} is one of level 4`)
  return block(`heading_${Math.min(4, node.depth)}`, { rich_text: inlineRuns(node.children, reading) })
}

const tableOf = (node: Table, reading: Reading): Request => {
  const [header = [], ...rows] = node.children.map(({ children }) =>
    children.map((cell) => inlineRuns(cell.children, reading)),
  )
  if (node.align?.some((align) => align !== null))
    reading.lose(lineOf(node, reading), 'align', 'columns have no alignment')
  const isEmpty = header.every((cell) => cell.length === 0)
  return isEmpty && rows.length > 0 ? tableBlock(rows, false) : tableBlock([header, ...rows], true)
}

/** Code; with the language `math`, GitHub shows an equation. */
const codeOf = (value: string, info: string, line: number | undefined, reading: Reading, meta = ''): Request => {
  if (info.toLowerCase() === 'math' && reading.options.math !== false) return equationBlock(value, line, reading)
  const language = languageOf(info)
  if (language === undefined) reading.lose(line, 'language', `Notion does not have ${info}; written as plain text`)
  if (meta !== '') reading.lose(line, 'meta', `of a code block: ${meta}`)
  return codeBlock(value, language ?? 'plain text')
}

const footnote = (
  { label, children }: { readonly label: string; readonly children: ReadonlyArray<RootContent> },
  line: number | undefined,
  reading: Reading,
  depth: number,
): ReadonlyArray<Request> => {
  reading.lose(line, 'footnote', 'Notion has no footnotes; written as a paragraph')
  const { runs, rest } = textAndRest(children, reading, depth + 1)
  return [paragraphOf(joinRuns([textRun(`[^${label}]: `, {}), ...runs])), ...rest]
}

const blocksOf = (node: RootContent, reading: Reading, depth: number): ReadonlyArray<Request> => {
  const line = lineOf(node, reading)
  switch (node.type) {
    case 'paragraph':
      return paragraphBlocks(node.children, reading)
    case 'heading':
      return [headingOf(node, reading)]
    case 'thematicBreak':
      return [block('divider', {})]
    case 'list':
      return listBlocks(node, reading, depth)
    case 'blockquote':
      return [calloutOf(node, reading, depth) ?? quoteOf(node, reading, depth)]
    case 'code':
      return [codeOf(node.value, node.lang ?? '', line, reading, node.meta ?? '')]
    case 'table':
      return [tableOf(node, reading)]
    case 'footnoteDefinition':
      return footnote({ label: node.label ?? node.identifier, children: node.children }, line, reading, depth)
    case 'definition':
    case 'yaml':
      return []
    default:
      return otherBlocks(node, reading, depth)
  }
}

/** Other nodes: an equation, inline content at the first level, or a node of an unknown extension. */
const otherBlocks = (
  node: RootContent | { readonly type: 'math' },
  reading: Reading,
  depth: number,
): ReadonlyArray<Request> => {
  const line = lineOf(node, reading)
  if (node.type === 'math')
    return [equationBlock('value' in node && typeof node.value === 'string' ? node.value : '', line, reading)]
  if (isPhrasing(node)) return paragraphBlocks([node], reading)
  reading.lose(line, 'block', `a node of the type ${node.type} is written as text`)
  if ('children' in node && Array.isArray(node.children)) return flowBlocks(node.children, reading, depth + 1)
  return [paragraphOf([textRun(textOf([node]), {})])]
}

const PHRASING =
  /^(text|strong|emphasis|delete|inlineCode|inlineMath|break|link|linkReference|image|imageReference|footnoteReference|wikiLink|highlight)$/

const isPhrasing = (node: { readonly type: string }): node is PhrasingContent => PHRASING.test(node.type)

/** A paragraph that begins with a tag of a block, such as a file of Notion, as HTML; empty if it is text. */
const tagLine = (node: RootContent, reading: Reading): string => {
  const first = node.type === 'paragraph' ? node.children[0] : undefined
  return first?.type === 'html' && isBlockTag(first.value) ? sourceOf(node, reading) : ''
}

/** The blocks of siblings. Tags among them can contain the nodes between them. */
export const flowBlocks = (
  nodes: ReadonlyArray<RootContent>,
  reading: Reading,
  depth: number,
): ReadonlyArray<Request> => {
  if (depth > MAX_DEPTH) {
    const [first] = nodes
    reading.lose(first && lineOf(first, reading), 'nesting', `more than ${MAX_DEPTH} levels are written as text`)
    return nodes.length === 0 ? [] : [paragraphOf([textRun(textOf(nodes), {})])]
  }
  const htmlOf = (node: RootContent): string => (node.type === 'html' ? node.value : tagLine(node, reading))
  if (!nodes.some((node) => htmlOf(node) !== '')) return nodes.flatMap((node) => blocksOf(node, reading, depth))
  const html = readHtml(reading, (markdown, line) => {
    const within = { ...reading, source: markdown, above: Math.max(0, (line ?? 1) - 1), depth: reading.depth + 1 }
    const root = reading.parse(markdown, markdown.includes('[') ? reading.definitions.labels() : undefined)
    reading.definitions.add(root, within)
    return flowBlocks(root.children, within, depth + 1)
  })
  for (const node of nodes) {
    const tags = htmlOf(node)
    if (tags !== '') html.tags(tags, lineOf(node, reading))
    else html.blocks(blocksOf(node, reading, depth))
  }
  return html.end()
}
