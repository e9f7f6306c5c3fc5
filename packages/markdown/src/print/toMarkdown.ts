/**
 * Prints blocks as Markdown: a printer for each block, from the innermost blocks outward, so that a parent receives the text of its
 * children.
 */
import type { BlockLoss } from 'notion-fp/blocks'
import { foldTree, type Place } from '../shared/foldTree.js'
import { contentOf } from '../shared/json.js'
import { messageOf } from '../shared/messageOf.js'
import { missingLoss } from '../shared/missingLoss.js'
import type { Printable, PrintOptions } from '../shared/printOptions.js'
import { lossesOf, nodesOf, type Reported, reportOf } from '../shared/report.js'
import { unsafeCast } from '../shared/unsafeCast.js'
import type { Dialect } from './dialect.js'
import { type FrontMatter, writeFrontMatter } from './frontMatter.js'
import type { InlinePlace } from './inline/inlineContext.js'
import { markdownInline } from './inline/markdownInline.js'
import { notionInline } from './inline/notionInline.js'
import { joinBlocks } from './lines.js'
import type { PrintedBlock, Printer, Printers } from './printer.js'
import { printerOf } from './printerOf.js'

/** Options of {@link toMarkdown}. */
export interface MarkdownOptions extends PrintOptions {
  /** The dialect of Markdown. Default `gfm`. */
  readonly dialect?: Dialect | undefined
  /** Custom printers, by type of block. */
  readonly printers?: Printers | undefined
  /** Front matter to write above the content, as YAML: see `frontMatterOf`. Default: none. */
  readonly front_matter?: FrontMatter | undefined
}

/** Markdown, and its losses. */
export interface PrintedMarkdown {
  /** The Markdown. It ends with a line break, unless it is empty. */
  readonly markdown: string
  /** Everything that Markdown does not show, or shows differently, in document order. */
  readonly losses: ReadonlyArray<BlockLoss>
}

/** The maximum nesting; deeper blocks are not indented further, since no parser reads them. */
const MAX_DEPTH = 200

/** A block that was printed, with the losses in it and below it. */
interface Printed extends PrintedBlock, Reported<Printed> {}

const printed = (
  place: Place,
  children: ReadonlyArray<Printed>,
  printer: Printer<never>,
  dialect: Dialect,
  options: PrintOptions,
  isFlat: boolean,
): Printed => {
  const { node, number, parent, depth, previous } = place
  const { found, lose } = reportOf(place)
  missingLoss(node, lose)
  if (isFlat) lose('nesting', `more than ${MAX_DEPTH} levels follow each other`)
  const inline = (rich: unknown, where: InlinePlace = 'block'): string => {
    const context = { dialect, place: where, options, lose }
    return dialect === 'notion' ? notionInline(rich, context) : markdownInline(rich, context)
  }
  const { block } = node
  const body = joinBlocks(children, dialect)
  // The printer was found by the type of the block.
  const input: never = unsafeCast({
    block,
    content: contentOf(block),
    node,
    dialect,
    children,
    body,
    number,
    ...(parent && { parent: parent.node.block }),
    isFirst: depth === 0 && previous === undefined,
    inline,
    lose,
    options,
  })
  const result = { type: block.type, number, losses: found, below: children }
  try {
    return { ...result, markdown: `${printer(input)}` }
  } catch (thrown) {
    lose('block', `its printer failed: ${messageOf(thrown)}`)
    return { ...result, markdown: body }
  }
}

/**
 * Prints blocks as Markdown.
 *
 * Every type of block and of rich text is printed in some way; `losses` lists everything that the dialect lacks, with the id of the block.
 * `fromMarkdown` of `@notion-fp/markdown/read` reads each dialect back, as the same blocks except for the losses. It is pure and never
 * throws; the time is proportional to the length of the Markdown.
 *
 * @param tree A `BlockTree` of `getBlockTree`, its `children`, or blocks without children.
 * @param options The dialect, the addresses of files and other pages, front matter, and custom printers.
 * @example
 * import { toMarkdown } from '@notion-fp/markdown'
 * import type { Context } from 'notion-fp'
 * import { getBlockTree } from 'notion-fp/blocks'
 *
 * const print = async (ctx: Context, page_id: string) => {
 *   const tree = await getBlockTree(ctx, { block_id: page_id })()
 *   if (tree._tag === 'Left') return tree
 *   const { markdown, losses } = toMarkdown(tree.right)
 *   console.log(markdown)
 *   for (const { type, what, why } of losses) console.log(`${type}: ${what}: ${why}`)
 * }
 */
export const toMarkdown = (tree: Printable, options: MarkdownOptions = {}): PrintedMarkdown => {
  const { dialect = 'gfm', printers, front_matter } = options
  const find = printerOf(printers)
  const cycles: Array<BlockLoss> = []
  const blocks = foldTree<Printed>(nodesOf(tree), {
    fold: (place, children, isFlat) => printed(place, children, find(place.node.block.type), dialect, options, isFlat),
    cycle: ({ node: { block } }) =>
      cycles.push({ block_id: block.id, type: block.type, what: 'children', why: 'a block cannot contain itself' }),
    maxDepth: MAX_DEPTH,
  })
  const content = joinBlocks(blocks, dialect)
  const above = front_matter ? writeFrontMatter(front_matter) : ''
  const markdown = [above, content].filter(Boolean).join(content === '' ? '' : '\n')
  return {
    markdown: markdown === '' || markdown.endsWith('\n') ? markdown : `${markdown}\n`,
    losses: [...lossesOf(blocks), ...cycles],
  }
}
