/** Parameters of `createMeetingNote`. */
import type { AbsentBesideABlock } from '../../core/schema/absent.js'

/** The spoken languages; with `auto`, Notion detects it. */
export type MeetingLanguage =
  | 'auto'
  | 'en'
  | 'zh-CN'
  | 'zh-TW'
  | 'es'
  | 'fr'
  | 'de'
  | 'ja'
  | 'ko'
  | 'pt'
  | 'ru'
  | 'th'
  | 'vi'
  | 'id'
  | 'da'
  | 'fi'
  | 'no'
  | 'nl'
  | 'it'
  | 'sv'
  | 'ar'
  | 'he'
  | 'pl'

/** An uploaded recording, and the page for its note. */
export interface UploadedMeetingRequest {
  readonly source: {
    readonly type: 'file_upload'
    /** The id of a file upload whose status is `uploaded`. */
    readonly file_upload_id: string
  }
  readonly parent: {
    readonly type: 'page_id'
    /** The id of the page, with or without dashes, or its URL. */
    readonly page_id: string
  }
}

/** A recording in an existing block; its note is created there. */
export interface RecordedMeetingRequest {
  readonly source: {
    readonly type: 'block'
    /** The id of the block, with or without dashes, or a URL that points to it. */
    readonly block_id: string
  }
  readonly parent?: AbsentBesideABlock | undefined
}

/** The recording of a meeting. */
export type MeetingSourceRequest = UploadedMeetingRequest | RecordedMeetingRequest
