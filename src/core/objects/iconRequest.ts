/** Icons as they are sent. */
import type { AbsentBesideAnotherType } from '../schema/absent.js'
import type { OneType } from '../schema/exactlyOne.js'
import type { ExternalFileRequest, UploadedFileRequest } from './fileRequest.js'
import type { CustomEmojiRequest } from './richTextRequest.js'

/** The icon of a page, database, callout or tab. */
export type IconRequest = OneType<IconRequests, AbsentBesideAnotherType>

interface IconRequests {
  /** One emoji, as a character. */
  readonly emoji: string
  readonly custom_emoji: CustomEmojiRequest
  readonly icon: BuiltInIconRequest
  readonly external: ExternalFileRequest['external']
  readonly file_upload: UploadedFileRequest['file_upload']
}

/** One of Notion's own icons. */
export interface BuiltInIconRequest {
  /** Notion's own name for it. */
  readonly name: string
  /** The color that it is drawn in. */
  readonly color?: BuiltInIconColor | undefined
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
