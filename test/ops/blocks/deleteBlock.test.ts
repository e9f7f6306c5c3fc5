import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { deleteBlock, deleteBlockRequest } from '../../../src/ops/blocks/deleteBlock.js'
import { aBlock, blockSamples } from '../../support/blocks.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `blocks/${anId(10)}`
const block_id = anId(10)

test('default: moves a block to the trash', async () => {
  answer('DELETE', path, aBlock({ in_trash: true }))
  expect(await deleteBlock(aContext(), { block_id })()).toEqual(E.right(aBlock({ in_trash: true })))
  expect(sent[0]).toMatchObject({ method: 'DELETE', path, body: undefined })
})

test('params: block_id can be a URL that points to a block', () => {
  const address = `https://www.notion.so/A-page-${anId().replaceAll('-', '')}#${anId(10).replaceAll('-', '')}`
  expect(deleteBlockRequest({ block_id: address }).path).toBe(path)
})

test('behavior: is repeatable, and invalidates the block and the children of its parent', () => {
  const { kind, writes } = deleteBlockRequest({ block_id })
  const own = ['object:0000000000004000800000000000000a', 'children:0000000000004000800000000000000a']
  const [block] = blockSamples
  expect(kind).toBe('repeatable')
  expect(block && writes?.(block)).toEqual([
    ...own,
    'object:00000000000040008000000000000001',
    'children:00000000000040008000000000000001',
  ])
})

test('behavior: invalidates everything that may be below or above it', () => {
  const { writes } = deleteBlockRequest({ block_id })
  const own = ['object:0000000000004000800000000000000a', 'children:0000000000004000800000000000000a']
  const [block] = blockSamples
  expect(block && writes?.({ ...block, has_children: true })).toContain('tree')
  expect(writes?.(undefined)).toEqual([...own, 'tree'])
  expect(writes?.({ object: 'block', id: anId(10) })).toEqual([...own, 'tree'])
})

test('behavior: returns a partial block if the connection cannot read', async () => {
  const partial = { object: 'block', id: anId(10) }
  answer('DELETE', path, partial)
  expect(await deleteBlock(aContext(), { block_id })()).toEqual(E.right(partial))
})

test('error: not found', async () => {
  answer('DELETE', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await deleteBlock(aContext(), { block_id })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'deleteBlock', kind: 'repeatable' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await deleteBlock(aContext(), { block_id: '..' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'block_id', given: '..' }] },
  })
  expect(sent).toEqual([])
})
