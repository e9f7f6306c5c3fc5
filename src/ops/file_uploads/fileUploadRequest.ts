/** What the operations on file uploads take. */

/** How a file gets to Notion: in one request, in several, or by Notion fetching it from an address. */
export type FileUploadMode = 'single_part' | 'multi_part' | 'external_url'

/** The content of a file, or of one part of it. */
export interface FileRequestContent {
  /** At most 900 bytes as UTF-8, with an extension. */
  readonly filename?: string | undefined
  /** At most 20 MiB; a text is sent as UTF-8. */
  readonly data: string | Blob | ArrayBuffer | ArrayBufferView
  /** The media type of `data`, such as `image/png`. Default that of the `Blob`; bytes and texts have none by themselves. */
  readonly content_type?: string | undefined
}
