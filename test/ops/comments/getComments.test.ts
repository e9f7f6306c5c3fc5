import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { getComments, getCommentsRequest } from '../../../src/ops/comments/getComments.js'
import { aComment } from '../../support/comments.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const block_id = anId().replaceAll('-', '')

test('default: lists the comments on a page', async () => {
  const comments = { ...aList([aComment()]), type: 'comment', comment: {} }
  answer('GET', 'comments', comments)
  expect(await getComments(aContext(), { block_id })()).toEqual(E.right(comments))
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ block_id })
})

test('params: start_cursor and page_size are sent in the query', async () => {
  answer('GET', 'comments', aList([]))
  await getComments(aContext(), { block_id, start_cursor: anId(2), page_size: 5 })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({
    block_id,
    start_cursor: anId(2),
    page_size: '5',
  })
})

test('params: block_id can be the URL of a page, or one that points to a block', () => {
  const address = `https://www.notion.so/A-page-${block_id}`
  expect(getCommentsRequest({ block_id: address }).query).toMatchObject({ block_id: anId() })
  const block = `${address}#${anId(10).replaceAll('-', '')}`
  expect(getCommentsRequest({ block_id: block }).query).toMatchObject({ block_id: anId(10) })
})

test('behavior: collect returns the comments of all pages of results', async () => {
  const other = aComment({ id: anId(32) })
  answer('GET', 'comments', (asked: number) => (asked === 1 ? aList([aComment()], anId(9)) : aList([other])))
  expect(await collect(getComments)(aContext(), { block_id })()).toEqual(E.right([aComment(), other]))
  expect(sent[1]?.search.get('start_cursor')).toBe(anId(9))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getCommentsRequest({ block_id })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', 'comments', anErrorBody(404, 'object_not_found'), 404)
  expect(await getComments(aContext(), { block_id })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getComments' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getComments(aContext(), { block_id: 'x' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'block_id', given: 'x' }] },
  })
  expect(sent).toEqual([])
})

test('error: an invalid comment in a list', async () => {
  answer('GET', 'comments', aList([aComment(), { ...aComment(), created_time: 0 }]))
  expect(await getComments(aContext(), { block_id })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'results[1].created_time' }] },
  })
})
