/** HTML as text, for programs that do not use hast. It has no builders of its own: the tree of `toHast` is serialized. */
import type { BlockLoss } from 'notion-fp/blocks'
import type { Printable } from '../shared/printOptions.js'
import { serialize } from './hast.js'
import { type HtmlOptions, toHast } from './toHast.js'

/** HTML, and its losses. */
export interface PrintedHtml {
  /** The content of a page, without a surrounding document. */
  readonly html: string
  /** Everything that the HTML does not show, or shows differently, in document order. */
  readonly losses: ReadonlyArray<BlockLoss>
}

/**
 * Prints blocks as HTML: see {@link toHast} for its elements.
 *
 * All text is escaped, and addresses have one of the allowed schemes, so a page cannot run scripts.
 *
 * @param tree A `BlockTree` of `getBlockTree`, its `children`, or blocks without children.
 * @param options The allowed schemes, the addresses of files and other pages, and custom builders.
 * @example
 * import { toHtml } from '@notion-fp/markdown'
 * import type { BlockTree } from 'notion-fp/blocks'
 *
 * const document = (title: string, page: BlockTree) => `<!doctype html><title>${title}</title>${toHtml(page).html}`
 */
export const toHtml = (tree: Printable, options: HtmlOptions = {}): PrintedHtml => {
  const { tree: root, losses } = toHast(tree, options)
  return { html: serialize(root.children), losses }
}
