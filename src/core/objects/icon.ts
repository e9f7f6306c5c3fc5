/** Icons of pages, databases and callouts. */
import type { Type } from 'io-ts'
import type { AbsentBesideAnotherType } from '../schema/absent.js'
import { string, struct, tagged, type UnknownType } from '../schema/combinators.js'
import type { OneType } from '../schema/exactlyOne.js'
import type { Word } from '../schema/variants.js'
import { type ExternalFileRequest, HostedFile, Link, type UploadedFileRequest } from './file.js'

/** An emoji of the workspace. */
export interface CustomEmoji {
  /** A UUID with dashes. */
  readonly id: string
  /** Its name in the workspace; `getCustomEmojis` can look for it. */
  readonly name?: string
  /** The address of its picture. */
  readonly url?: string
}

/** An emoji of the workspace. */
export const CustomEmoji: Type<CustomEmoji> = struct<CustomEmoji>({ id: string }, { name: string, url: string })

/** The icon of a page, database or callout. */
export type Icon =
  | { readonly type: 'emoji'; readonly emoji: string }
  | { readonly type: 'file'; readonly file: HostedFile }
  | { readonly type: 'external'; readonly external: Link }
  | { readonly type: 'custom_emoji'; readonly custom_emoji: CustomEmoji }
  | { readonly type: 'icon'; readonly icon: BuiltInIcon }
  | { readonly type: UnknownType }

/** One of Notion's own icons. */
export interface BuiltInIcon {
  /** Its name among the icons of Notion. */
  readonly name: string
  /** Absent where none was chosen. */
  readonly color?: Word<BuiltInIconColor>
}

/** The icon of a page, database or callout. */
export const Icon: Type<Icon> = tagged<Icon>({
  emoji: string,
  file: HostedFile,
  external: Link,
  custom_emoji: CustomEmoji,
  icon: struct<BuiltInIcon>({ name: string }, { color: string }),
})

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

/** An emoji of the workspace. */
export interface CustomEmojiRequest {
  /** As `getCustomEmojis` gives it. */
  readonly id: string
  /** As Notion gave it; the id is enough. */
  readonly name?: string | undefined
  /** As Notion gave it; the id is enough. */
  readonly url?: string | undefined
}
