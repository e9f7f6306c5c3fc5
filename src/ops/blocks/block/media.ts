/** Blocks with a file. */
import type { Type } from 'io-ts'
import { type FileObject, HostedFile, Link } from '../../../core/objects/file.js'
import { RichText } from '../../../core/objects/richText.js'
import { string, struct, tagged } from '../../../core/schema/combinators.js'
import type { BlockBase } from './base.js'

interface Captioned {
  /** The caption below it; empty if there is none. */
  readonly caption: RichText
}

interface CaptionedAndNamed extends Captioned {
  /** The display name, such as `report.pdf`. */
  readonly name?: string
}

/** A file with its caption. */
export type MediaContent = FileObject & Captioned

/** A file with its caption and display name. */
export type FileContent = FileObject & CaptionedAndNamed

/** An image. */
export interface ImageBlock extends BlockBase {
  readonly type: 'image'
  readonly image: MediaContent
}

/** A video: a file, or a URL of a site such as YouTube. */
export interface VideoBlock extends BlockBase {
  readonly type: 'video'
  readonly video: MediaContent
}

/** An embedded PDF. */
export interface PdfBlock extends BlockBase {
  readonly type: 'pdf'
  readonly pdf: MediaContent
}

/** A file to download. */
export interface FileBlock extends BlockBase {
  readonly type: 'file'
  readonly file: FileContent
}

/** An audio file. */
export interface AudioBlock extends BlockBase {
  readonly type: 'audio'
  readonly audio: MediaContent
}

/** A block with a file. */
export type MediaBlock = ImageBlock | VideoBlock | PdfBlock | FileBlock | AudioBlock

/** A file with its caption. */
export const MediaContent: Type<MediaContent> = tagged<MediaContent>(
  { file: HostedFile, external: Link },
  struct<Captioned>({ caption: RichText }),
)

/** A file with its caption and display name. */
export const FileContent: Type<FileContent> = tagged<FileContent>(
  { file: HostedFile, external: Link },
  struct<CaptionedAndNamed>({ caption: RichText }, { name: string }),
)
