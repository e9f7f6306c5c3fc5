import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getBlock, getBlockRequest } from '../../../src/ops/blocks/getBlock.js'
import { aBlock } from '../../support/blocks.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

test('default: retrieves a block', async () => {
  answer('GET', `blocks/${anId(10)}`, aBlock())
  expect(await getBlock(aContext(), { block_id: anId(10) })()).toEqual(E.right(aBlock()))
  expect(sent).toHaveLength(1)
})

test('params: block_id can be without dashes, or a URL that points to a block', () => {
  const bare = anId(10).replaceAll('-', '')
  const page = `https://www.notion.so/A-page-${anId().replaceAll('-', '')}`
  expect(getBlockRequest({ block_id: bare }).path).toBe(`blocks/${anId(10)}`)
  expect(getBlockRequest({ block_id: `${page}#${bare}` }).path).toBe(`blocks/${anId(10)}`)
  expect(getBlockRequest({ block_id: page }).path).toBe(`blocks/${anId()}`)
})

test('behavior: declares what it reads', () => {
  const { kind, cache, reads } = getBlockRequest({ block_id: anId(10) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: { resource: 'blocks' } })
  expect(reads?.({ ...aBlock(), type: 'unknown:block' })).toEqual(['object:0000000000004000800000000000000a', 'tree'])
})

test('behavior: keeps an unknown type', async () => {
  const block = aBlock({ type: 'hologram', hologram: { depth: 3 } })
  answer('GET', `blocks/${anId(10)}`, block)
  expect(await getBlock(aContext(), { block_id: anId(10) })()).toEqual(E.right(block))
})

test('error: not found', async () => {
  answer('GET', `blocks/${anId(10)}`, anErrorBody(404, 'object_not_found'), 404)
  expect(await getBlock(aContext(), { block_id: anId(10) })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'getBlock' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getBlock(aContext(), { block_id: 'block' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'block_id', given: 'block' }] },
  })
  expect(sent).toEqual([])
})

test('error: a response of another shape reports the path', async () => {
  answer('GET', `blocks/${anId(10)}`, aBlock({ type: 'to_do', to_do: { rich_text: [], color: 'default' } }))
  expect(await getBlock(aContext(), { block_id: anId(10) })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'to_do.checked', expected: 'boolean' }] },
  })
})

test('error: a partial block is not a valid response to a read', async () => {
  answer('GET', `blocks/${anId(10)}`, { object: 'block', id: anId(10) })
  expect(await getBlock(aContext(), { block_id: anId(10) })()).toMatchObject({ left: { _tag: 'DecodeError' } })
})
