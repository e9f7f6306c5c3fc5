/** The destination of mirrored files: a folder, a bucket, a database. */
import type { FilePlace } from '../download/fileOwner.js'

/** The details of a file that is being mirrored. */
export interface MirrorInfo {
  /** The name in a files property or a file block, otherwise that in the address. Unlike the key, it is not safe as a path. */
  readonly name: string
  /** The file name of the download. */
  readonly filename: string
  /** In bytes; absent if the host does not send it. */
  readonly size?: number
  readonly content_type?: string
  /** Whether the file is hosted by Notion. */
  readonly hosted: boolean
  /** The owner of the file. */
  readonly owner: FilePlace
}

/** The destination of mirrored files. */
export interface MirrorSink {
  /**
   * Writes a file. It must read the stream to its end, and return when the file is stored. A file with the same key is replaced. If the
   * stream fails, the incomplete file must be discarded.
   *
   * @param key A relative path that any file system accepts.
   */
  readonly write: (key: string, stream: ReadableStream<Uint8Array>, info: MirrorInfo) => void | Promise<void>
  /** The size of the stored file, in bytes; `undefined` if there is none. Default: the manifest is trusted. */
  readonly size?: ((key: string) => number | undefined | Promise<number | undefined>) | undefined
}
