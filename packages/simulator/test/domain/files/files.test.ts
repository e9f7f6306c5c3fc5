import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { handlers } from '../../../src/msw.js'
import { type Harness, HOME, harness } from '../../support/harness.js'

const MEBIBYTE = 1_048_576
const authorization = { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' }

type Ask = (address: string, init?: RequestInit) => Promise<Response>

const send = async (ask: Ask, address: string, bytes: Uint8Array<ArrayBuffer>, part?: number): Promise<void> => {
  const form = new FormData()
  form.append('file', new Blob([bytes]), 'part')
  if (part !== undefined) form.append('part_number', String(part))
  const answer = await ask(address, { method: 'POST', headers: authorization, body: form })
  expect(answer.status).toBe(200)
}

/** Sends a text as a file, attaches it to a block, and returns the id of the block. */
const attached = async ({ ok, simulator }: Harness, text: string): Promise<string> => {
  const upload = await ok('POST', 'file_uploads', { filename: 'a b.txt' })
  await send(simulator.fetch, String(upload.upload_url), new TextEncoder().encode(text))
  const file = { file: { file_upload: { id: upload.id } } }
  const list = await ok('PATCH', `blocks/${HOME}/children`, { children: [file] })
  return String(asObject(asArray(list.results)[0]).id)
}

const fileOf = (block: JsonObject): JsonObject => asObject(asObject(block.file).file)

test('default: a file is downloaded as it was sent', async () => {
  const tools = await harness()
  const block = await attached(tools, 'héllo')
  const { url, expiry_time } = fileOf(await tools.ok('GET', `blocks/${block}`))
  expect(expiry_time).toBe('2026-04-15T13:30:20.000Z')
  const answer = await tools.simulator.fetch(String(url))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(answer.headers.get('content-length')).toBe('6')
  expect(await answer.text()).toBe('héllo')
})

test('behavior: the parts of a file are joined in order', async () => {
  const { ok, simulator } = await harness()
  const upload = await ok('POST', 'file_uploads', { mode: 'multi_part', filename: 'a.zip', number_of_parts: 2 })
  await send(simulator.fetch, String(upload.upload_url), new Uint8Array([7]), 2)
  await send(simulator.fetch, String(upload.upload_url), new Uint8Array(5 * MEBIBYTE).fill(3), 1)
  await ok('POST', `file_uploads/${String(upload.id)}/complete`)
  const page = await ok('PATCH', `pages/${HOME}`, { cover: { file_upload: { id: upload.id } } })
  const answer = await simulator.fetch(String(asObject(asObject(page.cover).file).url))
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([bytes.length, bytes[0], bytes.at(-2), bytes.at(-1)]).toEqual([5 * MEBIBYTE + 1, 3, 3, 7])
})

test('behavior: an address expires after an hour, and each response has a new one', async () => {
  const tools = await harness()
  const block = await attached(tools, 'x')
  const first = fileOf(await tools.ok('GET', `blocks/${block}`))
  tools.advance(3_600_000)
  const late = await tools.simulator.fetch(String(first.url))
  expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')])
  const second = fileOf(await tools.ok('GET', `blocks/${block}`))
  expect(second.expiry_time).toBe('2026-04-15T14:30:20.000Z')
  expect((await tools.simulator.fetch(String(second.url))).status).toBe(200)
  const { markdown } = await tools.ok('GET', `pages/${HOME}/markdown`)
  expect(markdown).toContain('X-Amz-Date=20260415T133020Z')
})

test('error: an address that is not signed, and an unknown file', async () => {
  const tools = await harness()
  const { url } = fileOf(await tools.ok('GET', `blocks/${await attached(tools, 'x')}`))
  const bare = String(url).split('?')[0] ?? ''
  expect((await tools.simulator.fetch(bare)).status).toBe(403)
  const upload = await tools.ok('POST', 'file_uploads', { filename: 'a.txt' })
  const elsewhere = String(url).replace(/[^/]+(?=\/[^/]*$)/, String(upload.id))
  const absent = await tools.simulator.fetch(elsewhere)
  expect([absent.status, await absent.text()]).toEqual([404, expect.stringContaining('NoSuchKey')])
})

test('behavior: a snapshot contains the contents of files', async () => {
  const tools = await harness()
  const block = await attached(tools, 'kept')
  const { simulator } = await harness()
  simulator.restore(JSON.parse(JSON.stringify(tools.simulator.snapshot())))
  const answer = await simulator.fetch(`https://api.notion.com/v1/blocks/${block}`, { headers: authorization })
  const { url } = fileOf(asObject(await answer.json()))
  expect(await (await simulator.fetch(String(url))).text()).toBe('kept')
})

test('error: a snapshot whose contents are not base64', async () => {
  const tools = await harness()
  await attached(tools, 'kept')
  const text = JSON.stringify(tools.simulator.snapshot())
  const broken: unknown = JSON.parse(text.replace(`"${btoa('kept')}"`, '"*"'))
  expect(() => tools.simulator.restore(broken)).toThrow('must be base64')
})

test('behavior: over HTTP all addresses lead to the server itself', async () => {
  const { simulator } = await harness()
  const server = await simulator.listen()
  const call = async (path: string, body: JsonObject): Promise<JsonObject> => {
    const headers = { ...authorization, 'content-type': 'application/json' }
    const answer = await fetch(`${server.url}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const answered = asObject(await answer.json())
    expect(answered).not.toHaveProperty('code')
    return answered
  }
  try {
    const upload = await call('file_uploads', { mode: 'single_part', filename: 'a.txt' })
    expect(upload.upload_url).toBe(`${server.url}/v1/file_uploads/${String(upload.id)}/send`)
    await send(fetch, String(upload.upload_url), new TextEncoder().encode('over the wire'))
    const parent = { page_id: HOME }
    const page = await call('pages', { parent, properties: {}, icon: { file_upload: { id: String(upload.id) } } })
    const { url } = asObject(asObject(page.icon).file)
    expect(String(url).startsWith(`${server.url}/`)).toBe(true)
    expect(await (await fetch(String(url))).text()).toBe('over the wire')
    const task = await call('pages', { parent, markdown: '# A', allow_async: true })
    expect(task.status_url).toBe(`${server.url}/v1/async_tasks/${String(task.id)}`)
  } finally {
    await server.close()
  }
})

test('default: through Mock Service Worker', async () => {
  const tools = await harness()
  const { url } = fileOf(await tools.ok('GET', `blocks/${await attached(tools, 'mocked')}`))
  const server = setupServer(...handlers(tools.simulator))
  server.listen({ onUnhandledRequest: 'error' })
  try {
    expect(await (await fetch(String(url))).text()).toBe('mocked')
  } finally {
    server.close()
  }
})
