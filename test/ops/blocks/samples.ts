/** What the operations on blocks take and are answered, so that what they declare can be seen. */
import { appendBlockChildrenRequest } from '../../../src/ops/blocks/appendBlockChildren.js'
import { deleteBlockRequest } from '../../../src/ops/blocks/deleteBlock.js'
import { getBlockRequest } from '../../../src/ops/blocks/getBlock.js'
import { getBlockChildrenRequest } from '../../../src/ops/blocks/getBlockChildren.js'
import { updateBlockRequest } from '../../../src/ops/blocks/updateBlock.js'
import { aList } from '../../support/fixtures.js'
import { aBlock, block_id } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { idOf, seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getBlockRequest, [{ block_id }, aBlock(block_id)]),
  seen(getBlockChildrenRequest, [{ block_id }, aList([aBlock(idOf('CHILD'))])]),
  seen(appendBlockChildrenRequest, [{ block_id, children: [] }, aList([aBlock(idOf('CHILD'))])]),
  seen(updateBlockRequest, [
    { block_id, in_trash: false },
    { ...aBlock(block_id), has_children: true },
  ]),
  seen(deleteBlockRequest, [{ block_id }, { ...aBlock(block_id), has_children: true }]),
]
