/** Blocks that lead elsewhere. */
import type { Type } from 'io-ts'
import type { Link } from '../../../core/objects/file.js'
import { RichText } from '../../../core/objects/richText.js'
import { string, struct, tagged, type UnknownType } from '../../../core/schema/combinators.js'
import type { BlockBase } from './base.js'

/** The title of a page or database that stands on a page. */
export interface ChildContent {
  /** Plain text; it changes with the page or database itself. */
  readonly title: string
}

/** An address with a caption. */
export interface CaptionedLink extends Link {
  /** What is written below it; empty where nothing is. */
  readonly caption: RichText
}

/** What a link to a page leads to. */
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

/** The preview of something in another service. */
export interface LinkPreviewBlock extends BlockBase {
  readonly type: 'link_preview'
  /** What it previews. Only Notion's own app makes these. */
  readonly link_preview: Link
}

/** A web page, shown in a frame. */
export interface EmbedBlock extends BlockBase {
  readonly type: 'embed'
  readonly embed: CaptionedLink
}

/** A link to a web page, shown with its title and picture. */
export interface BookmarkBlock extends BlockBase {
  readonly type: 'bookmark'
  readonly bookmark: CaptionedLink
}

/** A block that leads elsewhere. */
export type LinkBlock =
  | ChildPageBlock
  | ChildDatabaseBlock
  | LinkToPageBlock
  | LinkPreviewBlock
  | EmbedBlock
  | BookmarkBlock

/** The title of a page or database that stands on a page. */
export const ChildContent: Type<ChildContent> = struct<ChildContent>({ title: string })

/** An address with a caption. */
export const CaptionedLink: Type<CaptionedLink> = struct<CaptionedLink>({ url: string, caption: RichText })

/** What a link to a page leads to. */
export const LinkToPageContent: Type<LinkToPageContent> = tagged<LinkToPageContent>({
  page_id: string,
  database_id: string,
  comment_id: string,
})
