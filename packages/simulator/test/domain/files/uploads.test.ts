import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  extensionOf,
  isExtensionSupported,
  isTypeSupported,
  typeOfName,
} from '../../../src/domain/validate/contentTypes.js'
import { asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { type Harness, HOME, harness } from '../../support/harness.js'

const MEBIBYTE = 1_048_576

interface Sent {
  readonly status: number
  readonly body: JsonObject
}

const send = async ({ simulator }: Harness, id: unknown, file: File, part?: number): Promise<Sent> => {
  const form = new FormData()
  form.append('file', file)
  if (part !== undefined) form.append('part_number', String(part))
  const answer = await simulator.fetch(`https://api.notion.com/v1/file_uploads/${String(id)}/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' },
    body: form,
  })
  return { status: answer.status, body: asObject(await answer.json()) }
}

const aFile = (name: string, type = '', size = 3): File => new File([new Uint8Array(size)], name, { type })

test.each([
  ['film.mp4', 'application/mp4'],
  ['note.TXT', 'text/plain; charset=utf-8'],
  ['data.json', 'application/json; charset=utf-8'],
  ['a.b.png', 'image/png'],
  ['favicon.ico', 'image/vnd.microsoft.icon'],
  ['words.md', 'text/markdown; charset=utf-8'],
])('default: the name %s implies the type %s', async (filename, content_type) => {
  const { ok } = await harness()
  expect(await ok('POST', 'file_uploads', { filename })).toMatchObject({ filename, content_type })
})

test('params: content_type is stored as given, and adds the extension that a name lacks', async () => {
  const { ok } = await harness()
  const make = (body: JsonObject) => ok('POST', 'file_uploads', body)
  expect(await make({ filename: 'note', content_type: 'text/plain' })).toMatchObject({
    filename: 'note.txt',
    content_type: 'text/plain',
  })
  expect(await make({ filename: 'a.mp4', content_type: 'video/mp4' })).toMatchObject({ content_type: 'video/mp4' })
  expect(await make({ content_type: 'image/png' })).toMatchObject({ filename: null, content_type: 'image/png' })
  expect(await make({ filename: 'a.png', content_type: 'application/octet-stream' })).toMatchObject({
    content_type: 'image/png',
  })
})

test('behavior: the type of a sent file is its own, otherwise that of its name', async () => {
  const tools = await harness()
  const typeOf = async (file: File) => {
    const { id } = await tools.ok('POST', 'file_uploads', {})
    return (await send(tools, id, file)).body.content_type
  }
  expect(await typeOf(aFile('a.png', 'image/webp'))).toBe('image/webp')
  expect(await typeOf(aFile('a.png'))).toBe('image/png')
  expect(await typeOf(aFile('a.png', 'application/octet-stream'))).toBe('image/png')
  expect(await typeOf(aFile('a'))).toBe('application/octet-stream')
})

const UNSUPPORTED = 'Provided `filename` has an extension that is not supported for the File Upload API.'

test.each<readonly [string, JsonObject, string]>([
  ['an extension that is not taken', { filename: 'plan.xmind' }, UNSUPPORTED],
  [
    'an extension that is not taken, whatever its type',
    { filename: 'plan.xmind', content_type: 'text/plain' },
    UNSUPPORTED,
  ],
  [
    'a type that is not taken',
    { filename: 'a.wav', content_type: 'audio/x-wav' },
    'The content type audio/x-wav is not supported for the File Upload API.',
  ],
  ['no extension', { filename: 'note' }, 'Provided `filename` has no extension, and `content_type` implies none'],
])('error: %s', async (_, body, message) => {
  const { call } = await harness()
  const answer = await call('POST', 'file_uploads', body)
  expect([answer.status, answer.body.code]).toEqual([400, 'validation_error'])
  expect(answer.body.message).toContain(message)
})

test('error: a file of an unsupported type is refused, and can be sent again', async () => {
  const tools = await harness()
  const { id } = await tools.ok('POST', 'file_uploads', {})
  expect((await send(tools, id, aFile('a.wav', 'audio/x-wav'))).body.message).toContain('audio/x-wav')
  expect((await send(tools, id, aFile('plan.xmind'))).body.message).toBe(UNSUPPORTED)
  expect((await send(tools, id, aFile('a.wav', 'audio/wav'))).body).toMatchObject({ status: 'uploaded' })
})

test('error: more than the limit of the workspace, in one part or in total', async () => {
  const tools = await harness()
  const { id } = await tools.ok('GET', 'users/me')
  const limit = { max_file_upload_size_in_bytes: 6 * MEBIBYTE }
  await tools.simulator.load([
    { object: 'user', id: id ?? '', type: 'bot', name: 'Bot', bot: { workspace_limits: limit } },
  ])
  const single = await tools.ok('POST', 'file_uploads', { filename: 'a.pdf' })
  const large = await send(tools, single.id, aFile('a.pdf', '', 6 * MEBIBYTE + 1))
  expect([large.status, large.body.code]).toEqual([400, 'validation_error'])
  expect((await send(tools, single.id, aFile('a.pdf', '', 6 * MEBIBYTE))).status).toBe(200)

  const several = await tools.ok('POST', 'file_uploads', { mode: 'multi_part', filename: 'b.zip', number_of_parts: 2 })
  expect((await send(tools, several.id, aFile('b', '', 5 * MEBIBYTE), 1)).status).toBe(200)
  // A part that is sent again replaces the earlier one.
  expect((await send(tools, several.id, aFile('b', '', 5 * MEBIBYTE), 1)).status).toBe(200)
  expect((await send(tools, several.id, aFile('b', '', MEBIBYTE + 1), 2)).body.message).toContain('exceeds the limit')
  expect((await send(tools, several.id, aFile('b', '', MEBIBYTE), 2)).status).toBe(200)
})

test('behavior: a video is a video in a comment, whatever its type is called', async () => {
  const tools = await harness()
  const { id } = await tools.ok('POST', 'file_uploads', { filename: 'a.mp4' })
  await send(tools, id, aFile('a.mp4'))
  const attachments = [{ file_upload_id: id ?? '' }]
  const comment = await tools.ok('POST', 'comments', { parent: { page_id: HOME }, markdown: 'x', attachments })
  expect(comment.attachments).toMatchObject([{ category: 'video' }])
})

test('behavior: the types of all supported names are supported', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom('png', 'mp4', 'ts', 'dwg', 'gifv', 'rvt', '7z', 'JPG'),
      (stem, extension) => {
        const name = `x${stem}.${extension}`
        expect(isExtensionSupported(extensionOf(name) ?? '')).toBe(true)
        expect(isTypeSupported(typeOfName(name) ?? 'nothing')).toBe(true)
      },
    ),
  )
})
