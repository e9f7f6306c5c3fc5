import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { completeFileUpload, completeFileUploadRequest } from '../../../src/ops/file_uploads/completeFileUpload.js'
import { aFileUpload } from '../../support/fileUploads.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `file_uploads/${anId(40)}/complete`
const file_upload_id = anId(40)

test('default: completes an upload, without a body', async () => {
  const upload = aFileUpload({ status: 'uploaded', number_of_parts: { total: 2, sent: 2 } })
  answer('POST', path, upload)
  expect(await completeFileUpload(aContext(), { file_upload_id })()).toEqual(E.right(upload))
  expect(sent[0]?.body).toBe(undefined)
})

test('behavior: is repeatable', () => {
  const { kind, cache } = completeFileUploadRequest({ file_upload_id })
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
})

test('error: parts are missing', async () => {
  answer('POST', path, anErrorBody(400, 'validation_error'), 400)
  expect(await completeFileUpload(aContext(), { file_upload_id })()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'completeFileUpload' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await completeFileUpload(aContext(), { file_upload_id: 'x' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'file_upload_id' }] },
  })
  expect(sent).toEqual([])
})
