/** What a meeting note is made from. */
import type { AbsentBesideABlock } from '../../core/schema/absent.js'

/** The languages that can be spoken; `auto` has Notion find out. */
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

/** A recording that was uploaded, and the page that its notes go into. */
export interface UploadedMeetingRequest {
  readonly source: {
    readonly type: 'file_upload'
    /** The id of a file upload whose status is `uploaded`. */
    readonly file_upload_id: string
  }
  readonly parent: {
    readonly type: 'page_id'
    /** The id of the page, with dashes or without, or its address. */
    readonly page_id: string
  }
}

/** A recording that is a block already; its notes go where it is. */
export interface RecordedMeetingRequest {
  readonly source: {
    readonly type: 'block'
    /** The id of the block, with dashes or without, or the address that points at it. */
    readonly block_id: string
  }
  readonly parent?: AbsentBesideABlock | undefined
}

/** Where the recording of a meeting is. */
export type MeetingSourceRequest = UploadedMeetingRequest | RecordedMeetingRequest
