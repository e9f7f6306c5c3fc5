import { expect, test } from 'vitest'
import { asArray, asObject } from '../../src/domain/values/json.js'
import {
  type ConditionsOptions,
  createSimulator,
  type Fault,
  faults,
  type Occasion,
  type SimulatorOptions,
  type WeatherOptions,
} from '../../src/index.js'
import { aDataSource, aPage, aRow, HOME, harness, PERSON, paragraph, property, texts } from '../support/harness.js'

const headers = { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11', 'content-type': 'application/json' }
const ME = 'https://api.notion.com/v1/users/me'

/** A sleep that takes no time, and a list of the requested times. */
const noted = (): { readonly slept: Array<number>; readonly sleep: NonNullable<ConditionsOptions['sleep']> } => {
  const slept: Array<number> = []
  return {
    slept,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      slept.push(milliseconds)
    },
  }
}

const withConditions = (conditions: ConditionsOptions, more: SimulatorOptions = {}) => harness({ conditions, ...more })

const failure = async (call: Promise<unknown>): Promise<unknown> => call.catch((reason: unknown) => reason)

test('default: without a limit any number of requests succeeds', async () => {
  const { call } = await harness()
  for (let time = 0; time < 200; time += 1) expect((await call('GET', 'users/me')).status).toBe(200)
})

test('params: rateLimit of most plans, used in one burst and reset with the window', async () => {
  const { call, advance } = await withConditions({ rateLimit: true })
  const burst = async (): Promise<number> => {
    for (let sent = 0; ; sent += 1) if ((await call('GET', 'users/me')).status === 429) return sent
  }
  expect(await burst()).toBe(180)
  advance(18_500)
  const refused = await call('GET', 'users/me')
  expect(refused.headers.get('retry-after')).toBe('42')
  expect(refused.body).toMatchObject({
    object: 'error',
    status: 429,
    code: 'rate_limited',
    additional_data: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: '42' },
    request_id: refused.headers.get('x-notion-request-id'),
  })
  advance(41_499)
  expect((await call('GET', 'users/me')).status).toBe(429)
  advance(1)
  // The refused request did not count: the new window is complete.
  expect(await burst()).toBe(180)
})

test('behavior: each token has its own limit, and the workspace has one for all', async () => {
  const { call } = await withConditions({
    rateLimit: { requests: 2, workspaceRequests: 3, workspaceWindowMs: 120_000 },
  })
  const as = (token: string) => call('GET', 'users/me', undefined, { authorization: `Bearer ${token}` })
  const reason = async (token: string): Promise<unknown> =>
    asObject((await as(token)).body.additional_data).rate_limit_reason
  expect([(await as('ntn_a')).status, (await as('ntn_a')).status, (await as('ntn_b')).status]).toEqual([200, 200, 200])
  expect(await reason('ntn_c')).toBe('public_api_space_request_rate_limit')
  expect((await as('ntn_a')).headers.get('retry-after')).toBe('120')
})

test('params: rateLimit of endpoints, and tokens that are blocked', async () => {
  const { call } = await withConditions({
    rateLimit: { endpoints: [{ match: ({ path }) => path === '/v1/search', requests: 1 }], blocked: ['ntn_bad'] },
  })
  expect((await call('POST', 'search', {})).status).toBe(200)
  expect(asObject((await call('POST', 'search', {})).body.additional_data).rate_limit_reason).toBe(
    'public_api_endpoint_rate_limit',
  )
  expect((await call('GET', 'users/me')).status).toBe(200)
  const blocked = await call('GET', 'users/me', undefined, { authorization: 'Bearer ntn_bad' })
  expect(blocked.body.additional_data).toMatchObject({ rate_limit_reason: 'public_api_request_blocked' })
})

test('params: latency as a number, random and as a function, repeatable by its seed', async () => {
  const times = async (
    latency: NonNullable<ConditionsOptions['latency']>,
    seed = 1,
  ): Promise<ReadonlyArray<number>> => {
    const { slept, sleep } = noted()
    const { call } = await withConditions({ latency, sleep, seed })
    for (const path of ['users/me', 'users', 'users/me']) await call('GET', path)
    return slept
  }
  expect(await times(120)).toEqual([120, 120, 120])
  expect(await times(({ path }) => (path.endsWith('me') ? 5 : 0))).toEqual([5, 5])
  const some = await times({ min: 100, max: 200 })
  expect(some).toHaveLength(3)
  expect(new Set(some).size).toBe(3)
  for (const time of some) expect(time >= 100 && time < 200).toBe(true)
  expect(await times({ min: 100, max: 200 })).toEqual(some)
  expect(await times({ min: 100, max: 200 }, 2)).not.toEqual(some)
})

test('behavior: a request that is aborted while it waits has no effect', async () => {
  const { simulator, ok } = await withConditions({ latency: 3_600_000 })
  const given = new AbortController()
  const call = simulator.fetch(`https://api.notion.com/v1/blocks/${HOME}/children`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ children: [paragraph('late')] }),
    signal: given.signal,
  })
  given.abort(new Error('too late'))
  await expect(call).rejects.toThrow('too late')
  simulator.setConditions({})
  expect(texts(await ok('GET', `blocks/${HOME}/children`))).toEqual([])
})

test('behavior: a request that is aborted over HTTP does not affect the server', async () => {
  const asked = { resolve: (): void => undefined }
  const waiting = new Promise<void>((resolve) => {
    asked.resolve = resolve
  })
  const simulator = createSimulator({
    conditions: {
      latency: 1,
      // Waits until the client has disconnected.
      sleep: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
          asked.resolve()
        }),
    },
  })
  const server = await simulator.listen()
  try {
    const given = new AbortController()
    const call = fetch(`${server.url}/v1/users/me`, { headers, signal: given.signal })
    await waiting
    given.abort(new Error('too late'))
    await expect(call).rejects.toThrow('too late')
    simulator.setConditions({})
    const next = await fetch(`${server.url}/v1/users/me`, { headers })
    expect([next.status, asObject(await next.json()).type]).toEqual([200, 'bot'])
  } finally {
    await server.close()
  }
})

test('params: random faults occur as often as expected, and repeat with the same seed', async () => {
  const statuses = async (seed: number): Promise<ReadonlyArray<number>> => {
    const { call } = await withConditions({ faults: [{ ...faults.badGateway, chance: 0.2 }], seed })
    const all: Array<number> = []
    for (let time = 0; time < 300; time += 1) all.push((await call('GET', 'users/me')).status)
    return all
  }
  const first = await statuses(7)
  const struck = first.filter((status) => status === 502).length
  expect(struck > 40 && struck < 80).toBe(true)
  expect(await statuses(7)).toEqual(first)
  expect(await statuses(8)).not.toEqual(first)
})

test('behavior: a 503 after the commit names what was created', async () => {
  const { call, ok, simulator } = await harness()
  await ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('first'), paragraph('last')] })
  const before = asArray((await ok('GET', `blocks/${HOME}/children`)).results).map((each) => asObject(each).id)
  simulator.failNext(faults.unavailableAfterCommit)
  const lost = await call('PATCH', `blocks/${HOME}/children`, {
    children: [paragraph('a'), paragraph('b')],
    position: { type: 'after_block', after_block: { id: before[0] } },
  })
  const listed = await ok('GET', `blocks/${HOME}/children`)
  expect(texts(listed)).toEqual(['first', 'a', 'b', 'last'])
  expect(lost).toMatchObject({
    status: 503,
    body: {
      code: 'service_unavailable',
      additional_data: {
        committed_resource_id: HOME,
        committed_child_ids: asArray(listed.results)
          .slice(1, 3)
          .map((each) => asObject(each).id),
        retry_guidance: [expect.any(String), expect.any(String)],
      },
    },
  })
  simulator.failNext(faults.unavailableAfterCommit)
  const created = await call('POST', 'pages', { parent: { page_id: HOME }, properties: {} })
  const id = String(asObject(created.body.additional_data).committed_resource_id)
  expect(await ok('GET', `pages/${id}`)).toMatchObject({ object: 'page', id })
})

test('behavior: a 503 without a commit changes nothing, and a refusal takes precedence', async () => {
  const { call, ok, simulator } = await harness()
  simulator.failNext(faults.unavailable)
  const lost = await call('POST', 'pages', { parent: { page_id: HOME }, properties: {} })
  expect(lost.status).toBe(503)
  expect(lost.body.additional_data).toEqual({ retry_guidance: [expect.any(String), expect.any(String)] })
  expect((await ok('GET', `blocks/${HOME}/children`)).results).toEqual([])
  simulator.failNext(faults.unavailableAfterCommit)
  expect((await call('POST', 'pages', { parent: { page_id: 'x' } })).body.code).toBe('validation_error')
})

test('behavior: a 504 for a request that continues a list', async () => {
  const { call, ok } = await withConditions({ faults: [faults.timeoutOnCursor] })
  await ok('PATCH', `blocks/${HOME}/children`, { children: [paragraph('a'), paragraph('b')] })
  const first = await ok('GET', `blocks/${HOME}/children?page_size=1`)
  const next = await call('GET', `blocks/${HOME}/children?page_size=1&start_cursor=${String(first.next_cursor)}`)
  expect([next.status, next.body.code]).toEqual([504, 'gateway_timeout'])
  expect((await call('POST', 'search', { start_cursor: HOME })).status).toBe(504)
  expect((await call('POST', 'search', {})).status).toBe(200)
})

const raw = async (fault: Fault): Promise<Response> => {
  const simulator = createSimulator({ conditions: { sleep: noted().sleep } })
  simulator.failNext(fault)
  return simulator.fetch(ME, { headers })
}

test('behavior: a fault with retry-after contains it in its body too', async () => {
  const data = async (fault: Fault) => asObject(asObject(await (await raw(fault)).json()).additional_data)
  expect(await data(faults.rateLimited)).toEqual({
    rate_limit_reason: 'public_api_request_rate_limit',
    retry_after: '1',
  })
  expect(await data(faults.overloaded)).toEqual({ retry_after: '1' })
  expect(await data({ status: 503, headers: { 'Retry-After': '7' } })).toMatchObject({ retry_after: '7' })
  const blocked = { rate_limit_reason: 'public_api_request_blocked' }
  expect(await data({ status: 429, additionalData: blocked })).toEqual({ ...blocked, retry_after: '1' })
  expect(await data({ status: 500 })).toEqual({})
})

test('behavior: an edge block is HTML with a ray id, and an overload has retry-after', async () => {
  const blocked = await raw(faults.edgeBlock)
  expect([blocked.status, blocked.headers.get('content-type')]).toEqual([403, 'text/html; charset=UTF-8'])
  expect(blocked.headers.get('cf-ray')).toMatch(/^[0-9a-f]{16}-[A-Z]{3}$/)
  expect(await blocked.text()).toContain('blocked')
  const overloaded = await raw(faults.overloaded)
  expect([overloaded.status, overloaded.headers.get('retry-after')]).toEqual([529, '1'])
})

test('behavior: a refusal that takes precedence over a fault is JSON, and a fault without a status keeps the response', async () => {
  const { call, simulator } = await harness()
  simulator.failNext({ status: 503, body: 'lost', committed: true })
  const refused = await call('POST', 'pages', { parent: { page_id: 'x' } })
  expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8'])
  simulator.failNext({ body: 'x', delayMs: 0 })
  const answered = await call('GET', 'users/me')
  expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
})

test('behavior: truncated JSON cannot be parsed', async () => {
  const answer = await raw(faults.truncatedJson)
  expect(answer.status).toBe(200)
  await expect(answer.json()).rejects.toThrow(SyntaxError)
})

test('behavior: a slow body arrives in chunks, and complete', async () => {
  const { slept, sleep } = noted()
  const simulator = createSimulator({ conditions: { sleep } })
  simulator.failNext(faults.slowBody)
  const answer = await simulator.fetch(ME, { headers })
  expect(asObject(await answer.json())).toMatchObject({ object: 'user', type: 'bot' })
  expect(slept).toEqual(Array.from({ length: 10 }, () => 200))
})

test.each([
  ['before', [], faults.droppedConnection],
  ['after', ['x'], faults.droppedAfterCommit],
] as const)('behavior: a connection that breaks %s the request is carried out', async (_, left, fault) => {
  const { simulator, ok, call } = await harness()
  simulator.failNext(fault)
  const append = call('PATCH', `blocks/${HOME}/children`, { children: [paragraph('x')] })
  const reason = await failure(append)
  expect(reason instanceof TypeError && reason.cause).toMatchObject({ code: 'ECONNRESET' })
  expect(simulator.journal.at(-1)?.status).toBe(0)
  expect(texts(await ok('GET', `blocks/${HOME}/children`))).toEqual(left)
})

test('behavior: a connection that breaks in the middle fails the reader', async () => {
  const answer = await raw(faults.droppedMidway)
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow()
})

test.each([faults.droppedConnection, faults.droppedAfterCommit, faults.droppedMidway])(
  'behavior: connections break over HTTP too: $dropped',
  async (fault) => {
    const simulator = createSimulator()
    const server = await simulator.listen()
    try {
      simulator.failNext(fault)
      await expect(fetch(`${server.url}/v1/users/me`, { headers }).then((answer) => answer.text())).rejects.toThrow()
      const next = await fetch(`${server.url}/v1/users/me`, { headers })
      expect(next.status).toBe(200)
      await next.text()
    } finally {
      await server.close()
    }
  },
)

test('behavior: conditions are replaced, and faults are cleared', async () => {
  const { call, simulator } = await withConditions({ faults: [faults.badGateway], rateLimit: { requests: 1 } })
  expect((await call('GET', 'users/me')).status).toBe(502)
  simulator.clearFaults()
  expect([(await call('GET', 'users/me')).status, (await call('GET', 'users/me')).status]).toEqual([200, 429])
  simulator.setConditions({ faults: [{ status: 500, times: 1 }] })
  expect([(await call('GET', 'users/me')).status, (await call('GET', 'users/me')).status]).toEqual([500, 200])
})

test('behavior: the old names, weather and setWeather, still work', async () => {
  const conditions: WeatherOptions = { rateLimit: { requests: 1 } }
  const { call, simulator } = await harness({ weather: conditions })
  expect([(await call('GET', 'users/me')).status, (await call('GET', 'users/me')).status]).toEqual([200, 429])
  const match = ({ method }: Occasion): boolean => method === 'GET'
  simulator.setWeather({ faults: [{ status: 500, times: 1, match }] })
  expect([(await call('GET', 'users/me')).status, (await call('GET', 'users/me')).status]).toEqual([500, 200])
})

test('behavior: conditions take precedence over their old name', async () => {
  const { call } = await harness({ conditions: {}, weather: { faults: [faults.badGateway] } })
  expect((await call('GET', 'users/me')).status).toBe(200)
})

test('params: capabilities restrict what the connection can do', async () => {
  const { call } = await harness({
    capabilities: { readContent: false, updateContent: false, insertComments: false, users: 'none' },
  })
  const status = async (method: string, path: string, body?: unknown) => (await call(method, path, body)).status
  expect(await status('GET', `pages/${HOME}`)).toBe(403)
  expect(await status('POST', 'search', {})).toBe(403)
  expect(await status('PATCH', `pages/${HOME}`, {})).toBe(403)
  expect(await status('DELETE', `blocks/${HOME}`)).toBe(403)
  expect(await status('GET', 'users')).toBe(403)
  expect(await status('GET', 'users/me')).toBe(200)
  expect(await status('POST', 'comments', { parent: { page_id: HOME }, markdown: 'x' })).toBe(403)
  expect(await status('GET', `comments?block_id=${HOME}`)).toBe(200)
  const refused = await call('GET', `pages/${HOME}`)
  expect(refused.body.code).toBe('restricted_resource')
  const made = await call('POST', 'pages', { parent: { page_id: HOME }, properties: {} })
  expect(made.body).toEqual({ object: 'page', id: expect.any(String), request_id: expect.any(String) })
  const appended = await call('PATCH', `blocks/${HOME}/children`, { children: [paragraph('x')] })
  expect(asArray(appended.body.results)[0]).toEqual({ object: 'block', id: expect.any(String) })
})

test('params: capabilities without emails', async () => {
  const { ok } = await harness({ capabilities: { users: 'without_email' } })
  const people = asArray((await ok('GET', 'users')).results).map(asObject)
  expect(people.find(({ type }) => type === 'person')).toMatchObject({ name: 'Ada', person: {} })
  expect(JSON.stringify(people)).not.toContain('@example.com')
})

test('params: capabilities without users leave their ids, and other objects of that name', async () => {
  const tools = await harness({ capabilities: { users: 'none' } })
  const { source } = await aDataSource(tools, { person: { people: {} }, user: { rich_text: {} } })
  const row = await aRow(tools, source, 'x', { person: { people: [{ id: PERSON }] } })
  expect(property(row, 'person').people).toEqual([{ object: 'user', id: PERSON }])
  expect(property(row, 'user')).toMatchObject({ type: 'rich_text' })
  expect(await tools.ok('GET', 'users/me')).toMatchObject({ type: 'bot', name: 'Simulated integration' })
})

test('params: without reading, views and data sources are returned partially', async () => {
  const tools = await harness({ capabilities: { readContent: false } })
  const { body: database } = await tools.call('POST', 'databases', {
    parent: { type: 'page_id', page_id: HOME },
    initial_data_source: { properties: { Name: { title: {} } } },
  })
  expect(database).toEqual({ object: 'database', id: expect.any(String), request_id: expect.any(String) })
  const parent = { type: 'database_id', database_id: String(database.id) }
  const source = await tools.ok('POST', 'data_sources', { parent, properties: { Name: { title: {} } } })
  expect(Object.keys(source).sort()).toEqual(['id', 'object', 'properties', 'request_id'])
  const data_source_id = String(source.id)
  const view = await tools.ok('POST', 'views', { ...parent, type: 'list', data_source_id, name: 'V' })
  expect(view).toEqual({
    object: 'view',
    id: expect.any(String),
    parent,
    type: 'list',
    request_id: expect.any(String),
  })
})

test('error: of several problems, the response is for the one that the API checks first', async () => {
  const { call, simulator } = await harness({ conditions: { rateLimit: { requests: 1 } } })
  await simulator.load([aPage('22222222-2222-4222-8222-222222222222')])
  expect((await call('POST', 'pages', '{', { authorization: 'Bearer nobody' })).body.code).toBe('unauthorized')
  expect((await call('POST', 'pages', '{')).body.code).toBe('invalid_json')
})
