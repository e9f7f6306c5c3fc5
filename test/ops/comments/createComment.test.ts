import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { createComment, createCommentRequest } from '../../../src/ops/comments/createComment.js'
import { aComment, aPartialComment } from '../../support/comments.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const rich_text = [{ text: { content: 'Well done' } }]
const parent = { page_id: anId() }

test('default: comments on a page', async () => {
  answer('POST', 'comments', aComment())
  expect(await createComment(aContext(), { parent, rich_text })()).toEqual(E.right(aComment()))
  expect(sent[0]?.body).toEqual({ parent, rich_text })
})

test('params: all are sent in the body, with ids as given', () => {
  const params = {
    discussion_id: anId(31).replaceAll('-', ''),
    markdown: 'Well **done**',
    attachments: [{ type: 'file_upload', file_upload_id: anId(40) }],
    display_name: { type: 'custom', custom: { name: 'The reviewer' } },
  } as const
  const { body, invalid } = createCommentRequest(params)
  expect({ body, invalid }).toEqual({ body: params, invalid: undefined })
})

test('params: an attachment in the form that blocks accept is sent by its id', () => {
  const attachments = [{ type: 'file_upload', file_upload: { id: anId(40) } }, { file_upload_id: anId(41) }] as const
  const { body, invalid } = createCommentRequest({ parent, rich_text, attachments })
  expect(invalid).toBeUndefined()
  expect(body).toEqual({ parent, rich_text, attachments: [{ file_upload_id: anId(40) }, { file_upload_id: anId(41) }] })
})

test('params: parent can be given by URL', () => {
  const address = `https://www.notion.so/A-page-${anId().replaceAll('-', '')}`
  const { body } = createCommentRequest({ parent: { type: 'page_id', page_id: address }, rich_text })
  expect(body).toEqual({ parent: { type: 'page_id', page_id: anId() }, rich_text })
  const block = `${address}#${anId(10).replaceAll('-', '')}`
  expect(createCommentRequest({ parent: { block_id: block }, rich_text }).body).toEqual({
    parent: { block_id: anId(10) },
    rich_text,
  })
})

test('behavior: returns only the id if the connection cannot read comments', async () => {
  answer('POST', 'comments', aPartialComment())
  expect(await createComment(aContext(), { parent, rich_text })()).toEqual(E.right(aPartialComment()))
})

test('behavior: is sent once, and invalidates nothing', () => {
  const { kind, cache, writes } = createCommentRequest({ parent, rich_text })
  expect({ kind, cache, writes }).toEqual({ kind: 'once', cache: undefined, writes: undefined })
})

test('error: no permission to comment', async () => {
  answer('POST', 'comments', anErrorBody(403, 'restricted_resource'), 403)
  expect(await createComment(aContext(), { parent, rich_text })()).toMatchObject({
    left: { _tag: 'PermissionError', call: { op: 'createComment' } },
  })
})

test('error: mutually exclusive fields are rejected before sending', async () => {
  const params = unsafeCast<Parameters<typeof createComment>[1]>({
    parent,
    discussion_id: anId(31),
    rich_text,
    markdown: 'Well done',
  })
  expect(await createComment(aContext(), params)()).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [
        { field: 'discussion_id', given: anId(31), allowed: 'left out beside parent' },
        { field: 'markdown', given: 'Well done', allowed: 'left out beside rich_text' },
      ],
    },
  })
  expect(sent).toEqual([])
})

test('error: all exceeded limits are reported', () => {
  const attachment = { file_upload_id: anId(40) }
  const { invalid } = createCommentRequest({
    parent: { block_id: 'nothing' },
    rich_text: [{ text: { content: 'x'.repeat(2001) } }],
    attachments: [attachment, attachment, attachment, { file_upload_id: 'x' }],
  })
  expect(invalid).toMatchObject([
    { field: 'parent.block_id', given: 'nothing' },
    { field: 'rich_text[0].text.content', allowed: 'at most 2000 characters' },
    { field: 'attachments[3].file_upload_id', given: 'x' },
    { field: 'attachments', allowed: 'at most 3 elements' },
  ])
  expect(createCommentRequest({ parent, rich_text, attachments: [attachment, attachment, attachment] }).invalid).toBe(
    undefined,
  )
})

test('error: an invalid response', async () => {
  answer('POST', 'comments', { ...aComment(), discussion_id: 1 })
  expect(await createComment(aContext(), { parent, rich_text })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'discussion_id' }] },
  })
})

test('error: never throws, and always rejects a malformed id', () => {
  const params = fc.record({ rich_text: fc.anything(), attachments: fc.anything(), display_name: fc.anything() })
  fc.assert(
    fc.property(params, (given) => {
      const { invalid } = createCommentRequest(unsafeCast({ ...given, discussion_id: 'x' }))
      expect(invalid).toContainEqual(expect.objectContaining({ field: 'discussion_id' }))
    }),
  )
})

test('params: markdown_version is sent with markdown, and rejected with rich_text', () => {
  expect(createCommentRequest({ parent: { page_id: anId() }, markdown: 'a', markdown_version: 'v2' })).toMatchObject({
    body: { markdown: 'a', markdown_version: 'v2' },
  })
  const given: Parameters<typeof createCommentRequest>[0] = JSON.parse(
    JSON.stringify({ parent: { page_id: anId() }, rich_text: [], markdown_version: 'v2' }),
  )
  expect(createCommentRequest(given)).toMatchObject({
    invalid: [{ field: 'markdown_version', given: 'v2', allowed: 'left out without markdown' }],
  })
})
