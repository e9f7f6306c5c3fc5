import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { childrenTag, objectTag } from '../../../src/core/call/tag.js'
import { collect } from '../../../src/core/pagination/paginate.js'
import { getBlockChildren, getBlockChildrenRequest } from '../../../src/ops/blocks/getBlockChildren.js'
import { aBlock, blockSamples } from '../../support/blocks.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `blocks/${anId()}/children`

test('default: retrieves the children, whatever their types', async () => {
  answer('GET', path, aList(blockSamples))
  expect(await getBlockChildren(aContext(), { block_id: anId() })()).toEqual(E.right(aList(blockSamples)))
  expect([...(sent[0]?.search ?? [])]).toEqual([])
})

test('params: start_cursor and page_size are sent in the query', async () => {
  answer('GET', path, aList([]))
  await getBlockChildren(aContext(), { block_id: anId(), start_cursor: 'a cursor&', page_size: 10 })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ start_cursor: 'a cursor&', page_size: '10' })
})

test('params: block_id can be the URL of a page', () => {
  const page = `https://www.notion.so/A-page-${anId().replaceAll('-', '')}`
  expect(getBlockChildrenRequest({ block_id: page }).path).toBe(path)
})

test('behavior: all pages of results are collected', async () => {
  const pages = [aList([aBlock()], 'next'), aList([aBlock({ id: anId(11) })])]
  answer('GET', path, (count: number) => pages[count - 1])
  expect(await collect(getBlockChildren)(aContext(), { block_id: anId() })()).toEqual(
    E.right([aBlock(), aBlock({ id: anId(11) })]),
  )
  expect(sent.map(({ search }) => search.get('start_cursor'))).toEqual([null, 'next'])
})

test('behavior: declares what it reads, also for a URL', () => {
  const page = `https://www.notion.so/A-page-${anId().replaceAll('-', '')}`
  const { kind, cache, reads } = getBlockChildrenRequest({ block_id: page })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: { resource: 'blocks' } })
  expect(reads?.(aList(blockSamples.slice(0, 1)))).toEqual([
    'children:00000000000040008000000000000001',
    'tree',
    'object:0000000000004000800000000000000a',
  ])
})

test('behavior: declares each tag once, for a list that is nested and has copies of one block', () => {
  const block_id = anId(1)
  const copies = blockSamples
    .filter(({ type }) => type === 'synced_block')
    .flatMap((copy) =>
      [10, 11].map((number) => ({ ...copy, id: anId(number), parent: { type: 'block_id', block_id } as const })),
    )
  const tags = getBlockChildrenRequest({ block_id }).reads?.(aList(copies)) ?? []
  expect(tags).toEqual([...new Set(tags)])
  expect(tags).toEqual(expect.arrayContaining([childrenTag(block_id), objectTag(block_id), objectTag(anId(14))]))
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getBlockChildren(aContext(), { block_id: anId() })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getBlockChildren', path } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getBlockChildren(aContext(), { block_id: '' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'block_id' }] },
  })
  expect(sent).toEqual([])
})

test('error: a child of another shape is reported', async () => {
  answer('GET', path, aList([aBlock(), aBlock({ paragraph: {} })]))
  expect(await getBlockChildren(aContext(), { block_id: anId() })()).toMatchObject({
    left: {
      _tag: 'DecodeError',
      mismatches: [{ path: 'results[1].paragraph.rich_text' }, { path: 'results[1].paragraph.color' }],
    },
  })
})
