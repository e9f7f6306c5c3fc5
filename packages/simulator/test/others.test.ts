import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../src/domain/values/json.js'
import { aDataSource, aRow, type Harness, harness, PERSON, paragraph } from './harness.js'

const ids = (list: JsonObject): ReadonlyArray<unknown> => asArray(list.results).map((each) => asObject(each).id)

const titled = ({ ok, home }: Harness, title: string): Promise<JsonObject> =>
  ok('POST', 'pages', { parent: { page_id: home }, properties: { title: [{ text: { content: title } }] } })

test('default: search finds pages and data sources by title, the last edited first', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  tools.advance(60_000)
  const apple = await titled(tools, 'Apple pie')
  tools.advance(60_000)
  const plum = await titled(tools, 'Plum pie')
  const search = (body: JsonObject) => tools.ok('POST', 'search', body)
  expect(ids(await search({ query: 'PIE' }))).toEqual([plum.id, apple.id])
  expect(ids(await search({ query: 'apple' }))).toEqual([apple.id])
  expect(ids(await search({ query: 'cherry' }))).toEqual([])
  const sort = { timestamp: 'last_edited_time', direction: 'ascending' }
  expect(ids(await search({ query: 'pie', sort }))).toEqual([apple.id, plum.id])
  expect(ids(await search({ filter: { property: 'object', value: 'data_source' } }))).toEqual([source])
  expect(ids(await search({ filter: { property: 'object', value: 'page' } }))).toEqual([plum.id, tools.home, apple.id])
  const one = await search({ query: 'pie', page_size: 1 })
  expect(one).toMatchObject({ has_more: true, type: 'page_or_data_source' })
  expect(ids(await search({ query: 'pie', page_size: 1, start_cursor: one.next_cursor ?? '' }))).toEqual([apple.id])
  await tools.ok('PATCH', `pages/${String(apple.id)}`, { in_trash: true })
  expect(ids(await search({ query: 'pie' }))).toEqual([plum.id])
  expect(ids(await search({ query: 'pie', filter: { in_trash: true } }))).toEqual([apple.id])
})

test('error: invalid searches', async () => {
  const { call } = await harness()
  const answer = await call('POST', 'search', { filter: { property: 'object', value: 'database' } })
  expect(answer.body.message).toBe(
    'body failed validation: body.filter.value should be `"page"` or `"data_source"`, instead was `"database"`.',
  )
})

test('default: users, one user, and the bot', async () => {
  const { ok } = await harness({ bot: { name: 'Helper' }, workspaceName: 'Acme' })
  const list = await ok('GET', 'users')
  expect(list).toMatchObject({ object: 'list', type: 'user', user: {}, has_more: false })
  expect(asArray(list.results).map((user) => asObject(user).name)).toEqual(['Ada', 'Helper'])
  expect(await ok('GET', `users/${PERSON}`)).toMatchObject({
    object: 'user',
    name: 'Ada',
    type: 'person',
    person: { email: 'ada@example.com' },
  })
  expect(await ok('GET', 'users/me')).toMatchObject({
    object: 'user',
    name: 'Helper',
    type: 'bot',
    bot: {
      owner: { type: 'workspace', workspace: true },
      workspace_name: 'Acme',
      workspace_limits: { max_file_upload_size_in_bytes: 5_368_709_120 },
    },
  })
})

test('default: comments and their discussions', async () => {
  const { ok, call, home } = await harness()
  const first = await ok('POST', 'comments', { parent: { page_id: home }, rich_text: [{ text: { content: 'Hello' } }] })
  expect(first).toEqual({
    object: 'comment',
    id: expect.any(String),
    parent: { type: 'page_id', page_id: home },
    discussion_id: expect.any(String),
    created_time: '2026-04-15T12:30:00.000Z',
    last_edited_time: '2026-04-15T12:30:00.000Z',
    created_by: { object: 'user', id: expect.any(String) },
    rich_text: [expect.objectContaining({ plain_text: 'Hello' })],
    display_name: { type: 'integration', resolved_name: 'Simulated integration' },
    request_id: expect.any(String),
  })
  const reply = await ok('POST', 'comments', {
    discussion_id: first.discussion_id,
    markdown: 'Hi **there**',
    display_name: { type: 'custom', custom: { name: 'Bob' } },
  })
  expect(reply).toMatchObject({
    discussion_id: first.discussion_id,
    rich_text: [{ plain_text: 'Hi ' }, { plain_text: 'there', annotations: { bold: true } }],
    display_name: { type: 'custom', resolved_name: 'Bob' },
  })
  expect(ids(await ok('GET', `comments?block_id=${home}`))).toEqual([first.id, reply.id])
  expect(await ok('PATCH', `comments/${String(first.id)}`, { markdown: 'Changed' })).toMatchObject({
    rich_text: [{ plain_text: 'Changed' }],
  })
  expect(await ok('DELETE', `comments/${String(first.id)}`)).toMatchObject({ object: 'comment', id: first.id })
  expect((await call('GET', `comments/${String(first.id)}`)).status).toBe(404)
  expect((await call('GET', 'comments')).body.message).toBe(
    'query failed validation: query.block_id should be defined, instead was `undefined`.',
  )
})

test('behavior: comments on a page share its discussion, those on a block start one each', async () => {
  const { simulator, ok, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('x')] })
  const block_id = asObject(asArray(list.results)[0]).id
  const say = async (parent: JsonObject) => (await ok('POST', 'comments', { parent, markdown: 'y' })).discussion_id
  const parent = { type: 'page_id', page_id: home }
  const resolved = { object: 'comment', id: PERSON, discussion_id: PERSON, parent, rich_text: [], resolved: true }
  await simulator.load([resolved])
  const first = await say(parent)
  expect(first).not.toBe(PERSON)
  expect(await say(parent)).toBe(first)
  expect(await say({ block_id: home })).toBe(first)
  expect(await say({ block_id: block_id ?? '' })).not.toBe(await say({ block_id: block_id ?? '' }))
})

test('behavior: comments are listed by age, and only those of the connection can be changed', async () => {
  const { simulator, ok, call, home } = await harness()
  const own = await ok('POST', 'comments', { parent: { page_id: home }, markdown: 'own' })
  const parent = { type: 'page_id', page_id: home }
  const created_by = { object: 'user', id: PERSON }
  const created_time = '2026-01-01T00:00:00.000Z'
  await simulator.load([{ object: 'comment', id: PERSON, parent, rich_text: [], created_by, created_time }])
  expect(ids(await ok('GET', `comments?block_id=${home}`))).toEqual([PERSON, own.id])
  const missed = [
    await call('PATCH', `comments/${PERSON}`, { markdown: 'x' }),
    await call('DELETE', `comments/${PERSON}`),
  ]
  expect(missed.map(({ status, body }) => [status, body.code])).toEqual([
    [404, 'object_not_found'],
    [404, 'object_not_found'],
  ])
  expect(await ok('GET', `comments/${PERSON}`)).toMatchObject({ created_by })
})

test('params: display_name is that of the integration, of the user who authorized it, or a custom one', async () => {
  const { simulator, call, home } = await harness()
  const grant = { grant_type: 'authorization_code', code: simulator.authorize({ userId: PERSON }) }
  const { body } = await call('POST', 'oauth/token', grant, { authorization: `Basic ${btoa('client:secret')}` })
  const named = async (display_name: JsonObject) => {
    const comment = { parent: { page_id: home }, markdown: 'x', display_name }
    const headers = { authorization: `Bearer ${String(body.access_token)}` }
    return asObject((await call('POST', 'comments', comment, headers)).body.display_name).resolved_name
  }
  expect(await named({ type: 'user' })).toBe('Ada')
  expect(await named({ type: 'integration' })).toBe('Simulated integration')
  expect(await named({ type: 'custom', custom: { name: 'Bob' } })).toBe('Bob')
})

test('behavior: a comment on a block', async () => {
  const { ok, home } = await harness()
  const block = asObject(
    asArray((await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('x')] })).results)[0],
  )
  const comment = await ok('POST', 'comments', { parent: { block_id: block.id }, markdown: 'y' })
  expect(comment.parent).toEqual({ type: 'block_id', block_id: block.id })
  expect(ids(await ok('GET', `comments?block_id=${String(block.id)}`))).toEqual([comment.id])
  expect(ids(await ok('GET', `comments?block_id=${home}`))).toEqual([])
})

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

test('default: views and their queries', async () => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, { Score: { number: {} } })
  const rows: Array<unknown> = []
  for (const score of [1, 2, 3]) rows.push((await aRow(tools, source, 'r', { Score: { number: score } })).id)
  const filter = { property: 'Score', number: { greater_than: 1 } }
  const sorts = [{ property: 'Score', direction: 'ascending' }]
  const view = await tools.ok('POST', 'views', {
    database_id: database,
    data_source_id: source,
    name: 'Good',
    type: 'table',
    filter,
    sorts,
  })
  expect(view).toMatchObject({
    object: 'view',
    name: 'Good',
    type: 'table',
    filter,
    sorts,
    quick_filters: null,
    configuration: { type: 'table' },
    parent: { type: 'database_id', database_id: database },
  })
  expect(asArray((await tools.ok('GET', `views?data_source_id=${source}`)).results)).toHaveLength(2)
  const query = await tools.ok('POST', `views/${String(view.id)}/queries`, { page_size: 1 })
  expect(query).toMatchObject({
    object: 'view_query',
    view_id: view.id,
    total_count: 2,
    results: [{ object: 'page', id: rows[1] }],
    has_more: true,
  })
  const path = `views/${String(view.id)}/queries/${String(query.id)}`
  expect(ids(await tools.ok('GET', `${path}?start_cursor=${String(query.next_cursor)}`))).toEqual([rows[2]])
  tools.advance(900_000)
  expect((await tools.call('GET', path)).status).toBe(404)
  expect(await tools.ok('PATCH', `views/${String(view.id)}`, { name: 'Better', filter: null })).toMatchObject({
    name: 'Better',
    filter: null,
  })
  expect(await tools.ok('DELETE', `views/${String(view.id)}`)).toEqual({
    object: 'view',
    id: view.id,
    parent: view.parent,
    type: 'table',
    request_id: expect.any(String),
  })
  expect((await tools.call('GET', `views/${String(view.id)}`)).status).toBe(404)
})

test('default: there are no custom emojis', async () => {
  const { ok } = await harness()
  expect(await ok('GET', 'custom_emojis')).toEqual({
    object: 'list',
    type: 'custom_emoji',
    results: [],
    has_more: false,
    next_cursor: null,
    request_id: expect.any(String),
  })
})

test('default: a page of Markdown can be created by a task', async () => {
  const { ok, call, home } = await harness()
  const begun = await call('POST', 'pages', { parent: { page_id: home }, markdown: '# Later\ntext', allow_async: true })
  expect(begun.status).toBe(202)
  expect(begun.body).toMatchObject({
    object: 'async_task',
    id: expect.stringMatching(/^task_[0-9a-f]{32}$/),
    status: 'queued',
    poll_after_seconds: 2,
    operation: { surface: 'rest', name: 'POST /v1/pages' },
    status_url: `https://api.notion.com/v1/async_tasks/${String(begun.body.id)}`,
  })
  const path = `async_tasks/${String(begun.body.id)}`
  expect(await ok('GET', path)).toMatchObject({ status: 'running' })
  const done = await ok('GET', path)
  expect(done).toMatchObject({ status: 'succeeded', result: { object: 'page' } })
  expect(await ok('GET', `pages/${String(asObject(done.result).id)}`)).toMatchObject({ object: 'page' })
  const refused = await call('POST', 'pages', { parent: { page_id: home }, allow_async: true })
  expect(refused.status).toBe(400)
})
