/** The result and the failure of copying pages. */
import type { NotionError } from '../../../core/call/error.js'
import type { Page, PartialPage } from '../../../ops/pages/page.js'
import type { BlockLoss } from '../blockLoss.js'

/** A page and its copy. */
export interface CopiedPage {
  readonly from: string
  readonly to: string
}

/** Copied pages. */
export interface PageCopy {
  /** The new page, with its properties; only its id if the connection can write but not read. */
  readonly page: Page | PartialPage
  /** The ids of the pages and their copies, parents first: one, unless the copy is deep. */
  readonly pages: ReadonlyArray<CopiedPage>
  /** The differences from the original, with their reasons. For a property, `block_id` is the id of its page. */
  readonly losses: ReadonlyArray<BlockLoss>
  /**
   * Whether a block of the original may have been edited while the job read it, so that the parts of the copy may be of different ages:
   * see the field of the same name of a `BlockTree`.
   */
  readonly maybe_edited_while_read: boolean
  /** The number of files that were uploaded again, without those that a resumed job had uploaded. */
  readonly files: number
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** The number of retries. */
  readonly retries: number
}

/** The state from which an interrupted copy continues, as JSON: it can be stored, and used in another process. */
export interface CopyResume {
  /** The id of the page to copy. */
  readonly page_id: string
  /** The pages that have copies. */
  readonly pages: ReadonlyArray<CopiedPage>
  /** What was lost when they were created. They are not created again. */
  readonly losses?: ReadonlyArray<BlockLoss>
  /** The page whose copy may have been created by the request that failed, if there is one. */
  readonly unsettled?: {
    readonly from: string
    /** The pages that its parent contained before. */
    readonly known: ReadonlyArray<string>
  }
}

/**
 * Some pages were or may have been created before a request failed. Call `copyPage` again with the same parameters and `resume`: it reads
 * the original again, and completes the copies. To give up, trash the copy of the first page.
 */
export interface PartialCopyError {
  readonly _tag: 'PartialCopyError'
  /** What was done, and how to continue. */
  readonly message: string
  /** Why the job stopped. */
  readonly cause: NotionError
  /** The pages that have copies, parents first. The content of the copies may be incomplete. */
  readonly pages: ReadonlyArray<CopiedPage>
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** Pass this to `copyPage` to continue. */
  readonly resume: CopyResume
}
