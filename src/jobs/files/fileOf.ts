/** Attaches an uploaded file. */
import type { RichTextRequest } from '../../core/objects/richTextRequest.js'

/** An uploaded file, in the form that blocks, files properties, icons, covers and comments accept. */
export interface UploadedFile {
  readonly type: 'file_upload'
  readonly file_upload: {
    /** The id of the file upload. */
    readonly id: string
  }
}

/** The name and caption of an attached file. */
export interface FileOfOptions {
  /** The displayed name, in a file block or a files property. Default: that of the upload. */
  readonly name?: string | undefined
  /** The caption, in a block: a text of at most 2,000 characters, or rich text. */
  readonly caption?: string | ReadonlyArray<RichTextRequest> | undefined
}

/** The additional fields of an uploaded file, from the options. */
export type FileOf<Options extends FileOfOptions> = UploadedFile &
  (Options extends { readonly name: string } ? { readonly name: string } : unknown) &
  (Options extends { readonly caption: string | ReadonlyArray<RichTextRequest> }
    ? { readonly caption: ReadonlyArray<RichTextRequest> }
    : unknown)

/**
 * An uploaded file in the form of a request: for the content of an image, video, PDF, audio or file block, a files property, an icon, a
 * cover, or the `attachments` of a comment.
 *
 * @param upload The file upload, or anything with its id.
 * @param options A name, for file blocks and files properties, and a caption, for blocks.
 * @returns The file, for a request.
 * @example
 * import { appendBlockChildren, type Context, createComment, updatePage } from 'notion-fp'
 * import { fileOf } from 'notion-fp/files'
 *
 * const show = (ctx: Context, block_id: string, file_upload_id: string) =>
 *   appendBlockChildren(ctx, {
 *     block_id,
 *     children: [{ audio: fileOf({ id: file_upload_id }, { caption: 'The talk' }) }],
 *   })
 *
 * const decorate = (ctx: Context, page_id: string, file_upload_id: string) =>
 *   updatePage(ctx, { page_id, cover: fileOf({ id: file_upload_id }) })
 *
 * const remark = (ctx: Context, page_id: string, file_upload_id: string) =>
 *   createComment(ctx, { parent: { page_id }, markdown: 'Listen', attachments: [fileOf({ id: file_upload_id })] })
 */
export function fileOf(upload: { readonly id: string }): UploadedFile
export function fileOf<Options extends FileOfOptions>(
  upload: { readonly id: string },
  options: Options,
): FileOf<Options>
export function fileOf(upload: { readonly id: string }, { name, caption }: FileOfOptions = {}): UploadedFile {
  return {
    type: 'file_upload',
    file_upload: { id: upload.id },
    ...(name !== undefined && { name }),
    ...(caption !== undefined && { caption: typeof caption === 'string' ? [{ text: { content: caption } }] : caption }),
  }
}
