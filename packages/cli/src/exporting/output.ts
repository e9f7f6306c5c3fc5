/** What an export writes to. Each output is given every page once; the rows of a data source come one after the other. */
import type { BlockTree } from 'notion-fp/blocks'
import type { FoundFile } from 'notion-fp/files'
import type { DownloadedFile } from './downloads.js'
import type { Placed } from './placeAll.js'
import type { SourceRecord, StoredPage } from './records.js'

/** A file of a page, and where it is stored, if it is. */
export interface DocumentFile {
  readonly found: FoundFile
  readonly stored: DownloadedFile | undefined
}

/** A page with all that is known of it. */
export interface Document {
  readonly placed: Placed
  readonly record: StoredPage
  /** Its content; absent if it was not read. */
  readonly tree: BlockTree | undefined
  readonly files: ReadonlyArray<DocumentFile>
}

/** A data source, and its rows in order. */
export interface Group {
  readonly placed: Placed
  readonly record: SourceRecord
  readonly rows: ReadonlyArray<Placed>
}

/** Something that an output cannot show. */
export interface ExportLoss {
  readonly page_id: string
  readonly path: string
  readonly block_id?: string
  readonly type?: string
  readonly what: string
  readonly why: string
}

/** A format of an export. */
export interface ExportOutput {
  /** Starts the rows of a data source, or the pages that are not rows. */
  readonly begin: (group: Group | undefined) => Promise<void>
  readonly page: (document: Document) => Promise<void>
  readonly end: () => Promise<void>
  /** Writes what comes last, after all pages. */
  readonly finish: () => Promise<void>
  /** Discards what is not complete. */
  readonly abort: () => Promise<void>
}

/** What all outputs are given. */
export interface OutputTools {
  readonly folder: string
  /** The place of a page or data source, or of the data source of a database. */
  readonly placeOf: (id: string) => Placed | undefined
  readonly lose: (loss: ExportLoss) => Promise<void>
  /** Starts a file below the folder. When it is complete, it replaces the existing one, if it differs. */
  readonly begin: (path: string) => Promise<{
    readonly write: (text: string) => Promise<void>
    readonly commit: () => Promise<void>
    readonly abort: () => Promise<void>
  }>
  /** Writes a file below the folder, if it differs. */
  readonly write: (path: string, text: string) => Promise<void>
}
