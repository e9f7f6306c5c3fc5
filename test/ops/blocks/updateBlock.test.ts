import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { updateBlock, updateBlockRequest } from '../../../src/ops/blocks/updateBlock.js'
import { aBlock, blockSamples } from '../../support/blocks.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `blocks/${anId(10)}`
const block_id = anId(10)
const rich_text = [{ text: { content: 'words' } }]

test('default: updates the content of a block', async () => {
  answer('PATCH', path, aBlock())
  expect(await updateBlock(aContext(), { block_id, paragraph: { rich_text } })()).toEqual(E.right(aBlock()))
  expect(sent[0]?.body).toEqual({ paragraph: { rich_text } })
})

test.each([
  [{ type: 'to_do', to_do: { checked: true } }],
  [{ image: { external: { url: 'https://example.com/a.png' }, caption: [] } }],
  [{ table: { has_column_header: true } }],
  [{ column: { width_ratio: 0.5 } }],
  [{ synced_block: { synced_from: { block_id: anId(12) } } }],
  [{ in_trash: true }],
  [{ archived: false }],
] as const)('params: %j is sent as given', (update) => {
  expect(updateBlockRequest({ block_id, ...update }).body).toEqual(update)
})

test('params: block_id can be a URL that points to a block', () => {
  const address = `https://www.notion.so/A-page-${anId().replaceAll('-', '')}#${anId(10).replaceAll('-', '')}`
  expect(updateBlockRequest({ block_id: address, in_trash: true }).path).toBe(path)
})

test('params: ids in the content can be URLs', () => {
  const page_id = `https://www.notion.so/A-page-${anId(5).replaceAll('-', '')}`
  expect(updateBlockRequest({ block_id, link_to_page: { page_id } }).body).toEqual({
    link_to_page: { page_id: anId(5) },
  })
})

const own = ['object:0000000000004000800000000000000a', 'children:0000000000004000800000000000000a']

test('behavior: is repeatable, and invalidates the block and the children of its parent', () => {
  const { kind, writes } = updateBlockRequest({ block_id, in_trash: true })
  const [block] = blockSamples
  expect(kind).toBe('repeatable')
  expect(block && writes?.(block)).toEqual([
    ...own,
    'object:00000000000040008000000000000001',
    'children:00000000000040008000000000000001',
  ])
})

test.each([
  [
    { type: 'block_id', block_id: anId(7) },
    ['object:00000000000040008000000000000007', 'children:00000000000040008000000000000007'],
  ],
  [{ type: 'data_source_id', data_source_id: anId(8) }, ['rows:00000000000040008000000000000008']],
  [{ type: 'workspace', workspace: true }, []],
] as const)('behavior: with the parent %j it invalidates the content of that parent', (parent, stale) => {
  const [block] = blockSamples
  expect(block && updateBlockRequest({ block_id, in_trash: true }).writes?.({ ...block, parent })).toEqual([
    ...own,
    ...stale,
  ])
})

test('behavior: without a known parent it invalidates the block itself', () => {
  const { writes } = updateBlockRequest({ block_id, divider: {} })
  expect(writes?.(undefined)).toEqual(own)
  expect(writes?.({ object: 'block', id: anId(10) })).toEqual(own)
})

test.each([{ in_trash: true }, { archived: false }])(
  'behavior: invalidates everything that may be below or above it, with %j',
  (change) => {
    const { writes } = updateBlockRequest({ block_id, ...change })
    const [block] = blockSamples
    expect(block && writes?.({ ...block, has_children: true })).toContain('tree')
    expect(block && writes?.({ ...block, has_children: false })).not.toContain('tree')
    expect(writes?.(undefined)).toEqual([...own, 'tree'])
    expect(writes?.({ object: 'block', id: anId(10) })).toEqual([...own, 'tree'])
  },
)

test('behavior: returns a partial block if the connection cannot read', async () => {
  const partial = { object: 'block', id: anId(10) }
  answer('PATCH', path, partial)
  expect(await updateBlock(aContext(), { block_id, divider: {} })()).toEqual(E.right(partial))
})

test('error: malformed ids and exceeded limits of the content are rejected before sending', async () => {
  const long = [{ text: { content: 'x'.repeat(2001) } }]
  const result = await updateBlock(aContext(), { block_id: 'block', paragraph: { rich_text: long } })()
  expect(E.isLeft(result) && result.left._tag === 'InvalidInputError' && result.left.issues).toMatchObject([
    { field: 'block_id' },
    { field: 'paragraph.rich_text[0].text.content' },
  ])
  expect(sent).toEqual([])
})

test('error: Notion rejects the request', async () => {
  answer('PATCH', path, anErrorBody(400, 'validation_error'), 400)
  expect(await updateBlock(aContext(), { block_id, quote: { rich_text } })()).toMatchObject({
    left: { _tag: 'ValidationError', code: 'validation_error', call: { op: 'updateBlock', kind: 'repeatable' } },
  })
})

test('error: a response of another shape reports the path', async () => {
  answer('PATCH', path, aBlock({ has_children: 'no' }))
  expect(await updateBlock(aContext(), { block_id, paragraph: { rich_text } })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'has_children', expected: 'boolean', actual: 'no' }] },
  })
})
