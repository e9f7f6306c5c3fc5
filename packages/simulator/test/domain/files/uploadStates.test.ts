import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { type Harness, harness } from '../../support/harness.js'

const ids = (list: JsonObject): ReadonlyArray<unknown> => asArray(list.results).map((each) => asObject(each).id)

const send = async (
  { simulator }: Harness,
  id: unknown,
  size: number,
  part?: number,
): Promise<{ status: number; body: JsonObject }> => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(size)], { type: 'application/pdf' }), 'a.pdf')
  if (part !== undefined) form.append('part_number', String(part))
  const answer = await simulator.fetch(`https://api.notion.com/v1/file_uploads/${String(id)}/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' },
    body: form,
  })
  const body: unknown = await answer.json()
  return { status: answer.status, body: asObject(body) }
}

test('default: an upload in one part, and attaching it', async () => {
  const tools = await harness()
  const upload = await tools.ok('POST', 'file_uploads', {})
  expect(upload).toMatchObject({
    object: 'file_upload',
    status: 'pending',
    filename: null,
    content_type: null,
    content_length: null,
    expiry_time: '2026-04-15T13:30:00.000Z',
  })
  expect(upload.upload_url).toBe(`https://api.notion.com/v1/file_uploads/${String(upload.id)}/send`)
  const early = await tools.call('PATCH', `pages/${tools.home}`, { icon: { file_upload: { id: upload.id } } })
  expect(early.status).toBe(400)
  const sent = await send(tools, upload.id, 40)
  expect(sent.body).toMatchObject({
    status: 'uploaded',
    filename: 'a.pdf',
    content_type: 'application/pdf',
    content_length: 40,
  })
  expect(sent.body).not.toHaveProperty('upload_url')
  const page = await tools.ok('PATCH', `pages/${tools.home}`, {
    cover: { type: 'file_upload', file_upload: { id: upload.id } },
  })
  expect(page.cover).toMatchObject({
    type: 'file',
    file: { url: expect.stringContaining('a.pdf'), expiry_time: expect.any(String) },
  })
  expect(await tools.ok('GET', `file_uploads/${String(upload.id)}`)).toMatchObject({ expiry_time: null })
  expect((await send(tools, upload.id, 1)).status).toBe(400)
})

test('default: an upload in several parts', async () => {
  const tools = await harness()
  const five = 5 * 1024 * 1024
  const upload = await tools.ok('POST', 'file_uploads', { mode: 'multi_part', filename: 'big.pdf', number_of_parts: 2 })
  expect(upload).toMatchObject({ content_type: 'application/pdf', number_of_parts: { total: 2, sent: 0 } })
  expect(upload).not.toHaveProperty('complete_url')
  expect((await send(tools, upload.id, five)).status).toBe(400)
  expect((await send(tools, upload.id, five, 3)).status).toBe(400)
  expect((await send(tools, upload.id, five, 1)).body).toMatchObject({
    status: 'pending',
    number_of_parts: { total: 2, sent: 1 },
    complete_url: expect.any(String),
  })
  expect((await tools.call('POST', `file_uploads/${String(upload.id)}/complete`, {})).status).toBe(400)
  await send(tools, upload.id, 7, 2)
  expect(await tools.ok('POST', `file_uploads/${String(upload.id)}/complete`)).toMatchObject({
    status: 'uploaded',
    content_length: five + 7,
  })
})

test('behavior: an upload that is not attached expires', async () => {
  const tools = await harness()
  const upload = await tools.ok('POST', 'file_uploads', {})
  tools.advance(3_600_000)
  expect(await tools.ok('GET', `file_uploads/${String(upload.id)}`)).toMatchObject({
    status: 'expired',
    expiry_time: null,
    created_time: '2026-04-15T12:30:00.000Z',
    last_edited_time: '2026-04-15T13:30:00.000Z',
  })
  expect(ids(await tools.ok('GET', 'file_uploads?status=expired'))).toEqual([upload.id])
  expect(ids(await tools.ok('GET', 'file_uploads?status=pending'))).toEqual([])
})

test('behavior: an import is finished when it is retrieved', async () => {
  const { ok, call } = await harness()
  const upload = await ok('POST', 'file_uploads', {
    mode: 'external_url',
    filename: 'a.pdf',
    external_url: 'https://example.com/a.pdf',
  })
  expect(upload).toMatchObject({ status: 'pending', content_type: 'application/pdf' })
  expect(await ok('GET', `file_uploads/${String(upload.id)}`)).toMatchObject({
    status: 'uploaded',
    file_import_result: { type: 'success', success: {} },
  })
  expect((await call('POST', 'file_uploads', { mode: 'external_url', filename: 'a' })).body.message).toBe(
    'body failed validation: body.external_url should be defined, instead was `undefined`.',
  )
})
