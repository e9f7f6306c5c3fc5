/** How Markdown is read, and the result. */
import type { BlockTreeRequest } from 'notion-fp/blocks'

/** A file in Markdown. */
export interface ReadFile {
  /** The path or URL in the Markdown. */
  readonly url: string
  /** The text for it; empty if there is none. */
  readonly text: string
  /** The line of the Markdown, from 1; absent in an mdast tree without positions. */
  readonly line?: number
}

/** Options of {@link fromMarkdown}. */
export interface ReadOptions {
  /**
   * `obsidian` reads links between notes, `[[Note]]`, and highlights, `==text==`, in addition. `notion` reads the Markdown of the API,
   * in which each line is a block and what is indented more is in it. Default `gfm`.
   */
  readonly dialect?: 'gfm' | 'obsidian' | 'notion' | undefined
  /**
   * The version of the Markdown of the API, for the dialect `notion`: `v1` is enhanced Markdown, `v2` Notion-flavored Markdown. Default
   * `v1`.
   */
  readonly markdown_version?: 'v1' | 'v2' | undefined
  /** What a line break in a paragraph is: a `space`, as in CommonMark, or a `line` break, as in comments of GitHub. Default `space`. */
  readonly soft_breaks?: 'space' | 'line' | undefined
  /** Whether text between dollar signs is an equation. Default `true`; `false` keeps prices as they are. Not for an mdast tree. */
  readonly math?: boolean | undefined
  /**
   * The URL of a link that is not a web address, such as that of the page that a file was imported as. Default, and for `undefined`:
   * only the text remains, which is a loss.
   */
  readonly links?: ((href: string) => string | undefined) | undefined
  /** The URL of a file. Default, and for `undefined`: a web address is kept, any other file is an upload to make. */
  readonly files?: ((file: ReadFile) => string | undefined) | undefined
}

/** Something in Markdown that Notion does not have, or that is written in another way. */
export interface MarkdownLoss {
  /** The line, from 1; absent in an mdast tree without positions. */
  readonly line?: number
  /** What is lost, such as `link`. */
  readonly what: string
  /** Why, and what is written instead. */
  readonly why: string
}

/** A file that must be uploaded before its block can be written. */
export interface MarkdownUpload {
  /** Where the blocks need the id of the upload: `withUploads` of `notion-fp/blocks` puts it in. */
  readonly at: ReadonlyArray<string | number>
  /** The path in the Markdown, decoded. */
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  /** The line, from 1; absent in an mdast tree without positions. */
  readonly line?: number
}

/** Blocks to write, and what they do not show. */
export interface ReadMarkdown {
  /** For `appendTree`, `planAppend` or `replaceContent`: of any number, depth and length. */
  readonly children: ReadonlyArray<BlockTreeRequest>
  /** In the order of the lines. */
  readonly losses: ReadonlyArray<MarkdownLoss>
  /** The files to upload. Until its id is put in, a block has an empty one, which `planAppend` names. */
  readonly uploads: ReadonlyArray<MarkdownUpload>
  /** The lines between the hyphens at the start, if there are any: YAML, not parsed. */
  readonly front_matter?: string
}
