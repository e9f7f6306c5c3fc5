/** The parameters of the jobs that read trees. */
import type { JobOptions } from '../../shared/jobOptions.js'

/** Which containers to enter besides ordinary blocks. */
export interface EnterOptions {
  /**
   * Whether to read the content of child pages, as children of their `child_page` block. Default `false`: they are `skipped`. The
   * rows of a child database are not blocks, and are never read.
   */
  readonly child_page?: boolean | undefined
  /**
   * What to do with a copy of a synced block, whose children are those of the original:
   *
   * - `follow` (default): the children of each original are read once, at the first place in document order, be it the original or
   *   a copy. Every other place is `skipped`.
   * - `leave`: copies are `skipped`, and each original has its children.
   * - `inline`: each copy has the children, as in the Notion app.
   */
  readonly synced_copy?: 'follow' | 'leave' | 'inline' | undefined
}

/** Parameters of the jobs that read trees. */
export interface BlockTreeParams extends JobOptions {
  /** The id of the page or block, with or without dashes, or its URL. */
  readonly block_id: string
  /** The number of levels to read: 1 for the children of the page or block only. Default: all. */
  readonly depth?: number | undefined
  /** The maximum number of requests at the same time, at all levels together. Default 8. */
  readonly concurrency?: number | undefined
  /** Which containers to enter besides ordinary blocks. */
  readonly enter?: EnterOptions | undefined
  /**
   * What to do if children cannot be read, because of an error, `max_requests` or the `signal`: `fail` with the error (default), or
   * `keep` everything else and name what is missing. `depth` alone is never a failure.
   */
  readonly on_missing?: 'fail' | 'keep' | undefined
}
