import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import { getFileUploads, getFileUploadsRequest } from '../../../src/ops/file_uploads/getFileUploads.js'
import { aFileUpload } from '../../support/fileUploads.js'
import { aList, anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

test('default: lists uploads', async () => {
  const uploads = { ...aList([aFileUpload()]), type: 'file_upload', file_upload: {} }
  answer('GET', 'file_uploads', uploads)
  expect(await getFileUploads(aContext(), {})()).toEqual(E.right(uploads))
  expect([...(sent[0]?.search ?? [])]).toEqual([])
})

test('params: status, start_cursor and page_size are sent in the query', async () => {
  answer('GET', 'file_uploads', aList([]))
  await getFileUploads(aContext(), { status: 'uploaded', start_cursor: anId(2), page_size: 5 })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({
    status: 'uploaded',
    start_cursor: anId(2),
    page_size: '5',
  })
})

test('behavior: collect returns the uploads of all pages of results', async () => {
  const other = aFileUpload({ id: anId(41) })
  answer('GET', 'file_uploads', (asked: number) => (asked === 1 ? aList([aFileUpload()], anId(9)) : aList([other])))
  expect(await collect(getFileUploads)(aContext(), {})()).toEqual(E.right([aFileUpload(), other]))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getFileUploadsRequest({})
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: Notion rejects the request', async () => {
  answer('GET', 'file_uploads', anErrorBody(400, 'validation_error'), 400)
  expect(await getFileUploads(aContext(), { start_cursor: 'gone' })()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'getFileUploads' } },
  })
})

test('error: an invalid upload in a list', async () => {
  answer('GET', 'file_uploads', aList([aFileUpload(), { ...aFileUpload(), expiry_time: 0 }]))
  expect(await getFileUploads(aContext(), {})()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'results[1].expiry_time' }] },
  })
})
