/** The options of all printers: the addresses of files and pages. */
import type { Block } from 'notion-fp'
import type { BlockNode, BlockTree } from 'notion-fp/blocks'

/** A file that is shown in a document. */
export interface PrintedFile {
  /** The block that shows it. */
  readonly block: Block
  /** Its URL. That of a file hosted by Notion expires. */
  readonly url: string
  /** When the URL expires, ISO 8601; absent if the file is not hosted by Notion. */
  readonly expiry_time?: string
  /** Its name: that of the block, or the last part of the URL. */
  readonly name: string
}

/** A page, database or comment to which a document links. */
export interface LinkTarget {
  readonly type: 'page' | 'database' | 'comment'
  /** A UUID with dashes. */
  readonly id: string
  /** Its title, if the document has it; a `link_to_page` block has none. */
  readonly title?: string
}

/** The target of a link, and its text. */
export interface LinkPlace {
  /** A path or URL. */
  readonly href: string
  /** The text of the link. Default: the title in the document, or the id. */
  readonly title?: string | undefined
}

/** Options of all printers. */
export interface PrintOptions {
  /**
   * Returns the path or URL to write for a file, such as that of a copy by `mirrorFiles` of `notion-fp/files`. By default, or if it returns
   * `undefined`, the URL of the file is written; that of a file hosted by Notion expires within an hour, which is reported as a loss.
   */
  readonly files?: ((file: PrintedFile) => string | undefined) | undefined
  /** Returns the path or URL of another exported page. By default, or if it returns `undefined`, its URL in Notion is written. */
  readonly links?: ((target: LinkTarget) => string | LinkPlace | undefined) | undefined
}

/** The input of printers: a tree, its nodes, or blocks without their children. */
export type Printable = BlockTree | ReadonlyArray<BlockNode | Block>

/** Reports what is lost, and why. */
export type Lose = (what: string, why: string) => void
