/** Where a file lives: what gives a new address for it when the old one expires. */
import type { FileObject } from '../../../core/objects/file.js'

/** The file itself, as it was read. */
interface Read {
  /** As it was read; absent: it is read first. */
  readonly file?: FileObject | undefined
}

/** A file with the place where it lives. */
export type FileOwner =
  /** The file of an image, video, audio, PDF or file block. */
  | (Read & { readonly type: 'block'; readonly block_id: string })
  /** The icon of a callout or another block. */
  | (Read & { readonly type: 'block_icon'; readonly block_id: string })
  | (Read & { readonly type: 'page_icon'; readonly page_id: string })
  | (Read & { readonly type: 'page_cover'; readonly page_id: string })
  /** One file of a files property: that with the address of `file`, otherwise that of `index`, 0 by default. */
  | (Read & {
      readonly type: 'page_property'
      readonly page_id: string
      /** The id of the property, as pages contain it. */
      readonly property_id: string
      readonly index?: number | undefined
    })
  /** One attachment of a comment: that with the address of `file`, otherwise that of `index`, 0 by default. */
  | (Read & { readonly type: 'comment_attachment'; readonly comment_id: string; readonly index?: number | undefined })

/** A place without the file: plain data that stays true. */
export type FilePlace = FileOwner extends infer Owner ? (Owner extends unknown ? Omit<Owner, 'file'> : never) : never

/**
 * The place of a file.
 *
 * @internal
 */
export const placeOf = ({ file: _, ...place }: FileOwner): FilePlace => place
