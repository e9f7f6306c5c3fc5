import { expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import { assembleTree, type ChildList } from '../../../../src/jobs/blocks/tree/assembleTree.js'

test('behavior: a tree may be 10,000 levels deep: deeper than the stack', () => {
  const lists = new Map<string, ChildList>()
  for (let level = 0; level < 10_000; level++) {
    const block = { object: 'block', id: `${level + 1}`, type: 'toggle', has_children: level < 9_999, toggle: {} }
    lists.set(`${level}`, { blocks: [unsafeCast(block)] })
  }
  const { children, missing } = assembleTree({ id: '0', depth: 1 }, lists, { block_id: '0' })
  let depth = 0
  for (let at = children[0]; at; at = at.children[0]) depth++
  expect([depth, missing]).toEqual([10_000, []])
})
