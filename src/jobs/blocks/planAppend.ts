import { type Either, left, right } from 'fp-ts/Either'
import type { InvalidInputError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { contentHash } from '../shared/contentHash.js'
import { costOf } from '../shared/cost.js'
import { invalidJob } from '../shared/jobParams.js'
import type { AppendPlan } from './appendPlan.js'
import type { BlockTreeRequest } from './blockTreeRequest.js'
import { packBlocks } from './packBlocks.js'
import { prepareBlocks } from './prepareBlocks.js'
import { REQUEST_LIMITS, type RequestLimits } from './requestLimits.js'

/**
 * Plans within the given limits.
 *
 * @internal
 */
export const planWithin = (
  children: ReadonlyArray<BlockTreeRequest>,
  limits: RequestLimits,
): Either<InvalidInputError, AppendPlan> => {
  const tree = prepareBlocks(children, limits)
  const invalid: Array<InvalidInput> = [...tree.issues]
  const packed = invalid.length > 0 ? undefined : packBlocks(tree, limits, invalid)
  if (!packed || invalid.length > 0) {
    return left(invalidJob('planAppend', invalid))
  }
  return right({
    ...packed,
    parents: tree.parents,
    continued: tree.continued,
    continuations: tree.continuations,
    cost: costOf(packed.requests.length),
    cost_with_ids: costOf(packed.requests.length + packed.id_requests.length),
    // A job cannot be resumed if its blocks are packed differently, such as by another version of the library.
    hash: `${tree.hash}-${packed.requests
      .map(({ parent, blocks }) => `${parent}.${blocks.length}`)
      .reduce((hash, next) => {
        hash.add(next)
        return hash
      }, contentHash())
      .value()}`,
  })
}

/**
 * Plans how to write blocks of any number and depth with the least number of requests.
 *
 * - A request has at most 100 blocks in an array, 1,000 blocks in total, 500 kB, and two levels of children below the first one.
 * - A text of more than 2,000 UTF-16 units is split into several runs. Rich text of more than 100 runs continues in additional blocks of
 *   the same type, which `continued` lists; the last one has the children. A heading with children becomes a toggle heading.
 * - Column lists are written with all of their columns, and tables, tabs and columns with their first child.
 *
 * It is pure: nothing is sent. The time is proportional to the number of blocks.
 *
 * @param children The blocks, with children to any depth.
 * @returns The plan as plain JSON, with its cost. Fails with `InvalidInputError`, which names each block that cannot be written, such
 * as an equation above 1,000 characters.
 * @see https://developers.notion.com/reference/request-limits
 * @example
 * import { planAppend } from 'notion-fp/blocks'
 *
 * const leaf = (content: string) => ({ paragraph: { rich_text: [{ text: { content } }] } })
 * const plan = planAppend(Array.from({ length: 250 }, (_, index) => leaf(`Line ${index}`)))
 * if (plan._tag === 'Right') console.log(plan.right.cost) // { requests: 3, seconds: { … } }
 */
export const planAppend = (children: ReadonlyArray<BlockTreeRequest>): Either<InvalidInputError, AppendPlan> =>
  planWithin(children, REQUEST_LIMITS)
