/** A plan for writing a tree of blocks: plain JSON, made by `planAppend`. */

import type { BlockRequest } from '../../ops/blocks/blockRequest.js'
import type { Cost } from '../shared/cost.js'

/** Appends blocks to a parent. */
export interface PlannedAppend {
  readonly op: 'append'
  /** The number of the parent block, or -1 for the block that the plan is executed on. */
  readonly parent: number
  /** The numbers of the new blocks of the first level. */
  readonly blocks: ReadonlyArray<number>
  /** The number of new blocks on all levels. */
  readonly total: number
  /** The new blocks, with the children that the request contains. */
  readonly children: ReadonlyArray<BlockRequest>
}

/** Reads the ids of blocks that were written inside another block, since a response has the ids of the first level only. */
export interface PlannedRead {
  readonly op: 'read'
  /** The number of the parent block. */
  readonly parent: number
  /** The numbers of its children, from the first one. */
  readonly blocks: ReadonlyArray<number>
  /** A fingerprint of each, to recognize it among the children that are read. */
  readonly prints: ReadonlyArray<string>
}

/** One request of a plan. */
export type PlannedRequest = PlannedAppend | PlannedRead

/** A block whose rich text continues in further blocks of the same type. */
export interface ContinuedBlock {
  /** Its path in the input: the index at each level, such as `0.3.1`. */
  readonly path: string
  readonly type: string
  /** The number of blocks that it is written as. The last one has its children. */
  readonly blocks: number
}

/** A plan for writing a tree of blocks, as plain JSON. The blocks are numbered from 0 in document order. */
export interface AppendPlan {
  /** The requests, in order. */
  readonly requests: ReadonlyArray<PlannedRequest>
  /** The additional requests that read the ids of all other blocks. */
  readonly id_requests: ReadonlyArray<PlannedRead>
  /** The number of the parent of each block, or -1 for the first level. */
  readonly parents: ReadonlyArray<number>
  /** The blocks whose rich text continues in further blocks. */
  readonly continued: ReadonlyArray<ContinuedBlock>
  /** The numbers of the blocks that continue the block before them. */
  readonly continuations: ReadonlyArray<number>
  /** The cost of writing the blocks. */
  readonly cost: Cost
  /** The cost of writing the blocks and reading the ids of all of them. */
  readonly cost_with_ids: Cost
  /** Identifies the content, so that an interrupted job is only resumed with the same one. */
  readonly hash: string
}
