/** The parameters and the result of `appendTree`. */

import type { BlockPosition } from '../../ops/blocks/blockRequest.js'
import type { JobOptions } from '../shared/jobOptions.js'
import type { AppendPlan, ContinuedBlock } from './appendPlan.js'
import type { BlockTreeRequest } from './blockTreeRequest.js'
import type { AppendResume, WrittenBlock } from './partialAppendError.js'

/** Parameters of `appendTree`. */
export interface AppendTreeParams extends JobOptions {
  /** The id of the block or page, with or without dashes, or its URL. */
  readonly block_id: string
  /** The blocks, with children to any depth. Give either these or a `plan`. */
  readonly children?: ReadonlyArray<BlockTreeRequest> | undefined
  /** The plan of the blocks, from `planAppend`. */
  readonly plan?: AppendPlan | undefined
  /** The position of the first level. Default: the end. */
  readonly position?: BlockPosition | undefined
  /** The `resume` of a `PartialAppendError`, to write the rest of the same blocks; its position is that of the first call. */
  readonly resume?: AppendResume | undefined
  /**
   * Which ids to return: of `all` blocks (default), or of the `first_level` only. A response contains only the ids of the first level of
   * its request, so `all` takes more requests: see `cost_with_ids` of the plan.
   */
  readonly ids?: 'all' | 'first_level' | undefined
}

/** What `appendTree` wrote. */
export interface AppendedTree {
  /** The ids of the blocks, in the shape of the input. */
  readonly ids: ReadonlyArray<WrittenBlock>
  /** The number of blocks written, on all levels. */
  readonly blocks: number
  /** The blocks whose rich text continues in further blocks. */
  readonly continued: ReadonlyArray<ContinuedBlock>
  /** The number of requests sent, without retries. */
  readonly requests: number
  /** The number of retries. */
  readonly retries: number
}
