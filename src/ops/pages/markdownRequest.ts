/** What the content of a page is changed with, as Markdown. */
import type { AbsentBesideAnotherChange } from '../../core/schema/absent.js'
import type { Without } from '../../core/schema/exactlyOne.js'

/** Content to put in. */
export interface InsertContentRequest {
  /** In Notion's dialect of Markdown. */
  readonly content: string
  /** What it comes after: a piece of the page, or its beginning and its end with `...` between. */
  readonly after?: string | undefined
  /** Default the end. */
  readonly position?: { readonly type: 'start' } | { readonly type: 'end' } | undefined
}

/** Content to put in the place of a piece of the page. */
export interface ReplaceContentRangeRequest {
  /** In Notion's dialect of Markdown. */
  readonly content: string
  /** The piece, or its beginning and its end with `...` between. */
  readonly content_range: string
  /** Whether pages and databases that are in the piece may go to the trash. Default `false`: Notion refuses then. */
  readonly allow_deleting_content?: boolean | undefined
}

/** A text to put in the place of another. */
export interface ContentUpdateRequest {
  /** The text that is there. It has to be there once, or `replace_all_matches` has to be true. */
  readonly old_str: string
  /** What stands there afterwards, in Notion's dialect of Markdown. */
  readonly new_str: string
  /** Default `false`. */
  readonly replace_all_matches?: boolean | undefined
}

/** Texts to put in the place of others. */
export interface UpdateContentRequest {
  /** At most 100. */
  readonly content_updates: ReadonlyArray<ContentUpdateRequest>
  /** Whether pages and databases that are in the replaced text may go to the trash. Default `false`: Notion refuses then. */
  readonly allow_deleting_content?: boolean | undefined
}

/** Content to put in the place of all there is. */
export interface ReplaceContentRequest {
  /** In Notion's dialect of Markdown. */
  readonly new_str: string
  /** Whether pages and databases that are on the page may go to the trash. Default `false`: Notion refuses then. */
  readonly allow_deleting_content?: boolean | undefined
}

/** The ways to change the content of a page, by the `type` that names them. */
export interface MarkdownUpdates {
  /** Adds content and leaves the rest as it is. */
  readonly insert_content: InsertContentRequest
  /** Replaces one piece; `update_content` is what Notion recommends instead. */
  readonly replace_content_range: ReplaceContentRangeRequest
  /** Searches for texts and replaces them. */
  readonly update_content: UpdateContentRequest
  /** Replaces the whole content of the page. */
  readonly replace_content: ReplaceContentRequest
}

/** A change of the content of a page: its `type`, and the change under the name of that type. */
export type MarkdownUpdate = {
  readonly [Type in keyof MarkdownUpdates]: { readonly type: Type } & {
    readonly [Own in Type]: MarkdownUpdates[Type]
  } & Without<Exclude<keyof MarkdownUpdates, Type>, AbsentBesideAnotherChange>
}[keyof MarkdownUpdates]
