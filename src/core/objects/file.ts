/** Files, icons and covers. */
import type { Type } from 'io-ts'
import { string, struct, tagged, type UnknownType } from '../schema/combinators.js'
import type { Word } from '../schema/variants.js'
import type { BuiltInIconColor } from './iconRequest.js'

/** A file that Notion keeps. */
export interface HostedFile {
  /** A signed address that works until `expiry_time`. */
  readonly url: string
  /** When the address stops working, ISO 8601; about an hour after the answer. */
  readonly expiry_time: string
}

/** A file that Notion keeps. */
export const HostedFile: Type<HostedFile> = /*#__PURE__*/ (() =>
  struct<HostedFile>({ url: string, expiry_time: string }))()

/** A file somewhere else, or anything else with an address. */
export interface Link {
  /** The address, at most 2000 characters in requests. */
  readonly url: string
}

/** A file somewhere else, or anything else with an address. */
export const Link: Type<Link> = /*#__PURE__*/ (() => struct<Link>({ url: string }))()

/** A file: kept by Notion, or at an address elsewhere. */
export type FileObject =
  | { readonly type: 'file'; readonly file: HostedFile }
  | { readonly type: 'external'; readonly external: Link }
  | { readonly type: UnknownType }

/** A file: kept by Notion, or at an address elsewhere. */
export const FileObject: Type<FileObject> = /*#__PURE__*/ (() =>
  tagged<FileObject>({ file: HostedFile, external: Link }))()

/** The cover of a page or database. */
export type Cover = FileObject

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
export const CustomEmoji: Type<CustomEmoji> = /*#__PURE__*/ (() =>
  struct<CustomEmoji>({ id: string }, { name: string, url: string }))()

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
export const Icon: Type<Icon> = /*#__PURE__*/ (() =>
  tagged<Icon>({
    emoji: string,
    file: HostedFile,
    external: Link,
    custom_emoji: CustomEmoji,
    icon: struct<BuiltInIcon>({ name: string }, { color: string }),
  }))()
