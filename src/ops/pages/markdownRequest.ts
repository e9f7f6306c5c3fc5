/** Changes of the content of a page as Markdown. */
import type { AbsentBesideAnotherChange } from '../../core/schema/absent.js'
import type { Without } from '../../core/schema/exactlyOne.js'

/** Content to insert. */
export interface InsertContentRequest {
  /** In enhanced Markdown. */
  readonly content: string
  /** The text to insert after, or its start and end separated by `...`. */
  readonly after?: string | undefined
  /** Default the end. */
  readonly position?: { readonly type: 'start' } | { readonly type: 'end' } | undefined
}

/** Content that replaces a range of the page. */
export interface ReplaceContentRangeRequest {
  /** In enhanced Markdown. */
  readonly content: string
  /** The range to replace, or its start and end separated by `...`. */
  readonly content_range: string
  /** Whether child pages and databases in the range may be deleted. Default `false`: Notion rejects the request. */
  readonly allow_deleting_content?: boolean | undefined
}

/** A text replacement. */
export interface ContentUpdateRequest {
  /** The text to replace. It must occur exactly once unless `replace_all_matches` is true. */
  readonly old_str: string
  /** The replacement in enhanced Markdown. */
  readonly new_str: string
  /** Default `false`. */
  readonly replace_all_matches?: boolean | undefined
}

/** Text replacements. */
export interface UpdateContentRequest {
  /** At most 100. */
  readonly content_updates: ReadonlyArray<ContentUpdateRequest>
  /** Whether child pages and databases in the replaced text may be deleted. Default `false`: Notion rejects the request. */
  readonly allow_deleting_content?: boolean | undefined
}

/** Content that replaces the whole page. */
export interface ReplaceContentRequest {
  /** In enhanced Markdown. */
  readonly new_str: string
  /** Whether child pages and databases of the page may be deleted. Default `false`: Notion rejects the request. */
  readonly allow_deleting_content?: boolean | undefined
}

/** The changes of the content of a page, by `type`. */
export interface MarkdownUpdates {
  /** Inserts content. */
  readonly insert_content: InsertContentRequest
  /** Replaces a range; Notion recommends `update_content` instead. */
  readonly replace_content_range: ReplaceContentRangeRequest
  /** Finds texts and replaces them. */
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
