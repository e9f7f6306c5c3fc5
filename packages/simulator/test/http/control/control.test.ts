import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aPage, HOME, harness, paragraph } from '../../support/harness.js'

const headers = { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11', 'content-type': 'application/json' }

interface Served {
  readonly url: string
  /** Sends a request to a control. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: JsonObject }>
  /** Sends a request to the API, and returns the whole response. */
  readonly api: (method: string, path: string, body?: unknown) => Promise<Response>
}

const serving = async (work: (served: Served) => Promise<void>): Promise<void> => {
  const { simulator } = await harness()
  const server = await simulator.listen(0, { control: true })
  const send = (method: string, url: string, body: unknown): Promise<Response> =>
    fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  try {
    await work({
      url: server.url,
      control: async (method, path, body) => {
        const answer = await send(method, `${server.url}/_simulator/${path}`, body)
        return { status: answer.status, body: asObject(await answer.json()) }
      },
      api: (method, path, body) => send(method, `${server.url}/v1/${path}`, body),
    })
  } finally {
    await server.close()
  }
}

/** An address that accepts webhooks, and the deliveries. */
const listeningFor = async (work: (url: string, heard: ReadonlyArray<JsonObject>) => Promise<void>): Promise<void> => {
  const heard: Array<JsonObject> = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      heard.push(asObject(JSON.parse(body)))
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    await work(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`, heard)
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

const statusOf = async (answer: Promise<Response>): Promise<number> => {
  const { status, body } = await answer
  await body?.cancel()
  return status
}

test('default: predefined faults, and faults with their own fields', async () => {
  await serving(async ({ control, api }) => {
    expect(await control('POST', 'faults', { fault: 'edgeBlock' })).toEqual({ status: 200, body: { done: true } })
    const blocked = await api('GET', 'users/me')
    expect([blocked.status, blocked.headers.get('cf-ray') !== null]).toEqual([403, true])
    await blocked.text()
    const fault = {
      status: 429,
      headers: { 'retry-after': '3' },
      times: 2,
      method: 'POST',
      path: '/v1/data_sources/*/query',
    }
    await control('POST', 'faults', fault)
    expect(await statusOf(api('GET', 'users/me'))).toBe(200)
    const limited = await api('POST', `data_sources/${HOME}/query`, {})
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3'])
    await limited.text()
    await control('DELETE', 'faults')
    expect(await statusOf(api('POST', `data_sources/${HOME}/query`, {}))).not.toBe(429)
  })
})

test('default: conditions', async () => {
  await serving(async ({ control, api }) => {
    await control('PUT', 'conditions', { rate_limit: { requests: 1 }, latency: { min: 0, max: 1 }, seed: 3 })
    expect([await statusOf(api('GET', 'users/me')), await statusOf(api('GET', 'users/me'))]).toEqual([200, 429])
    await control('PUT', 'conditions', { faults: [{ status: 502, chance: 1 }] })
    expect(await statusOf(api('GET', 'users/me'))).toBe(502)
    await control('PUT', 'conditions', {})
    expect(await statusOf(api('GET', 'users/me'))).toBe(200)
  })
})

test('behavior: the old name of the control for conditions still works', async () => {
  await serving(async ({ control, api }) => {
    await control('PUT', 'weather', { faults: [{ status: 502 }] })
    expect(await statusOf(api('GET', 'users/me'))).toBe(502)
  })
})

test('default: contents are loaded, snapshotted and reset', async () => {
  await serving(async ({ control, api }) => {
    const id = '22222222-2222-4222-8222-222222222222'
    await control('POST', 'load', [aPage(id)])
    await control('POST', 'load', { pages: [{ title: 'Declared' }] })
    await api('PATCH', `blocks/${id}/children`, { children: [paragraph('x')] }).then((answer) => answer.text())
    const { body: snapshot } = await control('GET', 'snapshot')
    await control('POST', 'reset')
    expect(await statusOf(api('GET', `pages/${id}`))).toBe(404)
    expect(await statusOf(api('GET', `pages/${HOME}`))).toBe(200)
    await control('POST', 'load', snapshot)
    const children = await api('GET', `blocks/${id}/children`)
    expect(asArray(asObject(await children.json()).results)).toHaveLength(1)
  })
})

test('default: the journal, scripts and codes', async () => {
  await serving(async ({ control, api }) => {
    await statusOf(api('GET', 'users/me'))
    expect((await control('GET', 'journal')).body.entries).toMatchObject([{ path: '/v1/users/me', status: 200 }])
    await control('DELETE', 'journal')
    expect((await control('GET', 'journal')).body.entries).toEqual([])
    await control('POST', 'script', { steps: [{ type: 'failure', code: 'x', message: 'No.' }] })
    const session = asObject(await (await api('POST', 'sessions', { message: 'a' })).json())
    expect(asObject(await (await api('GET', `sessions/${String(session.id)}`)).json()).status).toBe('failed')
    expect((await control('POST', 'authorize')).body.code).toEqual(expect.any(String))
  })
})

test.each<readonly [string, string, unknown, string]>([
  ['POST', 'faults', { fault: 'nope' }, 'body.fault should be'],
  ['POST', 'faults', { chance: 2 }, 'body.chance should be a number from 0 to 1'],
  ['POST', 'faults', { stauts: 500 }, 'body.stauts should be not present'],
  ['PUT', 'conditions', { latency: 'slow' }, 'body.latency'],
  ['PUT', 'conditions', { faults: [{ status: 1 }] }, 'body.faults[0].status'],
  ['POST', 'load', '{', 'The body is not valid JSON.'],
  ['POST', 'load', 1, 'a declared workspace'],
  ['POST', 'load', { pages: [{}] }, 'workspace.pages[0].title'],
  ['POST', 'load', [{ object: 'page' }], 'objects[0].id must be a valid uuid'],
  ['POST', 'script', {}, 'body.steps'],
  ['POST', 'script', { steps: [{ type: 'mesage' }] }, 'body.steps[0].type should be `"message"`'],
  ['POST', 'script', { steps: [{ type: 'message', txt: 'x' }] }, 'body.steps[0].text should be defined'],
  ['POST', 'faults', {}, 'body should have one of fault, status'],
  ['POST', 'faults', { status: 502, path: 'pages' }, 'body.path should be a path'],
  ['PUT', 'conditions', { latency: -5 }, 'body.latency should be milliseconds'],
  ['PUT', 'conditions', { latency: { min: 5, max: 1 } }, 'body.latency.max should be ≥ `5`'],
  ['PUT', 'conditions', { faults: [{ chance: 0.5 }] }, 'body.faults[0] should have one of'],
  ['POST', 'webhooks', { url: 'https://example.com' }, 'loopback'],
  ['POST', 'webhooks', {}, 'body.url should be defined'],
  ['POST', 'webhooks', { url: 'http://127.0.0.1', api_version: '2021-01-01' }, 'body.api_version should be'],
  ['POST', 'faults', { body: 'x' }, 'body should have one of fault, status'],
  ['POST', 'clock', { advance_ms: -1 }, 'body.advance_ms should be ≥ `0`'],
])('error: %s %s with %j', async (method, path, body, message) => {
  await serving(async ({ control }) => {
    const answer = await control(method, path, body)
    expect(answer.status).toBe(400)
    expect(answer.body.message).toContain(message)
  })
})

test('default: it lists the controls', async () => {
  await serving(async ({ control, url }) => {
    const answer = await fetch(`${url}/_simulator`)
    const { controls } = asObject(await answer.json())
    expect(controls).toContain('POST /_simulator/load')
    expect(controls).toContain('GET /_simulator/journal')
    expect((await control('GET', '')).body.controls).toEqual(controls)
    expect(await control('GET', 'nope')).toEqual({
      status: 404,
      body: { message: 'There is no such control.', controls },
    })
  })
})

test('default: the clock is advanced', async () => {
  await serving(async ({ control, api }) => {
    const made = asObject(await (await api('POST', 'file_uploads', {})).json())
    const status = async () => asObject(await (await api('GET', `file_uploads/${String(made.id)}`)).json()).status
    expect(await control('POST', 'clock', { advance_ms: 3_599_999 })).toMatchObject({ status: 200 })
    expect(await status()).toBe('pending')
    await control('POST', 'clock', { advance_ms: 1 })
    expect(await status()).toBe('expired')
  })
})

test('default: webhooks are subscribed to, and delivered after settle', async () => {
  await listeningFor(async (hook, heard) => {
    await serving(async ({ control, api }) => {
      const { body } = await control('POST', 'webhooks', { url: hook, events: ['page.created'] })
      expect(heard).toEqual([{ verification_token: body.verification_token }])
      await statusOf(api('POST', 'pages', { parent: { page_id: HOME }, properties: {} }))
      expect(await control('POST', 'settle')).toEqual({ status: 200, body: { done: true } })
      expect(heard).toMatchObject([{}, { type: 'page.created' }])
    })
  })
})

test('params: webhooks of an older version, gathered and retried', async () => {
  await listeningFor(async (hook, heard) => {
    await serving(async ({ control, api }) => {
      const more = { api_version: '2022-06-28', gather_ms: 1, retry_delays_ms: [0] }
      await control('POST', 'webhooks', { url: hook, ...more })
      await statusOf(api('POST', 'pages', { parent: { page_id: HOME }, properties: {} }))
      await control('POST', 'settle')
      expect(heard).toMatchObject([{}, { type: 'page.created', api_version: '2022-06-28' }])
    })
  })
})

test('default: the steps of a script are in snake case', async () => {
  await serving(async ({ control, api }) => {
    await control('POST', 'script', { steps: [{ type: 'tool', name: 'search', is_error: true }] })
    const session = asObject(await (await api('POST', 'sessions', { message: 'a' })).json())
    const events = asObject(await (await api('POST', `sessions/${String(session.id)}/events/query`, {})).json())
    const result = asArray(events.results)
      .map(asObject)
      .find(({ type }) => type === 'agent.tool_result')
    expect(result).toMatchObject({ is_error: true })
  })
})

test('error: no controls unless they are enabled', async () => {
  const { simulator } = await harness()
  const server = await simulator.listen()
  const answer = await fetch(`${server.url}/_simulator/journal`)
  expect(asObject(await answer.json()).code).toBe('invalid_request_url')
  await server.close()
})

test('behavior: an invalid declaration changes nothing', async () => {
  const { simulator } = await harness()
  const before = simulator.snapshot()
  await expect(simulator.load({ pages: [{ title: 'A' }, { title: 'B', blocks: [{ nope: {} }] }] })).rejects.toThrow('B')
  expect(simulator.snapshot()).toEqual(before)
})
