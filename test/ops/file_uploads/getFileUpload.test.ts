import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getFileUpload, getFileUploadRequest } from '../../../src/ops/file_uploads/getFileUpload.js'
import { aFileUpload } from '../../support/fileUploads.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `file_uploads/${anId(40)}`
const file_upload_id = anId(40)

test('default: retrieves an upload', async () => {
  answer('GET', path, aFileUpload())
  expect(await getFileUpload(aContext(), { file_upload_id })()).toEqual(E.right(aFileUpload()))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getFileUploadRequest({ file_upload_id })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getFileUpload(aContext(), { file_upload_id })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getFileUpload' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getFileUpload(aContext(), { file_upload_id: 'x' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'file_upload_id' }] },
  })
  expect(sent).toEqual([])
})

test('error: an invalid response', async () => {
  answer('GET', path, { ...aFileUpload(), filename: 1 })
  expect(await getFileUpload(aContext(), { file_upload_id })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'filename' }] },
  })
})
