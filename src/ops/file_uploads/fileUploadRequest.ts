/** Parameters of operations on file uploads. */

/** How a file is sent: in one request, in several parts, or imported by Notion from a URL. */
export type FileUploadMode = 'single_part' | 'multi_part' | 'external_url'

/** The content of a file, or of one part of it. */
export interface FileRequestContent {
  /** At most 900 bytes as UTF-8, with an extension. */
  readonly filename?: string | undefined
  /** At most 20 MiB; a string is sent as UTF-8. */
  readonly data: string | Blob | ArrayBuffer | ArrayBufferView
  /** The media type of `data`, such as `image/png`. Default that of a `Blob`, otherwise none. */
  readonly content_type?: string | undefined
}
