import { createServer } from 'node:http'
import { verifyWebhookSignature } from '@notionhq/client'
import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject, parseJson } from '../../src/domain/values/json.js'
import { faults, type SubscriptionOptions } from '../../src/index.js'
import { aDataSource, aRow, type Harness, HOME, harness, paragraph } from '../support/harness.js'

interface Received {
  readonly signature: string
  readonly text: string
}

interface Receiver {
  readonly url: string
  readonly received: ReadonlyArray<Received>
  readonly close: () => Promise<void>
}

/** A server that accepts webhooks, with the given statuses, and 200 after those. */
const receiver = async (statuses: Array<number> = []): Promise<Receiver> => {
  const received: Array<Received> = []
  const server = createServer((request, response) => {
    const parts: Array<Buffer> = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({
        signature: String(request.headers['x-notion-signature']),
        text: Buffer.concat(parts).toString('utf8'),
      })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const bodyOf = ({ text }: Received): JsonObject => asObject(parseJson(text))

/** The events while a server is subscribed, without the verification. */
const heard = async (
  act: (tools: Harness) => Promise<unknown>,
  options: Partial<SubscriptionOptions> = {},
): Promise<ReadonlyArray<JsonObject>> => {
  const to = await receiver()
  try {
    const tools = await harness()
    await tools.simulator.subscribe({ url: to.url, ...options })
    await act(tools)
    await tools.simulator.settled()
    return to.received.slice(1).map(bodyOf)
  } finally {
    await to.close()
  }
}

const types = (events: ReadonlyArray<JsonObject>): ReadonlyArray<unknown> => events.map(({ type }) => type)

test('default: a webhook is sent, signed, after the verification token', async () => {
  const to = await receiver()
  try {
    const { simulator, ok } = await harness()
    const { verificationToken, id } = await simulator.subscribe({ url: to.url })
    const page = await ok('POST', 'pages', { parent: { page_id: HOME }, properties: {} })
    await simulator.settled()
    expect(to.received.map(bodyOf)).toEqual([
      { verification_token: verificationToken },
      {
        id: expect.any(String),
        timestamp: '2026-04-15T12:30:20.000Z',
        workspace_id: expect.any(String),
        workspace_name: 'Simulated workspace',
        subscription_id: id,
        integration_id: asObject(page.created_by).id,
        authors: [{ id: asObject(page.created_by).id, type: 'bot' }],
        api_version: '2026-03-11',
        attempt_number: 1,
        type: 'page.created',
        entity: { id: page.id, type: 'page' },
        data: { parent: { id: HOME, type: 'page' } },
      },
    ])
    for (const { signature, text } of to.received)
      expect(await verifyWebhookSignature({ body: text, signature, verificationToken })).toBe(true)
  } finally {
    await to.close()
  }
})

test('behavior: events of pages', async () => {
  const events = await heard(async ({ ok }) => {
    await ok('PATCH', `pages/${HOME}`, { properties: { title: { title: [] } }, is_locked: true })
    await ok('PATCH', `pages/${HOME}`, { is_locked: false })
    await ok('PATCH', `pages/${HOME}`, { is_locked: false })
    const list = await ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('a', [paragraph('b')])] })
    const block = String(asObject(asArray(list.results)[0]).id)
    await ok('PATCH', `blocks/${block}`, { paragraph: { rich_text: [] } })
    await ok('DELETE', `blocks/${block}`)
    await ok('PATCH', `pages/${HOME}`, { in_trash: true })
    await ok('PATCH', `pages/${HOME}`, { in_trash: false })
  })
  expect(types(events)).toEqual([
    'page.locked',
    'page.properties_updated',
    'page.unlocked',
    'page.content_updated',
    'page.content_updated',
    'page.content_updated',
    'page.deleted',
    'page.undeleted',
  ])
  expect(events[1]?.data).toMatchObject({ updated_properties: ['title'] })
  expect(events[3]?.data).toEqual({
    parent: { id: expect.any(String), type: 'space' },
    updated_blocks: [{ id: expect.any(String), type: 'block' }],
  })
})

test('behavior: events of databases, data sources, rows and views', async () => {
  const events = await heard(async (tools) => {
    const { database, source } = await aDataSource(tools, { Old: { number: {} }, Kept: { url: {} } })
    const row = String((await aRow(tools, source, 'Row')).id)
    await tools.ok('PATCH', `data_sources/${source}`, {
      properties: { Old: null, Kept: { name: 'Renamed' }, New: { date: {} } },
    })
    await tools.ok('POST', `pages/${row}/move`, { parent: { page_id: HOME } })
    const view = await tools.ok('POST', 'views', {
      data_source_id: source,
      name: 'V',
      type: 'list',
      database_id: database,
    })
    await tools.ok('PATCH', `views/${String(view.id)}`, { name: 'W', filter: null })
    await tools.ok('DELETE', `views/${String(view.id)}`)
    await tools.ok('PATCH', `databases/${database}`, { in_trash: true })
  })
  expect(types(events)).toEqual([
    'database.created',
    'data_source.created',
    'page.created',
    'data_source.content_updated',
    'data_source.schema_updated',
    'page.moved',
    'data_source.content_updated',
    'view.created',
    'view.updated',
    'view.deleted',
    'database.deleted',
  ])
  expect(events[2]?.data).toMatchObject({ parent: { type: 'database', data_source_id: expect.any(String) } })
  expect(asArray(asObject(events[4]?.data).updated_properties)).toEqual([
    { id: expect.any(String), name: 'Old', action: 'deleted' },
    { id: expect.any(String), name: 'Renamed', action: 'updated' },
    { id: expect.any(String), name: 'New', action: 'created' },
  ])
  expect(asObject(events[8]?.data).updated_fields).toEqual(['name', 'filter'])
})

test('behavior: events of comments and files, and none of reads and refusals', async () => {
  const events = await heard(async ({ ok, call, simulator }) => {
    const comment = await ok('POST', 'comments', { parent: { page_id: HOME }, markdown: 'x' })
    await ok('PATCH', `comments/${String(comment.id)}`, { markdown: 'y' })
    await ok('DELETE', `comments/${String(comment.id)}`)
    const upload = await ok('POST', 'file_uploads', { filename: 'a.txt' })
    const form = new FormData()
    form.append('file', new Blob(['x']), 'a.txt')
    await simulator.fetch(`https://api.notion.com/v1/file_uploads/${String(upload.id)}/send`, {
      method: 'POST',
      headers: { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' },
      body: form,
    })
    await ok('GET', `pages/${HOME}`)
    await call('POST', 'pages', { parent: {} })
  })
  expect(types(events)).toEqual([
    'comment.created',
    'comment.updated',
    'comment.deleted',
    'file_upload.created',
    'file_upload.completed',
  ])
  expect(events[0]?.data).toEqual({ page_id: HOME, parent: { id: HOME, type: 'page' } })
  expect(events[3]).not.toHaveProperty('data')
})

test('behavior: databases and data sources that are moved, trashed and restored, and a view with its own database', async () => {
  const events = await heard(async (tools) => {
    const { ok } = tools
    const { database, source } = await aDataSource(tools, {})
    const other = await aDataSource(tools, {})
    const page = await ok('POST', 'pages', { parent: { page_id: HOME }, properties: {} })
    await ok('PATCH', `databases/${database}`, { parent: { type: 'page_id', page_id: page.id ?? '' } })
    await ok('PATCH', `data_sources/${source}`, { in_trash: true })
    await ok('PATCH', `data_sources/${source}`, { in_trash: false })
    await ok('PATCH', `data_sources/${source}`, { parent: { type: 'database_id', database_id: other.database } })
    await ok('PATCH', `databases/${database}`, { in_trash: true })
    await ok('PATCH', `databases/${database}`, { in_trash: false })
    const create_database = { parent: { type: 'page_id', page_id: HOME } }
    await ok('POST', 'views', { create_database, data_source_id: source, name: 'V', type: 'list' })
  })
  expect(types(events).slice(5)).toEqual([
    'database.moved',
    'data_source.deleted',
    'data_source.undeleted',
    'data_source.moved',
    'database.deleted',
    'database.undeleted',
    'database.created',
    'view.created',
  ])
})

test('behavior: a row that is trashed or restored changes the content of its data source', async () => {
  const events = await heard(
    async (tools) => {
      const { source } = await aDataSource(tools, {})
      const row = String((await aRow(tools, source, 'Row')).id)
      await tools.ok('PATCH', `pages/${row}`, { in_trash: true })
      await tools.ok('PATCH', `pages/${row}`, { in_trash: false })
      await tools.ok('DELETE', `blocks/${row}`)
      await tools.ok('PATCH', `pages/${HOME}`, { in_trash: true })
    },
    { events: ['data_source.content_updated'] },
  )
  expect(events).toHaveLength(4)
})

test.each([
  ['example.com', 'file_upload.completed', undefined],
  [
    'example.test',
    'file_upload.upload_failed',
    { file_import_result: expect.objectContaining({ type: 'error', error: expect.any(Object) }) },
  ],
])('behavior: a file that is imported from %s has the event %s', async (host, outcome, data) => {
  const events = await heard(async ({ ok }) => {
    const external_url = `https://${host}/a.pdf`
    const { id } = await ok('POST', 'file_uploads', { mode: 'external_url', filename: 'a.pdf', external_url })
    await ok('GET', `file_uploads/${String(id)}`)
  })
  expect(types(events)).toEqual(['file_upload.created', outcome])
  expect(events[1]?.data).toEqual(data)
})

test('behavior: the event of an expired file is sent once, with the next event', async () => {
  const events = await heard(
    async ({ ok, advance, simulator }) => {
      await ok('POST', 'file_uploads', {})
      advance(3_599_999)
      await simulator.settled()
      await ok('POST', 'file_uploads', {})
      advance(1)
      await ok('GET', `pages/${HOME}`)
      await ok('GET', `pages/${HOME}`)
      advance(3_600_000)
    },
    { events: ['file_upload.expired'] },
  )
  expect(events).toHaveLength(2)
  expect(events[0]).not.toHaveProperty('data')
  expect(new Set(events.map(({ entity }) => asObject(entity).id)).size).toBe(2)
})

test('behavior: uploads that expired before the subscription have no event', async () => {
  const to = await receiver()
  try {
    const { simulator, ok, advance } = await harness()
    await ok('POST', 'file_uploads', {})
    advance(3_600_000)
    await simulator.subscribe({ url: to.url })
    await ok('GET', `pages/${HOME}`)
    await simulator.settled()
    expect(to.received).toHaveLength(1)
  } finally {
    await to.close()
  }
})

test('behavior: a transcript that is deleted', async () => {
  const meeting = '99999999-0000-4000-8000-000000000001'
  const transcript = '99999999-0000-4000-8000-000000000002'
  const notes = '99999999-0000-4000-8000-000000000003'
  const block = (id: string, parent: JsonObject, type: string, payload: JsonObject): JsonObject => ({
    object: 'block',
    id,
    parent,
    type,
    [type]: payload,
  })
  const events = await heard(async ({ simulator, ok }) => {
    const children = { transcript_block_id: transcript, notes_block_id: notes }
    await simulator.load([
      block(meeting, { type: 'page_id', page_id: HOME }, 'meeting_notes', { status: 'notes_ready', children }),
      block(transcript, { type: 'block_id', block_id: meeting }, 'paragraph', { rich_text: [] }),
      block(notes, { type: 'block_id', block_id: meeting }, 'paragraph', { rich_text: [] }),
    ])
    await ok('DELETE', `blocks/${notes}`)
    await ok('DELETE', `blocks/${transcript}`)
    await ok('DELETE', `blocks/${transcript}`)
  })
  expect(types(events).filter((type) => type !== 'page.content_updated')).toEqual([
    'page.transcription_block.transcript_deleted',
  ])
  expect(events.find(({ type }) => type !== 'page.content_updated')).toMatchObject({
    entity: { id: HOME, type: 'page' },
    data: { target: { id: meeting, type: 'block' }, transcript_id: transcript },
  })
})

test('params: apiVersion 2022-06-28 has events of databases for data sources', async () => {
  const ids: Array<unknown> = []
  const events = await heard(
    async (tools) => {
      const { database, source } = await aDataSource(tools, {})
      ids.push(database)
      await aRow(tools, source, 'Row')
      await tools.ok('PATCH', `data_sources/${source}`, { properties: { New: { date: {} } } })
      await tools.ok('PATCH', `data_sources/${source}`, { in_trash: true })
    },
    { apiVersion: '2022-06-28' },
  )
  expect(types(events)).toEqual([
    'database.created',
    'page.created',
    'database.content_updated',
    'database.schema_updated',
  ])
  expect(events.map(({ api_version }) => api_version)).toEqual(events.map(() => '2022-06-28'))
  expect(asObject(events[1]?.data).parent).toEqual({ id: ids[0], type: 'database' })
  expect(events[2]).toMatchObject({
    entity: { id: ids[0], type: 'database' },
    data: { parent: { id: HOME, type: 'page' }, updated_blocks: [{ type: 'page' }] },
  })
})

test('params: only the subscribed events', async () => {
  const events = await heard(
    async ({ ok }) => {
      await ok('POST', 'pages', { parent: { page_id: HOME }, properties: {} })
      await ok('PATCH', `pages/${HOME}`, { in_trash: true })
    },
    { events: ['page.deleted'] },
  )
  expect(types(events)).toEqual(['page.deleted'])
})

test('behavior: a webhook that fails is retried, and the next one waits for it', async () => {
  const to = await receiver([200, 500, 503])
  const slept: Array<number> = []
  try {
    const { simulator, ok } = await harness({
      conditions: {
        sleep: async (milliseconds) => {
          slept.push(milliseconds)
        },
      },
    })
    await simulator.subscribe({ url: to.url })
    await ok('POST', 'pages', { parent: { page_id: HOME }, properties: {} })
    await ok('PATCH', `pages/${HOME}`, { in_trash: true })
    await simulator.settled()
    const sent = to.received.slice(1).map(bodyOf)
    expect(sent.map(({ type, attempt_number: attempt }) => [type, attempt])).toEqual([
      ['page.created', 1],
      ['page.created', 2],
      ['page.created', 3],
      ['page.deleted', 1],
    ])
    expect(new Set(sent.slice(0, 3).map(({ id }) => id)).size).toBe(1)
    expect(slept).toEqual([1000, 10_000])
  } finally {
    await to.close()
  }
})

test('behavior: a canceled subscription gets no more events', async () => {
  const to = await receiver()
  try {
    const { simulator, ok } = await harness()
    const subscription = await simulator.subscribe({ url: to.url })
    subscription.cancel()
    await ok('POST', 'pages', { parent: { page_id: HOME }, properties: {} })
    await simulator.settled()
    expect(to.received).toHaveLength(1)
  } finally {
    await to.close()
  }
})

test.each(['https://example.com/hook', 'http://192.168.0.1/', 'nonsense', 'http://localhost.example.com/'])(
  'error: %s is not on loopback',
  async (url) => {
    const { simulator } = await harness()
    await expect(simulator.subscribe({ url })).rejects.toThrow('loopback')
  },
)

test('error: the verification token is not accepted', async () => {
  const to = await receiver([500])
  const { simulator } = await harness()
  await expect(simulator.subscribe({ url: to.url })).rejects.toThrow('did not accept')
  await to.close()
  await expect(simulator.subscribe({ url: to.url })).rejects.toThrow(TypeError)
})

test('params: gatherMs merges several changes of one thing', async () => {
  const gathered = await heard(
    async (tools) => {
      let waits: Array<() => void> = []
      const sleep = () => new Promise<void>((done) => waits.push(done))
      tools.simulator.setConditions({ sleep })
      const first = await tools.ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('a'), paragraph('b')] })
      const [a = '', b = ''] = asArray(first.results).map((block) => String(asObject(block).id))
      await tools.ok('PATCH', `blocks/${a}`, { paragraph: { rich_text: [] } })
      await tools.ok('PATCH', `pages/${HOME}`, { is_locked: true })
      await tools.ok('DELETE', `blocks/${b}`)
      expect(waits).toHaveLength(1)
      for (const done of waits) done()
      waits = []
      await tools.simulator.settled()
      await tools.ok('DELETE', `blocks/${a}`)
      for (const done of waits) done()
    },
    { gatherMs: 5000 },
  )
  const contents = gathered.filter(({ type }) => type === 'page.content_updated')
  expect(gathered.map(({ type }) => type)).toEqual(['page.locked', 'page.content_updated', 'page.content_updated'])
  expect(contents.map(({ data }) => asArray(asObject(data).updated_blocks).length)).toEqual([2, 1])
})

test('behavior: a failed task has no events', async () => {
  const events = await heard(async ({ call }) => {
    const command = { content_updates: [{ old_str: 'not there', new_str: 'x' }] }
    const body = { type: 'update_content', update_content: command, allow_async: true }
    expect((await call('PATCH', `pages/${HOME}/markdown`, body)).status).toBe(202)
  })
  expect(events).toEqual([])
})

test('behavior: a comment on a nested block has an event of their page', async () => {
  const events = await heard(async ({ ok }) => {
    const children = [paragraph('a', [paragraph('b')])]
    const [outer] = asArray((await ok('PATCH', `blocks/${HOME}/children`, { children })).results)
    const [inner] = asArray((await ok('GET', `blocks/${String(asObject(outer).id)}/children`)).results)
    await ok('POST', 'comments', { parent: { block_id: String(asObject(inner).id) }, markdown: 'x' })
  })
  expect(events.at(-1)).toMatchObject({ type: 'comment.created', data: { parent: { type: 'block' }, page_id: HOME } })
})

test.each(['2022-06-28', '2026-03-11'] as const)(
  'params: webhookOddShape: signed events of %s lack fields, and the request succeeds',
  async (apiVersion) => {
    const odd = async (tools: Harness): Promise<void> => {
      const { source } = await aDataSource(tools, {})
      tools.simulator.failNext(faults.webhookOddShape)
      await aRow(tools, source, 'A')
      tools.simulator.failNext(faults.webhookOddShape)
      await tools.ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('x')] })
      await aRow(tools, source, 'B')
    }
    const events = (await heard(odd, { apiVersion, events: ['page.created', 'page.content_updated'] })).slice(-3)
    expect(events.map(({ type }) => type)).toEqual(['page.created', 'page.content_updated', 'page.created'])
    const [created, updated, whole] = events
    expect(created).toMatchObject({ workspace_name: null, entity: { type: 'page' } })
    expect(created).not.toHaveProperty('authors')
    expect(Object.keys(asObject(asObject(created?.data).parent))).toEqual(
      apiVersion === '2022-06-28' ? ['id'] : ['id', 'data_source_id'],
    )
    expect(asObject(updated?.data)).not.toHaveProperty('updated_blocks')
    expect(whole).toMatchObject({ workspace_name: 'Simulated workspace', authors: [{ type: 'bot' }] })
    expect(asObject(asObject(whole?.data).parent)).toHaveProperty('type')
  },
)
