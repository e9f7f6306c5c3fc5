/** Where mirrored files go: a folder, a bucket, a database. */
import type { FilePlace } from '../download/fileOwner.js'

/** What is known of a file that is being mirrored. */
export interface MirrorInfo {
  /** The name in a files property or a file block, otherwise by the address. Not safe as a path; the key is. */
  readonly name: string
  /** The name by which a download is saved. */
  readonly filename: string
  /** In bytes; absent if the host does not say. */
  readonly size?: number
  readonly content_type?: string
  /** Whether Notion keeps the file. */
  readonly hosted: boolean
  /** Where it lives. */
  readonly owner: FilePlace
}

/** Where mirrored files go. */
export interface MirrorSink {
  /**
   * Writes a file. It must read the stream to its end, and return when the file is safe. A file of the same key is replaced. If the
   * stream fails, what was written of it is not to be kept.
   *
   * @param key A relative path that any file system accepts.
   */
  readonly write: (key: string, stream: ReadableStream<Uint8Array>, info: MirrorInfo) => void | Promise<void>
  /** The size of the file that is there, in bytes; `undefined` if none is. Default: the manifest is believed. */
  readonly size?: ((key: string) => number | undefined | Promise<number | undefined>) | undefined
}
