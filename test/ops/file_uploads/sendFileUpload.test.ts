import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import {
  type SendFileUploadParams,
  sendFileUpload,
  sendFileUploadRequest,
} from '../../../src/ops/file_uploads/sendFileUpload.js'
import { aFileUpload } from '../../support/fileUploads.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `file_uploads/${anId(40)}/send`
const file_upload_id = anId(40)
const bytes = new TextEncoder().encode('a plan')

/** The parts of the form that was sent. */
const form = (): FormData => {
  const body = sent[0]?.body
  return body instanceof FormData ? body : new FormData()
}

/** The file that was sent: its name, its media type and its content as text. */
const file = async () => {
  const part = form().get('file')
  return part instanceof File ? [part.name, part.type, await part.text()] : [part]
}

const sendFile = async (given: SendFileUploadParams['file']) => {
  answer('POST', path, aFileUpload({ status: 'uploaded' }))
  return sendFileUpload(aContext(), { file_upload_id, file: given })()
}

test('default: sends a file as a form with the boundary of the platform', async () => {
  const data = new Blob(['a plan'], { type: 'application/pdf' })
  expect(await sendFile({ filename: 'plan.pdf', data })).toEqual(E.right(aFileUpload({ status: 'uploaded' })))
  expect(sent[0]?.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/)
  expect([...form().keys()]).toEqual(['file'])
  expect(await file()).toEqual(['plan.pdf', 'application/pdf', 'a plan'])
})

test.each([
  ['a text', 'a plan'],
  ['a Uint8Array', bytes],
  ['an ArrayBuffer', bytes.slice().buffer],
  ['a part of a buffer', new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
  ['a DataView', new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
  ['memory that is shared', new Uint8Array(new SharedArrayBuffer(6)).fill(97)],
])('params: data can be %s, with a separate media type', async (what, data) => {
  await sendFile({ filename: 'plan.txt', data, content_type: 'text/plain' })
  expect(await file()).toEqual(['plan.txt', 'text/plain', what === 'memory that is shared' ? 'aaaaaa' : 'a plan'])
})

test('params: content_type overrides that of a Blob', async () => {
  await sendFile({
    filename: 'plan.txt',
    data: new Blob(['a plan'], { type: 'text/html' }),
    content_type: 'text/plain',
  })
  expect(await file()).toEqual(['plan.txt', 'text/plain', 'a plan'])
})

test('params: without a filename the platform chooses one', async () => {
  await sendFile({ data: new Blob(['a plan'], { type: 'text/plain' }) })
  expect(await file()).toEqual(['blob', 'text/plain', 'a plan'])
})

test.each([[2], ['2']])('params: part_number %j is sent as a string', async (part_number) => {
  answer('POST', path, aFileUpload({ number_of_parts: { total: 3, sent: 2 } }))
  await sendFileUpload(aContext(), { file_upload_id, file: { filename: 'film.mp4', data: bytes }, part_number })()
  expect(form().get('part_number')).toBe('2')
  expect([...form().keys()]).toEqual(['file', 'part_number'])
})

test('behavior: is repeatable, and its content is created for each attempt', async () => {
  answer('POST', path, aFileUpload())
  const params = { file_upload_id, file: { filename: 'plan.pdf', data: bytes } }
  expect(sendFileUploadRequest(params).kind).toBe('repeatable')
  const run = sendFileUpload(aContext(), params)
  await run()
  await run()
  const contents = sent.map(({ body }) => (body instanceof FormData ? body.get('file') : undefined))
  expect(contents.map((content) => content instanceof File && content.size)).toEqual([6, 6])
})

test('behavior: the output of an error has neither the content nor the body', async () => {
  answer('POST', path, anErrorBody(400, 'validation_error'), 400)
  const result = await sendFileUpload(aContext(), { file_upload_id, file: { data: 'a plan' } })()
  expect(result).toMatchObject({ left: { _tag: 'ValidationError', call: { op: 'sendFileUpload', path } } })
  expect(JSON.stringify(result)).not.toContain('a plan')
})

test('error: a missing file is reported by Notion', async () => {
  answer('POST', path, aFileUpload())
  await sendFileUpload(aContext(), unsafeCast({ file_upload_id }))()
  expect(sent).toHaveLength(1)
  expect(await sendFileUpload(aContext(), unsafeCast({ file_upload_id, file: null }))()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'file', given: null }] },
  })
})

test('params: unknown parameters are sent in the form', async () => {
  answer('POST', path, aFileUpload())
  await sendFileUpload(
    aContext(),
    unsafeCast({ file_upload_id, file: { data: 'a plan' }, checksum: 'a1', last: true }),
  )()
  expect([...form().keys()]).toEqual(['file', 'checksum', 'last'])
  expect([form().get('checksum'), form().get('last')]).toEqual(['a1', 'true'])
})

test('error: all exceeded limits are reported before sending', async () => {
  const params = {
    file_upload_id: 'x',
    file: { filename: 'x'.repeat(901), data: new Uint8Array(20 * 1024 * 1024 + 1) },
    part_number: 0,
  }
  expect(await sendFileUpload(aContext(), params)()).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [
        { field: 'file_upload_id', given: 'x' },
        { field: 'part_number', given: 0, allowed: 'an integer from 1 to 10000' },
        { field: 'file.data', given: 20 * 1024 * 1024 + 1 },
        { field: 'file.filename', allowed: 'a string of at most 900 bytes' },
      ],
    },
  })
  expect(sent).toEqual([])
})

test('params: data can have 20 MiB', () => {
  const data = new Uint8Array(20 * 1024 * 1024)
  expect(sendFileUploadRequest({ file_upload_id, file: { filename: 'a', data } }).invalid).toBe(undefined)
})

test('error: a detached buffer', () => {
  const data = new Uint8Array(6)
  structuredClone(data.buffer, { transfer: [data.buffer] })
  expect(sendFileUploadRequest({ file_upload_id, file: { data } }).invalid).toMatchObject([{ field: 'file.data' }])
})

test('error: never throws, and always rejects invalid content', () => {
  const file = fc.record({ data: fc.oneof(fc.integer(), fc.object(), fc.constant(null)), filename: fc.anything() })
  fc.assert(
    fc.property(file, fc.anything(), (given, part_number) => {
      const { invalid } = sendFileUploadRequest(unsafeCast({ file_upload_id, file: given, part_number }))
      expect(invalid).toContainEqual(expect.objectContaining({ field: 'file.data' }))
    }),
  )
})

test('error: a part_number that cannot be a string is rejected and does not throw', () => {
  const part_number = unsafeCast<string>({ toString: '' })
  expect(sendFileUploadRequest({ file_upload_id, file: { data: 'a plan' }, part_number }).invalid).toMatchObject([
    { field: 'part_number' },
  ])
})
