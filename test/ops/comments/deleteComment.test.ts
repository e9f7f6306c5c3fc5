import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { deleteComment, deleteCommentRequest } from '../../../src/ops/comments/deleteComment.js'
import { aComment, aPartialComment } from '../../support/comments.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `comments/${anId(30)}`
const comment_id = anId(30)

test.each([
  ['whole', aComment()],
  ['by its id alone', aPartialComment()],
])('default: deletes a comment, which is returned %s', async (_what, comment) => {
  answer('DELETE', path, comment)
  expect(await deleteComment(aContext(), { comment_id })()).toEqual(E.right(comment))
  expect(sent[0]?.body).toBe(undefined)
})

test('behavior: is repeatable', () => {
  const { kind, cache } = deleteCommentRequest({ comment_id })
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
})

test('error: not found', async () => {
  answer('DELETE', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await deleteComment(aContext(), { comment_id })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'deleteComment' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await deleteComment(aContext(), { comment_id: '../users/me' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'comment_id' }] },
  })
  expect(sent).toEqual([])
})
