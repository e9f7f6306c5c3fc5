import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { updateComment, updateCommentRequest } from '../../../src/ops/comments/updateComment.js'
import { aComment, aPartialComment } from '../../support/comments.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `comments/${anId(30)}`
const comment_id = anId(30)

test('default: updates a comment', async () => {
  answer('PATCH', path, aComment())
  expect(await updateComment(aContext(), { comment_id, markdown: 'Well **done**' })()).toEqual(E.right(aComment()))
  expect(sent[0]?.body).toEqual({ markdown: 'Well **done**' })
})

test('params: rich_text is sent in the body', () => {
  const rich_text = [{ mention: { page: { id: anId() } } }]
  const { body, invalid } = updateCommentRequest({ comment_id, rich_text })
  expect({ body, invalid }).toEqual({ body: { rich_text }, invalid: undefined })
})

test('behavior: returns only the id if the connection cannot read comments', async () => {
  answer('PATCH', path, aPartialComment())
  expect(await updateComment(aContext(), { comment_id, markdown: '' })()).toEqual(E.right(aPartialComment()))
})

test('behavior: is repeatable', () => {
  const { kind, cache } = updateCommentRequest({ comment_id, markdown: '' })
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
})

test('error: a comment of another author', async () => {
  answer('PATCH', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await updateComment(aContext(), { comment_id, markdown: '' })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'updateComment' } },
  })
})

test('error: a malformed id, a text that is too long and two texts are rejected before sending', async () => {
  const params = { comment_id: 'x', rich_text: [{ text: { content: 'x'.repeat(2001) } }], markdown: 'x' }
  expect(await updateComment(aContext(), unsafeCast(params))()).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [{ field: 'comment_id' }, { field: 'rich_text[0].text.content' }, { field: 'markdown' }],
    },
  })
  expect(sent).toEqual([])
})

test('error: an invalid response', async () => {
  answer('PATCH', path, { ...aComment(), rich_text: 'Well done' })
  expect(await updateComment(aContext(), { comment_id, markdown: '' })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'rich_text' }] },
  })
})

test('params: markdown_version is sent with markdown, and rejected with rich_text', () => {
  expect(updateCommentRequest({ comment_id: anId(), markdown: 'a', markdown_version: 'v2' })).toMatchObject({
    body: { markdown: 'a', markdown_version: 'v2' },
  })
  const given: Parameters<typeof updateCommentRequest>[0] = JSON.parse(
    JSON.stringify({ comment_id: anId(), rich_text: [], markdown_version: 'v2' }),
  )
  expect(updateCommentRequest(given)).toMatchObject({
    invalid: [{ field: 'markdown_version', given: 'v2', allowed: 'left out without markdown' }],
  })
})
