/** The options and the result of reading Markdown. */
import type { BlockTreeRequest } from 'notion-fp/blocks'

/** A file in Markdown. */
export interface ReadFile {
  /** The path or URL in the Markdown. */
  readonly url: string
  /** Its text; empty if there is none. */
  readonly text: string
  /** The line of the Markdown, from 1; absent in an mdast tree without positions. */
  readonly line?: number
}

/** Options of {@link fromMarkdown}. */
export interface ReadOptions {
  /**
   * `obsidian` also reads links between notes, `[[Note]]`, and highlights, `==text==`. `notion` reads the Markdown of the API, in which
   * each line is a block and its indented lines are its children. Default `gfm`.
   */
  readonly dialect?: 'gfm' | 'obsidian' | 'notion' | undefined
  /**
   * The version of the Markdown of the API, for the dialect `notion`: `v1` is enhanced Markdown, `v2` Notion-flavored Markdown. Default
   * `v1`.
   */
  readonly markdown_version?: 'v1' | 'v2' | undefined
  /**
   * How to read a line break in a paragraph: as a `space`, as in CommonMark, or as a `line` break, as in comments of GitHub. Default
   * `space`.
   */
  readonly soft_breaks?: 'space' | 'line' | undefined
  /** Whether text between dollar signs is an equation. Default `true`; with `false`, prices stay text. Ignored for an mdast tree. */
  readonly math?: boolean | undefined
  /**
   * Returns the URL of a link that is not a web address, such as that of an imported page. By default, or if it returns `undefined`, only
   * the text remains, which is a loss.
   */
  readonly links?: ((href: string) => string | undefined) | undefined
  /** Returns the URL of a file. By default, or if it returns `undefined`, a web address is kept, and any other file must be uploaded. */
  readonly files?: ((file: ReadFile) => string | undefined) | undefined
}

/** A part of Markdown that Notion does not have, or that is written differently. */
export interface MarkdownLoss {
  /** The line, from 1; absent in an mdast tree without positions. */
  readonly line?: number
  /** What is lost, such as `link`. */
  readonly what: string
  /** The reason, and what is written instead. */
  readonly why: string
}

/** A file that must be uploaded before its block can be written. */
export interface MarkdownUpload {
  /** Where the blocks need the id of the upload: `withUploads` of `notion-fp/blocks` inserts it. */
  readonly at: ReadonlyArray<string | number>
  /** The path in the Markdown, decoded. */
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  /** The line, from 1; absent in an mdast tree without positions. */
  readonly line?: number
}

/** Blocks to write, and their losses. */
export interface ReadMarkdown {
  /** For `appendTree`, `planAppend` or `replaceContent`: of any number, depth and length. */
  readonly children: ReadonlyArray<BlockTreeRequest>
  /** In the order of the lines. */
  readonly losses: ReadonlyArray<MarkdownLoss>
  /** The files to upload. Until the id is inserted, a block has an empty one, which `planAppend` reports. */
  readonly uploads: ReadonlyArray<MarkdownUpload>
  /** The lines between the hyphens at the start, if there are any: YAML, not parsed. */
  readonly front_matter?: string
}
