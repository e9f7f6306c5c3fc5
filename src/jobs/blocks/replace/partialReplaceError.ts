/** The failure of a job that replaced some of the content, and how to continue. */
import type { NotionError } from '../../../core/call/error.js'

/** How an interrupted job continues, as JSON: it can be stored, and used in another process. */
export interface ReplaceResume {
  /** The id of the page or block whose content is replaced. */
  readonly block_id: string
  /** Identifies the new content. */
  readonly hash: string
}

/** What a job has changed: the ids of the blocks. */
export interface ReplacedBlocks {
  readonly updated: ReadonlyArray<string>
  /** The new blocks of the first level of each insertion. */
  readonly inserted: ReadonlyArray<string>
  /** Those that were deleted, or gone already. */
  readonly deleted: ReadonlyArray<string>
}

/**
 * Some of the content was replaced, or may have been, before a request failed. Updates come first and deletions last, so nothing of the
 * new content is missing once a deletion was sent. Call the job again with the same parameters and `resume`: it reads what is there, and
 * does what is left.
 */
export interface PartialReplaceError extends ReplacedBlocks {
  readonly _tag: 'PartialReplaceError'
  /** What was done, what is left, and how to continue. */
  readonly message: string
  /** Why the job stopped. */
  readonly cause: NotionError
  /** The number of writes that are left: updates, insertions and deletions. */
  readonly left: { readonly updates: number; readonly insertions: number; readonly deletions: number }
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** Give this to the job to continue. */
  readonly resume: ReplaceResume
}
