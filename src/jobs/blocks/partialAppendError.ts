/** The failure of a job that wrote some of its blocks, and how to continue. */

import type { NotionError } from '../../core/call/error.js'

/** A block that was written. */
export interface WrittenBlock {
  /** Its id. Absent if the ids of the lower levels were not requested, or if the block was deleted before its id was read. */
  readonly id?: string
  /** The ids of the blocks in which its rich text continues. */
  readonly continued?: ReadonlyArray<string>
  /** Its children, in the order of the input. */
  readonly children: ReadonlyArray<WrittenBlock>
}

/** The state from which an interrupted job continues, as JSON: it can be stored, and used in another process. */
export interface AppendResume {
  /** The id of the block that the job writes to. */
  readonly block_id: string
  /** Identifies the content. */
  readonly hash: string
  /** The number of completed requests of the plan. */
  readonly done: number
  /** The known ids of the written blocks, by the number of the block. */
  readonly ids: ReadonlyArray<readonly [block: number, id: string]>
  /** The siblings between which the first level is written. */
  readonly between: {
    /** The id of the sibling before it: the last block written so far, or an existing one; `null` if there is none. */
    readonly after: string | null
    /** The id of the sibling after it; `null` if there is none. */
    readonly before: string | null
    /** The position of the next request. */
    readonly position: 'start' | 'after_block' | 'end'
    /** Only if there are so many siblings that not all were read: blocks of the job are newer than this time, all others are older. */
    readonly since?: string | undefined
  }
  /** Whether the next request may have been applied. The job then reads the children of the parent first. */
  readonly unsettled: boolean
}

/**
 * Some blocks were or may have been written before a request failed. Call `appendTree` again with the same blocks and with `resume` to
 * write the rest.
 */
export interface PartialAppendError {
  readonly _tag: 'PartialAppendError'
  /** What was written, what is left, and how to continue. */
  readonly message: string
  /** Why the job stopped. */
  readonly cause: NotionError
  /** The known ids of the written blocks, by their path in the input: the index at each level, such as `0.3.1`. */
  readonly written: ReadonlyArray<{ readonly path: string; readonly id: string }>
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** Pass this to `appendTree` to write the rest. */
  readonly resume: AppendResume
}
