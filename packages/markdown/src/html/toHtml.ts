import type { BlockLoss } from 'notion-fp/blocks'
import type { Printable } from '../shared/printOptions.js'
import { serialize } from './hast.js'
import { type HtmlOptions, toHast } from './toHast.js'

/** HTML, and what is lost in it. */
export interface PrintedHtml {
  /** The content of a page, without a document around it. */
  readonly html: string
  /** Everything that the HTML does not show, or shows in another way, in document order. */
  readonly losses: ReadonlyArray<BlockLoss>
}

/**
 * Prints blocks as HTML: see {@link toHast} for its elements.
 *
 * Every text is escaped, and addresses have one of the allowed schemes, so that a page cannot run a script.
 *
 * @param tree A `BlockTree` of `getBlockTree`, its `children`, or blocks without children.
 * @param options The schemes of addresses, where files and other pages are, and builders of one's own.
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
