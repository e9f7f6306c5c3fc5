import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { appendBlockChildren, appendBlockChildrenRequest } from '../../../src/ops/blocks/appendBlockChildren.js'
import { aBlock } from '../../support/blocks.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `blocks/${anId()}/children`
const paragraph = (content: string) => ({ paragraph: { rich_text: [{ text: { content } }] } })
const children = [paragraph('first'), paragraph('second')]

test('default: appends blocks and returns those of the first level', async () => {
  answer('PATCH', path, aList([aBlock(), aBlock({ id: anId(11) })]))
  expect(await appendBlockChildren(aContext(), { block_id: anId(), children })()).toEqual(
    E.right(aList([aBlock(), aBlock({ id: anId(11) })])),
  )
  expect(sent[0]?.body).toEqual({ children })
})

test.each([
  [{ type: 'start' }],
  [{ type: 'end' }],
  [{ type: 'after_block', after_block: { id: anId(10).replaceAll('-', '') } }],
] as const)('params: position %j is sent as given', (position) => {
  expect(appendBlockChildrenRequest({ block_id: anId(), children, position }).body).toEqual({ children, position })
  expect(appendBlockChildrenRequest({ block_id: anId(), children, position }, '2026-03-11').body).toEqual({
    children,
    position,
  })
})

test('params: after is sent as given before version 2026-03-11', () => {
  const params = { block_id: anId(), children, after: anId(10) }
  expect(appendBlockChildrenRequest(params).body).toEqual({ children, after: anId(10) })
  expect(appendBlockChildrenRequest(params, '2022-06-28').body).toEqual({ children, after: anId(10) })
})

test('params: after is sent as a position from version 2026-03-11 on', async () => {
  answer('PATCH', path, aList([]))
  const ctx = makeContext({ auth: 'ntn_test', notionVersion: '2026-03-11', logLevel: 'silent' }, fetchFetcher)
  await appendBlockChildren(ctx, { block_id: anId(), children, after: anId(10) })()
  expect(sent[0]?.body).toEqual({ children, position: { type: 'after_block', after_block: { id: anId(10) } } })
})

test('params: after and position can be URLs that point to a block', () => {
  const address = `https://www.notion.so/A-page-${anId().replaceAll('-', '')}#${anId(10).replaceAll('-', '')}`
  expect(appendBlockChildrenRequest({ block_id: anId(), children, after: address }).body).toMatchObject({
    after: anId(10),
  })
  const position = { type: 'after_block', after_block: { id: address } } as const
  expect(appendBlockChildrenRequest({ block_id: anId(), children, position }).body).toMatchObject({
    position: { type: 'after_block', after_block: { id: anId(10) } },
  })
})

test('behavior: is sent once, and invalidates the parent and its children, whatever the outcome', () => {
  const { kind, cache, writes } = appendBlockChildrenRequest({ block_id: anId(), children })
  const stale = ['children:00000000000040008000000000000001', 'object:00000000000040008000000000000001']
  expect({ kind, cache }).toEqual({ kind: 'once', cache: undefined })
  expect(writes?.(undefined)).toEqual(stale)
  expect(writes?.(aList([]))).toEqual(stale)
})

test('behavior: returns partial blocks if the connection cannot read', async () => {
  const partial = { object: 'block', id: anId(10) }
  answer('PATCH', path, aList([partial]))
  expect(await appendBlockChildren(aContext(), { block_id: anId(), children })()).toEqual(E.right(aList([partial])))
})

test('error: after and position are mutually exclusive', async () => {
  const both = { block_id: anId(), children, after: anId(10), position: { type: 'end' } } as const
  expect(await appendBlockChildren(aContext(), both)()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'after', given: anId(10) }] },
  })
  expect(sent).toEqual([])
})

test('error: all issues are reported before sending', async () => {
  const wrong = {
    block_id: 'page',
    children: [paragraph('x'.repeat(2001))],
    position: { type: 'after_block', after_block: { id: 'x' } },
  } as const
  const result = await appendBlockChildren(aContext(), wrong)()
  expect(E.isLeft(result) && result.left._tag === 'InvalidInputError' && result.left.issues).toMatchObject([
    { field: 'block_id' },
    { field: 'children[0].paragraph.rich_text[0].text.content', allowed: 'at most 2000 characters' },
    { field: 'position.after_block.id' },
  ])
  expect(appendBlockChildrenRequest({ block_id: anId(), children, after: 'x' }).invalid).toMatchObject([
    { field: 'after' },
  ])
  expect(sent).toEqual([])
})

test('error: lists the blocks appended before a failure', async () => {
  const additional_data = { committed_resource_id: anId(), committed_child_ids: [anId(10)] }
  answer('PATCH', path, anErrorBody(503, 'service_unavailable', { additional_data }), 503)
  expect(await appendBlockChildren(aContext(), { block_id: anId(), children })()).toMatchObject({
    left: { _tag: 'ServerError', outcome: 'committed', committedId: anId(), committedChildIds: [anId(10)] },
  })
})

test('error: Notion rejects the request', async () => {
  answer('PATCH', path, anErrorBody(400, 'validation_error'), 400)
  expect(await appendBlockChildren(aContext(), { block_id: anId(), children: [] })()).toMatchObject({
    left: { _tag: 'ValidationError', code: 'validation_error', call: { op: 'appendBlockChildren' } },
  })
})

test('error: never throws, and always rejects a malformed id', () => {
  const params = fc.record({
    block_id: fc.anything(),
    children: fc.anything(),
    position: fc.anything(),
    after: fc.anything(),
  })
  fc.assert(
    fc.property(params, (given) => {
      const { invalid } = appendBlockChildrenRequest(unsafeCast(given))
      expect(invalid).toContainEqual(expect.objectContaining({ field: 'block_id', given: given.block_id }))
    }),
  )
})
