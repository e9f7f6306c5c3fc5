/** Blocks that link to something else. */
import type { Type } from 'io-ts'
import type { Link } from '../../../core/objects/file.js'
import { RichText } from '../../../core/objects/richText.js'
import { string, struct, tagged, type UnknownType } from '../../../core/schema/combinators.js'
import type { BlockBase } from './base.js'

/** The title of a child page or child database. */
export interface ChildContent {
  /** Plain text; it changes with the page or database. */
  readonly title: string
}

/** A URL with a caption. */
export interface CaptionedLink extends Link {
  /** The caption below it; empty if there is none. */
  readonly caption: RichText
}

/** The target of a link to a page. */
export type LinkToPageContent =
  | { readonly type: 'page_id'; readonly page_id: string }
  | { readonly type: 'database_id'; readonly database_id: string }
  | { readonly type: 'comment_id'; readonly comment_id: string }
  | { readonly type: UnknownType }

/** A page; the id of the block is the id of the page. */
export interface ChildPageBlock extends BlockBase {
  readonly type: 'child_page'
  readonly child_page: ChildContent
}

/** A database; the id of the block is the id of the database. */
export interface ChildDatabaseBlock extends BlockBase {
  readonly type: 'child_database'
  readonly child_database: ChildContent
}

/** A link to a page, a database or a comment. */
export interface LinkToPageBlock extends BlockBase {
  readonly type: 'link_to_page'
  readonly link_to_page: LinkToPageContent
}

/** A preview of content in another service. */
export interface LinkPreviewBlock extends BlockBase {
  readonly type: 'link_preview'
  /** The previewed content. Only the Notion app can create these blocks. */
  readonly link_preview: Link
}

/** An embedded web page. */
export interface EmbedBlock extends BlockBase {
  readonly type: 'embed'
  readonly embed: CaptionedLink
}

/** A link to a web page, shown with its title and image. */
export interface BookmarkBlock extends BlockBase {
  readonly type: 'bookmark'
  readonly bookmark: CaptionedLink
}

/** A block that links to something else. */
export type LinkBlock =
  | ChildPageBlock
  | ChildDatabaseBlock
  | LinkToPageBlock
  | LinkPreviewBlock
  | EmbedBlock
  | BookmarkBlock

/** The title of a child page or child database. */
export const ChildContent: Type<ChildContent> = struct<ChildContent>({ title: string })

/** A URL with a caption. */
export const CaptionedLink: Type<CaptionedLink> = struct<CaptionedLink>({ url: string, caption: RichText })

/** The target of a link to a page. */
export const LinkToPageContent: Type<LinkToPageContent> = tagged<LinkToPageContent>({
  page_id: string,
  database_id: string,
  comment_id: string,
})
