/** The records in the folder of a backup: each part has one JSON object a line. */
import type { Block, Comment, Database, DataSource, DataSourceTemplate, Page } from 'notion-fp'

/** The parts of a backup; each is a file `<part>.jsonl`. */
export const PARTS = ['pages', 'databases', 'data_sources', 'users', 'files', 'external'] as const

/** A part of a backup. */
export type Part = (typeof PARTS)[number]

/** The version of the format of the folder. */
export const FORMAT_VERSION = 1

/** Something that could not be read, and why. */
export interface Unread {
  /** `content`, `comments`, `property`, `file`, `views`, `templates`, `rows`, `page`, `database` or `data_source`. */
  readonly what: string
  /** The id of the object, block or file. */
  readonly id: string
  readonly why: string
}

/** A block of a page as the API returned it. Blocks are in document order. */
export interface StoredBlock {
  /** The id of the page or block that it is in. */
  readonly parent_id: string
  readonly block: Block
}

/** A file of Notion that is in the backup. */
export interface StoredFile {
  /** Its URL without the signature, as in the raw responses. */
  readonly address: string
  /** The hash of the content: `files/ab/ab…` has the bytes. */
  readonly sha256: string
}

/** A page or a row: the response of the API with its lists completed, its content, its comments and its files. */
export interface PageRecord {
  readonly id: string
  readonly page: Page
  readonly blocks: ReadonlyArray<StoredBlock>
  readonly comments: ReadonlyArray<Comment>
  readonly files: ReadonlyArray<StoredFile>
  readonly unread: ReadonlyArray<Unread>
  /** When it was read, ISO 8601. */
  readonly read_at: string
  /** Of a template: its data source. */
  readonly template_of?: string
}

/** A database. */
export interface DatabaseRecord {
  readonly id: string
  readonly database: Database
  /** Its views, as the API returned them. */
  readonly views: ReadonlyArray<unknown>
  readonly files: ReadonlyArray<StoredFile>
  readonly unread: ReadonlyArray<Unread>
}

/** A data source: its schema and its templates. The rows are pages with this parent. */
export interface DataSourceRecord {
  readonly id: string
  readonly data_source: DataSource
  readonly templates: ReadonlyArray<DataSourceTemplate>
  readonly unread: ReadonlyArray<Unread>
}

/** A user that something in the backup refers to. */
export interface UserRecord {
  readonly id: string
  readonly user: unknown
}

/** A file; its id is its hash. */
export interface FileRecord {
  readonly id: string
  readonly bytes: number
  readonly name: string
  readonly content_type?: string
}

/** Something that the backup refers to but does not contain. */
export interface ExternalRecord {
  readonly id: string
  readonly kind: ReferenceKind
  /** The first object that refers to it, and how many do. */
  readonly from: string
  readonly count: number
}

/** What a reference leads to. */
export type ReferenceKind = 'page' | 'database' | 'data_source' | 'block' | 'user'

/** The records of the parts. */
export interface BackupRecords {
  readonly pages: PageRecord
  readonly databases: DatabaseRecord
  readonly data_sources: DataSourceRecord
  readonly users: UserRecord
  readonly files: FileRecord
  readonly external: ExternalRecord
}

/** What the user asked for. */
export type Roots = { readonly everything: true } | { readonly page_id: string }

/** A part as the manifest describes it. */
export interface PartSummary {
  readonly lines: number
  readonly bytes: number
  readonly sha256: string
}

/** `manifest.json`. */
export interface Manifest {
  readonly format: 'notion-fp-backup'
  readonly version: number
  readonly roots: Roots
  /** Which comments were read. */
  readonly comments: CommentScope
  readonly state: 'complete' | 'partial'
  /** The last run, ISO 8601. */
  readonly started: string
  readonly finished: string
  readonly counts: { readonly [name: string]: number }
  readonly parts: { readonly [part in Part]: PartSummary }
  /** What could not be read. */
  readonly unread: ReadonlyArray<Unread>
}

/** Which comments to read: those of pages and of each block, those of pages, or none. */
export const COMMENT_SCOPES = ['all', 'pages', 'none'] as const

/** One of {@link COMMENT_SCOPES}. */
export type CommentScope = (typeof COMMENT_SCOPES)[number]
