import { expect, test } from 'vitest'
import { asArray, asObject } from '../../../src/domain/values/json.js'
import { aDataSource, HOME, harness, PERSON } from '../../support/harness.js'

const COMMENT = 'eeeeeeee-0000-4000-8000-00000000000e'
const UPLOAD = 'eeeeeeee-0000-4000-8000-00000000000f'
const VIEW = 'eeeeeeee-0000-4000-8000-000000000010'
const EMOJI = 'eeeeeeee-0000-4000-8000-000000000011'

const aComment = (id: string, more = {}) => ({
  object: 'comment',
  id,
  parent: { type: 'page_id', page_id: HOME },
  discussion_id: 'eeeeeeee-0000-4000-8000-0000000000d0',
  created_time: '2026-03-01T10:00:00.000Z',
  last_edited_time: '2026-03-01T10:00:00.000Z',
  created_by: { object: 'user', id: PERSON },
  rich_text: [{ type: 'text', text: { content: 'Hi', link: null }, plain_text: 'Hi', href: null }],
  display_name: { type: 'user', resolved_name: 'Ada' },
  ...more,
})

test('default: comments are returned as they were loaded, without those that are resolved', async () => {
  const { simulator, ok } = await harness()
  await simulator.load([aComment(COMMENT), aComment(UPLOAD, { resolved: true })])
  const list = await ok('GET', `comments?block_id=${HOME}`)
  expect(list.results).toEqual([aComment(COMMENT)])
  expect(await ok('GET', `comments/${UPLOAD}`)).toMatchObject({ id: UPLOAD })
})

test('default: file uploads keep their state', async () => {
  const { simulator, ok } = await harness()
  const upload = {
    object: 'file_upload',
    id: UPLOAD,
    created_time: '2026-04-15T12:00:00.000Z',
    created_by: { id: PERSON, type: 'person' },
    last_edited_time: '2026-04-15T12:00:00.000Z',
    expiry_time: '2026-04-15T13:00:00.000Z',
    upload_url: `https://api.notion.com/v1/file_uploads/${UPLOAD}/send`,
    complete_url: `https://api.notion.com/v1/file_uploads/${UPLOAD}/complete`,
    in_trash: false,
    status: 'pending',
    filename: 'big.bin',
    content_type: 'application/zip',
    content_length: 6,
    number_of_parts: { total: 2, sent: 1 },
  }
  await simulator.load([upload])
  expect(await ok('GET', `file_uploads/${UPLOAD}`)).toMatchObject({ ...upload, created_by: { id: PERSON } })
})

test('default: views are read, changed and queried', async () => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, {})
  await tools.simulator.load([
    {
      object: 'view',
      id: VIEW,
      parent: { type: 'database_id', database_id: database },
      data_source_id: source,
      name: 'Loaded',
      type: 'list',
      created_time: '2026-03-01T10:00:00.123Z',
      configuration: { type: 'list' },
    },
  ])
  expect(await tools.ok('GET', `views/${VIEW}`)).toMatchObject({
    name: 'Loaded',
    created_time: '2026-03-01T10:00:00.123+00:00',
    configuration: { type: 'list' },
  })
  expect(await tools.ok('PATCH', `views/${VIEW}`, { name: 'Other' })).toMatchObject({ name: 'Other' })
  expect(await tools.ok('POST', `views/${VIEW}/queries`, {})).toMatchObject({ total_count: 0 })
})

test('default: custom emojis are listed, found by name, and used', async () => {
  const { simulator, ok } = await harness()
  const emoji = { id: EMOJI, name: 'parrot', url: 'https://example.com/parrot.gif' }
  await simulator.load(emoji)
  await simulator.load([{ ...emoji, object: 'custom_emoji', id: COMMENT, name: 'shipit' }])
  const list = await ok('GET', 'custom_emojis?name=parrot')
  expect(list).toEqual({
    object: 'list',
    type: 'custom_emoji',
    results: [emoji],
    has_more: false,
    next_cursor: null,
    request_id: expect.any(String),
  })
  const first = await ok('GET', 'custom_emojis?page_size=1')
  expect(asArray((await ok('GET', `custom_emojis?start_cursor=${String(first.next_cursor)}`)).results)).toHaveLength(1)
  const page = await ok('PATCH', `pages/${HOME}`, { icon: { custom_emoji: { id: EMOJI } } })
  expect(asObject(page.icon)).toEqual({ type: 'custom_emoji', custom_emoji: emoji })
})

test('behavior: an import that cannot be fetched is refused or fails, and cannot be attached', async () => {
  const { ok, call } = await harness()
  const create = { mode: 'external_url', filename: 'a.pdf' }
  const lost = String((await ok('POST', 'file_uploads', { ...create, external_url: 'https://files.test/a.pdf' })).id)
  const nowhere = await call('POST', 'file_uploads', { ...create, external_url: 'https://files.invalid/a.pdf' })
  expect(nowhere.body.message).toContain('Failed to fetch the headers')
  expect(await ok('GET', `file_uploads/${lost}`)).toMatchObject({
    status: 'failed',
    file_import_result: { type: 'error', error: { type: 'download_error' } },
  })
  const body = { children: [{ pdf: { file_upload: { id: lost } } }] }
  expect((await call('PATCH', `blocks/${HOME}/children`, body)).body.message).toContain('"failed"')
})

test('behavior: an upload that is not attached within an hour has expired, and cannot be attached', async () => {
  const { ok, call, advance, simulator } = await harness()
  const id = String((await ok('POST', 'file_uploads', { filename: 'a.txt' })).id)
  const form = new FormData()
  form.append('file', new Blob(['x']), 'a.txt')
  await simulator.fetch(`https://api.notion.com/v1/file_uploads/${id}/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' },
    body: form,
  })
  advance(3_600_000)
  const body = { children: [{ file: { file_upload: { id } } }] }
  expect((await call('PATCH', `blocks/${HOME}/children`, body)).body.message).toContain('"expired"')
})

test('behavior: a task cannot be retrieved after a day', async () => {
  const { call, ok, advance } = await harness()
  const task = await call('POST', 'pages', { parent: { page_id: HOME }, markdown: '# A', allow_async: true })
  expect(task.status).toBe(202)
  const path = `async_tasks/${String(task.body.id)}`
  expect([(await ok('GET', path)).status, (await ok('GET', path)).status]).toEqual(['running', 'succeeded'])
  advance(86_400_000)
  expect((await call('GET', path)).body.code).toBe('object_not_found')
})

test('behavior: fields that a loaded page or database lacks stay absent until they are set', async () => {
  const { simulator, ok } = await harness()
  const whole = { url: 'https://www.notion.so/x', parent: { type: 'workspace', workspace: true } }
  const times = { created_time: '2022-03-10T04:13:00.000Z', last_edited_time: '2022-03-10T04:13:00.000Z' }
  await simulator.load([
    { object: 'page', id: COMMENT, ...times, ...whole, properties: {} },
    { object: 'database', id: UPLOAD, ...times, ...whole, title: [], data_sources: [] },
  ])
  expect(await ok('GET', `pages/${HOME}`)).toMatchObject({ is_locked: false, is_archived: false })
  const page = await ok('GET', `pages/${COMMENT}`)
  expect(Object.keys(page).filter((key) => key.startsWith('is_'))).toEqual([])
  const database = await ok('GET', `databases/${UPLOAD}`)
  expect(Object.keys(database).filter((key) => ['is_locked', 'description'].includes(key))).toEqual([])
  simulator.restore(simulator.snapshot())
  expect(await ok('GET', `pages/${COMMENT}`)).toEqual({ ...page, request_id: expect.any(String) })
  expect(await ok('PATCH', `pages/${COMMENT}`, { is_locked: true })).toMatchObject({ is_locked: true })
})

test('behavior: a loaded rollup of a relation to itself is returned', async () => {
  const { simulator, ok } = await harness()
  const id = 'ffffffff-0000-4000-8000-000000000001'
  const rollup = { relation_property_id: 'loop', rollup_property_id: 'title', function: 'count' }
  await simulator.load([
    {
      object: 'data_source',
      id,
      created_time: '2026-01-01T00:00:00.000Z',
      parent: { type: 'database_id', database_id: 'ffffffff-0000-4000-8000-000000000002' },
      properties: { Loop: { id: 'loop', type: 'rollup', rollup }, Name: { id: 'title', type: 'title', title: {} } },
    },
  ])
  expect(Object.keys(asObject((await ok('GET', `data_sources/${id}`)).properties))).toEqual(['Loop', 'Name'])
})
