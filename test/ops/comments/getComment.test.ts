import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getComment, getCommentRequest } from '../../../src/ops/comments/getComment.js'
import { aComment } from '../../support/comments.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `comments/${anId(30)}`

test('default: retrieves a comment', async () => {
  answer('GET', path, aComment())
  expect(await getComment(aContext(), { comment_id: anId(30).replaceAll('-', '') })()).toEqual(E.right(aComment()))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getCommentRequest({ comment_id: anId(30) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: no permission to read comments', async () => {
  answer('GET', path, anErrorBody(403, 'restricted_resource'), 403)
  expect(await getComment(aContext(), { comment_id: anId(30) })()).toMatchObject({
    left: { _tag: 'PermissionError', call: { op: 'getComment' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getComment(aContext(), { comment_id: 'x' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'comment_id', given: 'x' }] },
  })
  expect(sent).toEqual([])
})

test('error: a response of another shape', async () => {
  answer('GET', path, { object: 'comment', id: anId(30) })
  expect(await getComment(aContext(), { comment_id: anId(30) })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: expect.arrayContaining([expect.objectContaining({ path: 'parent' })]) },
  })
})
