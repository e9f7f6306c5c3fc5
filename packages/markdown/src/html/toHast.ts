/**
 * Builds an HTML tree of blocks: a builder for each block, then lists of adjacent items, then anchors and tables of contents, which need
 * all headings.
 */
import type { Element, ElementContent, Root } from 'hast'
import type { BlockLoss } from 'notion-fp/blocks'
import { foldTree, type Place } from '../shared/foldTree.js'
import { contentOf, pushAll } from '../shared/json.js'
import { messageOf } from '../shared/messageOf.js'
import { missingLoss } from '../shared/missingLoss.js'
import type { Printable, PrintOptions } from '../shared/printOptions.js'
import { lossesOf, nodesOf, type Reported, reportOf } from '../shared/report.js'
import { unsafeCast } from '../shared/unsafeCast.js'
import { builderOf } from './builderOf.js'
import type { ElementBuilder, ElementBuilders } from './elementBuilder.js'
import { h } from './hast.js'
import { hastInline } from './hastInline.js'
import { isAllowedUrl, SCHEMES } from './schemes.js'

/** Options of {@link toHast} and `toHtml`. */
export interface HtmlOptions extends PrintOptions {
  /**
   * The allowed schemes of addresses; a link with another scheme becomes text. Relative addresses are allowed. Default `http`, `https`,
   * `mailto` and `tel`.
   */
  readonly schemes?: ReadonlyArray<string> | undefined
  /** Custom builders, by type of block. */
  readonly builders?: ElementBuilders | undefined
}

/** A tree of HTML, and its losses. */
export interface HastTree {
  /** For rehype, or for React and others by `hast-util-to-jsx-runtime`. */
  readonly tree: Root
  /** Everything that the tree does not show, or shows differently, in document order. */
  readonly losses: ReadonlyArray<BlockLoss>
}

/** A block as elements. */
interface Built extends Reported<Built> {
  readonly type: string
  readonly number: number
  readonly format: unknown
  readonly elements: ReadonlyArray<ElementContent>
}

const LIST = /^(bulleted_list_item|numbered_list_item|to_do)$/

const listOf = (first: Built, items: ReadonlyArray<ElementContent>): Element => {
  const { type, number, format } = first
  if (type === 'to_do') return h('ul', { className: ['contains-task-list'] }, items)
  if (type !== 'numbered_list_item') return h('ul', {}, items)
  const letter = format === 'letters' ? 'a' : format === 'roman' ? 'i' : undefined
  return h('ol', { start: number === 1 ? undefined : number, type: letter }, items)
}

/** The elements of siblings: consecutive items are in one list. */
const grouped = (blocks: ReadonlyArray<Built>): ReadonlyArray<ElementContent> => {
  const out: Array<ElementContent> = []
  let items: Array<ElementContent> = []
  let first: Built | undefined
  const end = (): void => {
    if (first) out.push(listOf(first, items))
    items = []
    first = undefined
  }
  for (const block of blocks) {
    const isItem = LIST.test(block.type)
    const isNext = first?.type === block.type && !(block.type === 'numbered_list_item' && block.number === 1)
    if (first && !(isItem && isNext)) end()
    if (isItem) first = first ?? block
    for (const element of block.elements) (isItem ? items : out).push(element)
  }
  end()
  return out
}

const built = (
  place: Place,
  below: ReadonlyArray<Built>,
  builder: ElementBuilder<never>,
  options: HtmlOptions,
): Built => {
  const { node, number, parent } = place
  const { block } = node
  const { found, lose } = reportOf(place)
  const { schemes = SCHEMES } = options
  missingLoss(node, lose)
  const children = grouped(below)
  const content = contentOf(block)
  // The builder was found by the type of the block.
  const input: never = unsafeCast({
    block,
    content,
    node,
    children,
    number,
    ...(parent && { parent: parent.node.block }),
    inline: (rich: unknown) => hastInline(rich, { options, schemes, lose }),
    allowed: (url: string) => {
      if (isAllowedUrl(url, schemes)) return url
      lose('url', 'its address has a scheme that is not allowed')
      return undefined
    },
    lose,
    options,
  })
  const result = { type: block.type, number, format: content.list_format, losses: found, below }
  try {
    return { ...result, elements: [...builder(input)] }
  } catch (thrown) {
    lose('block', `its builder failed: ${messageOf(thrown)}`)
    return { ...result, elements: children }
  }
}

const textOf = (element: ElementContent): string => {
  const pieces: Array<string> = []
  const waiting: Array<ElementContent> = [element]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'text') pieces.push(next.value)
    else if (next.type === 'element') pushAll(waiting, [...next.children].reverse())
  }
  return pieces.join('')
}

/** Gives each heading a unique anchor, and adds the links of the tables of contents. */
const withAnchors = (root: Root): void => {
  const taken = new Set<string>()
  const next = new Map<string, number>()
  const headings: Array<Element> = []
  const tables: Array<Element> = []
  const waiting: Array<Root['children'][number]> = [...root.children].reverse()
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (element.type !== 'element') continue
    if (/^h[1-4]$/.test(element.tagName) && typeof element.properties.id === 'string') {
      const slug = element.properties.id
      let [id, count] = [slug, next.get(slug) ?? 1]
      while (taken.has(id)) id = `${slug}-${count++}`
      next.set(slug, count)
      taken.add(id)
      element.properties.id = id
      headings.push(element)
    }
    if (element.tagName === 'nav' && element.children.length === 0) tables.push(element)
    for (let at = element.children.length - 1; at >= 0; at--) {
      const child = element.children[at]
      if (child) waiting.push(child)
    }
  }
  const items = headings.map((element) =>
    h('li', { className: [`notion-level-${element.tagName.slice(1)}`] }, [
      h('a', { href: `#${element.properties.id}` }, [textOf(element)]),
    ]),
  )
  for (const table of tables) if (items.length > 0) table.children = [h('ul', {}, items)]
}

/**
 * Builds an HTML tree (hast) of blocks, for rehype and other tools for such trees.
 *
 * Items are in lists, headings have unique anchors, colors are classes such as `notion-red-background`, and equations have the classes for
 * `rehype-katex`. `losses` lists everything that HTML cannot show. It is pure and never throws.
 *
 * @param tree A `BlockTree` of `getBlockTree`, its `children`, or blocks without children.
 * @param options The allowed schemes, the addresses of files and other pages, and custom builders.
 * @example
 * import { toHast } from '@notion-fp/markdown'
 * import type { BlockTree } from 'notion-fp/blocks'
 *
 * const elementsOf = (page: BlockTree) => toHast(page).tree.children
 */
export const toHast = (tree: Printable, options: HtmlOptions = {}): HastTree => {
  const find = builderOf(options.builders)
  const cycles: Array<BlockLoss> = []
  const blocks = foldTree<Built>(nodesOf(tree), {
    fold: (place, below) => built(place, below, find(place.node.block.type), options),
    cycle: ({ node: { block } }) =>
      cycles.push({ block_id: block.id, type: block.type, what: 'children', why: 'a block cannot contain itself' }),
  })
  const root: Root = { type: 'root', children: [...grouped(blocks)] }
  withAnchors(root)
  return { tree: root, losses: [...lossesOf(blocks), ...cycles] }
}
