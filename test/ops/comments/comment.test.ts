import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { CommentOrPartial, isFullComment } from '../../../src/ops/comments/comment.js'
import { aComment, aPartialComment } from '../../support/comments.js'
import { anId } from '../../support/fixtures.js'

const decode = decodeWith(CommentOrPartial)
const file = { url: 'https://example.com/a.png', expiry_time: '2026-01-02T04:04:00.000Z' }

test.each([
  ['on a page', aComment()],
  ['on a block', aComment({ parent: { type: 'block_id', block_id: anId(10) } })],
  ['without a name, as older ones are', { ...aComment(), display_name: undefined }],
  ['under a name made up', aComment({ display_name: { type: 'custom', resolved_name: null } })],
  ['with files', aComment({ attachments: [{ category: 'image', file }] })],
  ['with fields, a parent and words to come', { ...aComment(), parent: { type: 'view_id' }, new_field: 1 }],
  ['with a category to come', aComment({ attachments: [{ category: 'spreadsheet', file }] })],
  ['of which only the id is told', aPartialComment()],
])('default: a comment %s is returned unchanged', (_what, comment) => {
  const answer: unknown = comment
  const decoded = decode(answer)
  expect(E.isRight(decoded) && decoded.right).toBe(answer)
})

test.each([
  ['parent.page_id', { parent: { type: 'page_id', page_id: 1 } }],
  ['rich_text[0].plain_text', { rich_text: [{ type: 'text' }] }],
  ['created_by.id', { created_by: { object: 'user' } }],
  ['display_name.resolved_name', { display_name: { type: 'user' } }],
  ['attachments[0].file.expiry_time', { attachments: [{ category: 'pdf', file: { url: 'x' } }] }],
])('error: a comment that is invalid at %s is not a partial one, and reports the path', (path, over) => {
  expect(decode({ ...aComment(), ...over })).toMatchObject({
    left: expect.arrayContaining([expect.objectContaining({ path })]),
  })
})

test('error: another object', () => {
  expect(decode({ object: 'page', id: anId() })).toMatchObject({ left: [{ path: 'object', actual: 'page' }] })
})

test('default: isFullComment distinguishes complete comments from partial ones', () => {
  expect([aComment(), aPartialComment(), { object: 'page', discussion_id: anId() }].map(isFullComment)).toEqual([
    true,
    false,
    false,
  ])
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(E.isRight(decode(value))).toBe(CommentOrPartial.is(value))
    }),
  )
})
