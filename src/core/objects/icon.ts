/** Icons of pages, databases and callouts. */
import type { Type } from 'io-ts'
import type { AbsentBesideAnotherType } from '../schema/absent.js'
import { string, struct, tagged, type UnknownType } from '../schema/combinators.js'
import type { OneType } from '../schema/exactlyOne.js'
import type { Word } from '../schema/variants.js'
import { type ExternalFileRequest, HostedFile, Link, type UploadedFileRequest } from './file.js'

/** A custom emoji of the workspace. */
export interface CustomEmoji {
  /** A UUID with dashes. */
  readonly id: string
  /** The name in the workspace, which `getCustomEmojis` can search for. */
  readonly name?: string
  /** The URL of the image. */
  readonly url?: string
}

/** A custom emoji of the workspace. */
export const CustomEmoji: Type<CustomEmoji> = struct<CustomEmoji>({ id: string }, { name: string, url: string })

/** The icon of a page, database or callout. */
export type Icon =
  | { readonly type: 'emoji'; readonly emoji: string }
  | { readonly type: 'file'; readonly file: HostedFile }
  | { readonly type: 'external'; readonly external: Link }
  | { readonly type: 'custom_emoji'; readonly custom_emoji: CustomEmoji }
  | { readonly type: 'icon'; readonly icon: BuiltInIcon }
  | { readonly type: UnknownType }

/** One of Notion's built-in icons. */
export interface BuiltInIcon {
  /** The name of the icon in Notion. */
  readonly name: string
  /** Absent if no color was chosen. */
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
  /** A single emoji character. */
  readonly emoji: string
  readonly custom_emoji: CustomEmojiRequest
  readonly icon: BuiltInIconRequest
  readonly external: ExternalFileRequest['external']
  readonly file_upload: UploadedFileRequest['file_upload']
}

/** One of Notion's built-in icons. */
export interface BuiltInIconRequest {
  /** The name of the icon in Notion. */
  readonly name: string
  /** The color of the icon. */
  readonly color?: BuiltInIconColor | undefined
}

/** A color of Notion's built-in icons. */
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

/** A custom emoji of the workspace. */
export interface CustomEmojiRequest {
  /** The id, as returned by `getCustomEmojis`. */
  readonly id: string
  /** As returned by Notion. Optional: the id is sufficient. */
  readonly name?: string | undefined
  /** As returned by Notion. Optional: the id is sufficient. */
  readonly url?: string | undefined
}
