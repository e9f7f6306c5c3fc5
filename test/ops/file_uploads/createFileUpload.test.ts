import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { createFileUpload, createFileUploadRequest } from '../../../src/ops/file_uploads/createFileUpload.js'
import { aFileUpload } from '../../support/fileUploads.js'
import { anErrorBody } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

test('default: creates an upload', async () => {
  answer('POST', 'file_uploads', aFileUpload())
  expect(await createFileUpload(aContext(), {})()).toEqual(E.right(aFileUpload()))
  expect(sent[0]?.body).toEqual({})
})

test.each([
  [{ filename: 'plan.pdf', content_type: 'application/pdf' }],
  [{ mode: 'single_part' }],
  [{ mode: 'multi_part', filename: 'film.mp4', number_of_parts: 10_000 }],
  [{ mode: 'external_url', external_url: 'https://example.com/plan.pdf', filename: 'plan.pdf' }],
] as const)('params: %j is sent in the body', (params) => {
  const { body, invalid } = createFileUploadRequest(params)
  expect({ body, invalid }).toEqual({ body: params, invalid: undefined })
})

test('behavior: is sent once', () => {
  const { kind, cache, writes } = createFileUploadRequest({})
  expect({ kind, cache, writes }).toEqual({ kind: 'once', cache: undefined, writes: undefined })
})

test('error: a file that Notion cannot import', async () => {
  answer('POST', 'file_uploads', anErrorBody(400, 'validation_error'), 400)
  const params = { mode: 'external_url', external_url: 'https://example.com/plan.pdf' } as const
  expect(await createFileUpload(aContext(), params)()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'createFileUpload', body: params } },
  })
})

test.each([
  [{ mode: 'multi_part' }, ['filename', 'number_of_parts']],
  [{ mode: 'external_url' }, ['external_url']],
  [{ mode: 'external_url', external_url: 'http://example.com/plan.pdf' }, ['external_url']],
  [{ external_url: `https://example.com/${'x'.repeat(2000)}` }, ['external_url']],
  [{ filename: 'é'.repeat(451) }, ['filename']],
  [{ number_of_parts: 0 }, ['number_of_parts']],
  [{ number_of_parts: 1.5 }, ['number_of_parts']],
  [{ number_of_parts: 10_001 }, ['number_of_parts']],
] as const)('error: %j is rejected before sending', async (params, fields) => {
  const result = await createFileUpload(aContext(), params)()
  const issues = E.isLeft(result) && result.left._tag === 'InvalidInputError' ? result.left.issues : []
  expect(issues.map(({ field }) => field)).toEqual(fields)
  expect(sent).toEqual([])
})

test('params: a name can have 900 bytes', () => {
  expect(createFileUploadRequest({ filename: 'é'.repeat(450) }).invalid).toBe(undefined)
})

test('error: an invalid response', async () => {
  answer('POST', 'file_uploads', { ...aFileUpload(), status: null })
  expect(await createFileUpload(aContext(), {})()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'status' }] },
  })
})

test('error: never throws, and always rejects an invalid URL', () => {
  const params = fc.record({ mode: fc.anything(), filename: fc.anything(), number_of_parts: fc.anything() })
  fc.assert(
    fc.property(params, (given) => {
      const { invalid } = createFileUploadRequest(unsafeCast({ ...given, external_url: 'plan.pdf' }))
      expect(invalid).toContainEqual(expect.objectContaining({ field: 'external_url' }))
    }),
  )
})
