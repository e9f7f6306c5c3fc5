/** Icons as they are sent. */
import type { ExternalFileRequest, UploadedFileRequest } from './file.js'
import type { CustomEmojiRequest } from './richText.js'

/** The icon of a page, database, callout or tab. */
export type IconRequest =
  | { readonly type?: 'emoji'; readonly emoji: string }
  | { readonly type?: 'custom_emoji'; readonly custom_emoji: CustomEmojiRequest }
  | { readonly type?: 'icon'; readonly icon: BuiltInIconRequest }
  | ExternalFileRequest
  | UploadedFileRequest

/** One of Notion's own icons. */
export interface BuiltInIconRequest {
  /** Notion's own name for it. */
  readonly name: string
  /** The color that it is drawn in. */
  readonly color?: BuiltInIconColor
}

/** A color of Notion's own icons. */
export type BuiltInIconColor =
  | 'gray'
  | 'lightgray'
  | 'brown'
  | 'yellow'
  | 'orange'
  | 'green'
  | 'blue'
  | 'purple'
  | 'pink'
  | 'red'
