/** The owner of a file, from which a new address can be read when the old one expires. */
import type { FileObject } from '../../../core/objects/file.js'

/** The file itself, as it was read. */
interface Read {
  /** As it was read. If it is absent, it is read first. */
  readonly file?: FileObject | undefined
}

/** A file with its owner. */
export type FileOwner =
  /** The file of an image, video, audio, PDF or file block. */
  | (Read & { readonly type: 'block'; readonly block_id: string })
  /** The icon of a callout or another block. */
  | (Read & { readonly type: 'block_icon'; readonly block_id: string })
  | (Read & { readonly type: 'page_icon'; readonly page_id: string })
  | (Read & { readonly type: 'page_cover'; readonly page_id: string })
  /** One file of a files property: the one with the address of `file`, otherwise the one at `index`. Default 0. */
  | (Read & {
      readonly type: 'page_property'
      readonly page_id: string
      /** The id of the property, as pages contain it. */
      readonly property_id: string
      readonly index?: number | undefined
    })
  /** One attachment of a comment: the one with the address of `file`, otherwise the one at `index`. Default 0. */
  | (Read & { readonly type: 'comment_attachment'; readonly comment_id: string; readonly index?: number | undefined })

/** An owner without the file: plain data that does not expire. */
export type FilePlace = FileOwner extends infer Owner ? (Owner extends unknown ? Omit<Owner, 'file'> : never) : never

/**
 * The owner of a file, without the file.
 *
 * @internal
 */
export const placeOf = ({ file: _, ...place }: FileOwner): FilePlace => place
