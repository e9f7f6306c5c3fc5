/** The parts of a block that cannot be written as they were read. */

/** Something that is lost or changed when a block that was read is written. */
export interface BlockLoss {
  /** The id of the block. */
  readonly block_id: string
  /** The type of the block. */
  readonly type: string
  /** What is lost: `block` for the whole block with its children, otherwise the field, such as `icon`. */
  readonly what: string
  /** The reason, and what is written instead. */
  readonly why: string
}

/** A file hosted by Notion, which must be uploaded again before a new block can show it. */
export interface BlockUpload {
  /** The id of the block that shows the file. */
  readonly block_id: string
  /** Where the request needs the id of the upload: the path of the file object, as keys. */
  readonly at: ReadonlyArray<string | number>
  /** The signed URL to download the file from. */
  readonly url: string
  /** When the URL expires, ISO 8601. */
  readonly expiry_time: string
  /** The name of the file, from the block or the URL. */
  readonly name: string
}
