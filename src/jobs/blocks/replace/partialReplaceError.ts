/** The failure of a job that replaced some of the content, and how to continue. */
import type { NotionError } from '../../../core/call/error.js'

/** The state from which an interrupted job continues, as JSON: it can be stored, and used in another process. */
export interface ReplaceResume {
  /** The id of the page or block whose content is replaced. */
  readonly block_id: string
  /** Identifies the new content. */
  readonly hash: string
}

/** The ids of the blocks that a job has changed. */
export interface ReplacedBlocks {
  readonly updated: ReadonlyArray<string>
  /** The new blocks of the first level of each insertion. */
  readonly inserted: ReadonlyArray<string>
  /** Those that were deleted, or no longer existed. */
  readonly deleted: ReadonlyArray<string>
}

/**
 * Some of the content was or may have been replaced before a request failed. Updates come first and deletions last, so the new content is
 * complete before the first deletion. Call the job again with the same parameters and `resume`: it reads the content, and completes the
 * rest.
 */
export interface PartialReplaceError extends ReplacedBlocks {
  readonly _tag: 'PartialReplaceError'
  /** What was done, what is left, and how to continue. */
  readonly message: string
  /** Why the job stopped. */
  readonly cause: NotionError
  /** The number of remaining writes: updates, insertions and deletions. */
  readonly left: { readonly updates: number; readonly insertions: number; readonly deletions: number }
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** Pass this to the job to continue. */
  readonly resume: ReplaceResume
}
