import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { FileUpload } from '../../../src/ops/file_uploads/fileUpload.js'
import { aFileUpload } from '../../support/fileUploads.js'

const decode = decodeWith(FileUpload)
const imported_time = '2026-01-02T03:04:09.000+00:00'
const error = { type: 'download_error', code: 'not_found', message: 'No.', parameter: null, status_code: 404 }

test.each([
  ['that waits', aFileUpload()],
  ['that arrived', aFileUpload({ status: 'uploaded', content_length: 70, expiry_time: null, upload_url: null })],
  ['without a name', aFileUpload({ filename: null, content_type: null })],
  ['in parts', aFileUpload({ complete_url: 'https://example.com', number_of_parts: { total: 2, sent: 1 } })],
  ['that was fetched', aFileUpload({ file_import_result: { imported_time, type: 'success', success: {} } })],
  [
    'that could not be fetched',
    aFileUpload({ status: 'failed', file_import_result: { imported_time, type: 'error', error } }),
  ],
  ['of version 2022-06-28', { ...aFileUpload(), in_trash: undefined, archived: false }],
  [
    'with a status and a result to come',
    { ...aFileUpload(), status: 'scanned', file_import_result: { imported_time, type: 'new' } },
  ],
])('default: an upload %s is returned unchanged', (_what, upload) => {
  const answer: unknown = upload
  const decoded = decode(answer)
  expect(E.isRight(decoded) && decoded.right).toBe(answer)
})

test.each([
  ['content_length', { content_length: '70' }],
  ['number_of_parts.sent', { number_of_parts: { total: 2 } }],
  ['created_by.type', { created_by: { id: 'x' } }],
  [
    'file_import_result.error.code',
    { file_import_result: { imported_time, type: 'error', error: { type: 'x', message: 'y' } } },
  ],
])('error: an upload that is invalid at %s', (path, over) => {
  expect(decode({ ...aFileUpload(), ...over })).toMatchObject({ left: [{ path }] })
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(E.isRight(decode(value))).toBe(FileUpload.is(value))
    }),
  )
})
