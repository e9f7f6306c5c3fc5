import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'
import { asArray, asObject } from '../src/domain/values/json.js'
import { createSimulator } from '../src/index.js'
import { handlers } from '../src/msw.js'
import { aPage, HOME, harness, names, paragraph, texts } from './support/harness.js'

const headers = { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11', 'content-type': 'application/json' }

test('default: over HTTP', async () => {
  const { simulator } = await harness()
  const server = await simulator.listen()
  try {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
    const answer = await fetch(`${server.url}/v1/blocks/${HOME}/children`, {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ children: [paragraph('over the wire')] }),
    })
    expect(answer.status).toBe(200)
    expect(texts(asObject(await answer.json()))).toEqual(['over the wire'])
  } finally {
    await server.close()
  }
  await expect(fetch(`${server.url}/v1/users/me`, { headers })).rejects.toThrow()
})

test('error: a port that is taken', async () => {
  const { simulator } = await harness()
  const server = await simulator.listen()
  try {
    await expect(simulator.listen(server.port)).rejects.toThrow('EADDRINUSE')
  } finally {
    await server.close()
  }
})

test('default: through Mock Service Worker', async () => {
  const { simulator } = await harness()
  const server = setupServer(...handlers(simulator), ...handlers(simulator, { baseUrl: 'https://proxy.example/' }))
  server.listen({ onUnhandledRequest: 'error' })
  try {
    for (const host of ['https://api.notion.com', 'https://proxy.example']) {
      const answer = await fetch(`${host}/v1/pages/${HOME}`, { headers })
      expect(asObject(await answer.json())).toMatchObject({ object: 'page', id: HOME })
    }
  } finally {
    server.close()
  }
})

test('default: the journal contains every request', async () => {
  const { simulator, call } = await harness()
  await call('POST', 'search?x=1', { query: 'a' })
  await call('GET', 'nothing')
  expect(simulator.journal).toEqual([
    {
      method: 'POST',
      path: '/v1/search',
      query: { x: '1' },
      body: { query: 'a' },
      version: '2026-03-11',
      status: 200,
      code: undefined,
      requestId: expect.any(String),
    },
    {
      method: 'GET',
      path: '/v1/nothing',
      query: {},
      body: undefined,
      version: '2026-03-11',
      status: 400,
      code: 'invalid_request_url',
      requestId: expect.any(String),
    },
  ])
})

test('behavior: a fault applies as often as it should, and changes nothing', async () => {
  const { simulator, call, ok, home } = await harness()
  simulator.failNext({
    status: 429,
    times: 2,
    headers: { 'retry-after': '7' },
    additionalData: { retry_after: '7' },
    match: ({ method }) => method === 'PATCH',
  })
  const append = () => call('PATCH', `blocks/${home}/children`, { children: [paragraph('x')] })
  expect((await call('GET', 'users/me')).status).toBe(200)
  const first = await append()
  expect(first).toMatchObject({
    status: 429,
    body: { object: 'error', code: 'rate_limited', additional_data: { retry_after: '7' } },
  })
  expect(first.headers.get('retry-after')).toBe('7')
  expect((await append()).status).toBe(429)
  expect((await append()).status).toBe(200)
  expect(texts(await ok('GET', `blocks/${home}/children`))).toEqual(['x'])
  expect(simulator.journal.map(({ status }) => status)).toEqual([200, 429, 429, 200, 200])
})

test('params: a fault that is not JSON, and one that is cleared', async () => {
  const { simulator, call } = await harness()
  simulator.failNext({ status: 403, body: '<html></html>' })
  const answer = await simulator.fetch('https://api.notion.com/v1/users/me', { headers })
  expect([answer.status, await answer.text()]).toEqual([403, '<html></html>'])
  simulator.failNext({ status: 502, times: 3 })
  expect((await call('GET', 'users/me')).body.code).toBe('bad_gateway')
  simulator.clearFaults()
  expect((await call('GET', 'users/me')).status).toBe(200)
})

test('behavior: the same clock and ids give the same responses', async () => {
  const run = async () => {
    const { call, home } = await harness()
    await call('POST', 'databases', {
      parent: { type: 'page_id', page_id: home },
      initial_data_source: { properties: { N: { title: {} }, S: { status: {} } } },
    })
    return JSON.stringify((await call('GET', `blocks/${home}/children`)).body)
  }
  expect(await run()).toBe(await run())
})

const DATABASE = 'd0000000-0000-4000-8000-000000000001'
const SOURCE = 'd0000000-0000-4000-8000-000000000002'
const ROW = 'd0000000-0000-4000-8000-000000000003'
const BLOCK = 'd0000000-0000-4000-8000-000000000004'
const STATUS = { id: 'opt', name: 'Doing', color: 'blue' }

const seeds = [
  {
    object: 'block',
    id: BLOCK,
    type: 'paragraph',
    paragraph: { rich_text: [] },
    has_children: true,
    parent: { type: 'page_id', page_id: ROW },
  },
  aPage(ROW, {
    parent: { type: 'data_source_id', data_source_id: SOURCE, database_id: DATABASE },
    url: 'https://www.notion.so/Own-address',
    properties: {
      Name: { id: 'title', type: 'title', title: [{ type: 'text', text: { content: 'Row' }, plain_text: 'Row' }] },
      Status: { id: '%3Bq%5CZ', type: 'status', status: STATUS },
      Sum: { id: 'sum', type: 'formula', formula: { type: 'number', number: 42 } },
    },
  }),
  {
    object: 'database',
    id: DATABASE,
    created_time: '2026-01-01T00:00:00.000Z',
    parent: { type: 'page_id', page_id: 'd0000000-0000-4000-8000-0000000000ff' },
    title: [],
    data_sources: [{ id: SOURCE, name: 'Main' }],
  },
]

test.each([
  ['as listed', seeds],
  ['backwards', [...seeds].reverse()],
])('behavior: objects are loaded in any order, %s', async (_, objects) => {
  const { simulator, ok, call } = await harness()
  await simulator.load(objects)
  const source = await ok('GET', `data_sources/${SOURCE}`)
  expect(asObject(source.properties)).toMatchObject({
    Name: { type: 'title' },
    Status: { id: '%3Bq%5CZ', status: { options: [{ ...STATUS, description: null }] } },
  })
  expect(
    names(
      await ok('POST', `data_sources/${SOURCE}/query`, { filter: { property: 'Status', status: { equals: 'Doing' } } }),
    ),
  ).toEqual(['Row'])
  expect(await ok('GET', `pages/${ROW}`)).toMatchObject({
    url: 'https://www.notion.so/Own-address',
    properties: { Status: { status: STATUS }, Sum: { formula: { number: 42 } } },
  })
  expect(asArray((await ok('GET', `blocks/${ROW}/children`)).results)).toEqual([
    expect.objectContaining({ id: BLOCK, has_children: true }),
  ])
  expect((await call('GET', 'pages/d0000000-0000-4000-8000-0000000000ff')).status).toBe(404)
})

test('behavior: a child page block is the page, and a placeholder page can become a database', async () => {
  const { simulator, ok, call } = await harness()
  const child = 'd0000000-0000-4000-8000-00000000000a'
  const bare = 'd0000000-0000-4000-8000-00000000000b'
  await simulator.load([
    {
      object: 'block',
      id: child,
      type: 'child_page',
      child_page: { title: 'Child' },
      parent: { type: 'page_id', page_id: HOME },
      has_children: false,
    },
    { object: 'page', id: bare, parent: { type: 'workspace', workspace: true }, properties: {} },
  ])
  expect(asObject((await ok('GET', `pages/${child}`)).properties)).toMatchObject({
    title: { title: [{ plain_text: 'Child' }] },
  })
  expect(asArray((await ok('GET', `blocks/${HOME}/children`)).results)).toEqual([
    expect.objectContaining({ id: child, type: 'child_page' }),
  ])
  expect(await ok('GET', `databases/${bare}`)).toMatchObject({ object: 'database', id: bare })
  expect((await call('GET', `databases/${child}`)).status).toBe(400)
})

test('behavior: an object that is loaded again is replaced, and keeps its children', async () => {
  const { simulator, ok } = await harness()
  await ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('kept')] })
  await simulator.load([aPage(HOME, { icon: { type: 'emoji', emoji: '🧭' } })])
  expect(await ok('GET', `pages/${HOME}`)).toMatchObject({ icon: { emoji: '🧭' } })
  expect(texts(await ok('GET', `blocks/${HOME}/children`))).toEqual(['kept'])
  const [first, second, child] = [1, 2, 3].map((n) => `e0000000-0000-4000-8000-00000000000${n}`)
  const below = (parent: string | undefined) =>
    aPage(child ?? '', { parent: { type: 'page_id', page_id: parent ?? '' } })
  await simulator.load([aPage(first ?? ''), aPage(second ?? ''), below(first)])
  await simulator.load([below(second)])
  const listed = async (id: string | undefined) => asArray((await ok('GET', `blocks/${id}/children`)).results).length
  expect([await listed(first), await listed(second)]).toEqual([0, 1])
})

test('behavior: loaded objects are copied', async () => {
  const { simulator, ok } = await harness()
  const icon = { type: 'emoji', emoji: '🧭' }
  await simulator.load([aPage('d0000000-0000-4000-8000-00000000000c', { icon })])
  icon.emoji = '🥦'
  expect((await ok('GET', 'pages/d0000000-0000-4000-8000-00000000000c')).icon).toEqual({ type: 'emoji', emoji: '🧭' })
})

test('default: a list response is loaded, and so is a single object', async () => {
  const { simulator, ok } = await harness()
  const copy = createSimulator()
  await copy.load(await ok('POST', 'search', {}))
  await copy.load(await ok('GET', 'users/me'))
  const ask = async (path: string) => copy.fetch(`https://api.notion.com/v1/${path}`, { headers })
  expect((await ask(`pages/${HOME}`)).status).toBe(200)
  const me = asObject(await (await ask('users/me')).json())
  expect(me.id).toBe((await ok('GET', 'users/me')).id)
  expect(simulator.journal.length).toBe(3)
})

const ID = 'd0000000-0000-4000-8000-00000000000d'

test.each<readonly [unknown, string]>([
  [['page'], 'objects[0] must be an object as the API returns it, not "page".'],
  [[aPage(ID), null], 'objects[1] must be an object'],
  [[{}], 'objects[0].object must be one of page, database'],
  [[{ object: 'banana', id: ID }], 'objects[0].object must be one of page'],
  [[{ object: 'page' }], 'objects[0].id must be a valid uuid, not undefined.'],
  [[{ object: 'user', id: 'me' }], 'objects[0].id must be a valid uuid, not "me".'],
  [{ object: 'list', results: [aPage(ID), { object: 'page', id: 1 }] }, 'object.results[1].id must be'],
  [{ object: 'page', id: 'x' }, 'object.id must be a valid uuid'],
  [undefined, 'Contents must be a declared workspace'],
  [null, 'Contents must be a declared workspace'],
  ['page', 'Contents must be a declared workspace'],
])('error: %j cannot be loaded, and nothing is changed', async (contents, message) => {
  const simulator = createSimulator()
  const before = simulator.snapshot()
  // A caller in JavaScript may pass any value.
  const loading = Reflect.apply(simulator.load, undefined, [contents])
  await expect(loading).rejects.toThrow(TypeError)
  await expect(loading).rejects.toThrow(message)
  expect(simulator.snapshot()).toEqual(before)
})

test('error: an invalid id of the bot, and an invalid script', () => {
  expect(() => createSimulator({ bot: { id: 'mine' } })).toThrow('bot.id must be a valid uuid, not "mine".')
  const simulator = createSimulator()
  expect(() => Reflect.apply(simulator.script, undefined, [[{ type: 'say' }]])).toThrow(TypeError)
  expect(() => Reflect.apply(simulator.script, undefined, [undefined])).toThrow('steps should be an array')
})
