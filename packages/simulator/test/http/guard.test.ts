import { request as send } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { asObject, parseJson } from '../../src/domain/values/json.js'
import { refuseForeignControl, refuseForeignHost } from '../../src/http/guard.js'
import type { ListenOptions } from '../../src/index.js'
import { HOME, harness } from '../support/harness.js'

const headers = { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11', 'content-type': 'application/json' }

interface Sent {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** Sends a request with any headers, which `fetch` would not. */
const raw = (port: number, { method = 'GET', path, headers: given = {}, body }: Sent, host = '127.0.0.1') =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = send({ host, port, method, path, headers: { ...headers, ...given } }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })

const serving = async (options: ListenOptions, work: (port: number, url: string) => Promise<void>): Promise<void> => {
  const { simulator } = await harness()
  const server = await simulator.listen(0, { control: true, ...options })
  try {
    await work(server.port, server.url)
  } finally {
    await server.close()
  }
}

const FOREIGN = [
  'evil.example',
  'evil.example:80',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '0.0.0.0',
  '10.0.0.1',
]

test('error: a foreign host, for the API, the controls and anything else', async () => {
  await serving({}, async (port) => {
    for (const host of FOREIGN)
      for (const path of [
        '/v1/users/me',
        '/_simulator/snapshot',
        '/',
        '/v1/oauth/authorize?client_id=a&redirect_uri=http://a.b',
      ]) {
        const { status, text } = await raw(port, { path, headers: { host } })
        expect([host, path, status]).toEqual([host, path, 403])
        expect(asObject(parseJson(text))).toMatchObject({ object: 'error', status: 403, code: 'restricted_resource' })
      }
  })
})

test('default: every name of loopback is served', async () => {
  await serving({}, async (port) => {
    for (const host of [
      '127.0.0.1',
      'localhost',
      'LOCALHOST:9',
      'localhost.',
      '[::1]',
      '127.9.9.9',
      'notion.localhost',
    ])
      expect([host, (await raw(port, { path: '/v1/users/me', headers: { host } })).status]).toEqual([host, 200])
  })
})

test('params: allowedHosts and host', async () => {
  const names = async (options: ListenOptions, ...hosts: ReadonlyArray<string>): Promise<ReadonlyArray<number>> => {
    const found: Array<number> = []
    await serving(options, async (port) => {
      for (const host of hosts) found.push((await raw(port, { path: '/v1/users/me', headers: { host } })).status)
    })
    return found
  }
  expect(await names({ allowedHosts: ['notion.example'] }, 'notion.example:8787', 'other.example')).toEqual([200, 403])
  // In a container its name is that of a service, or an address.
  const inContainer = ['simulator:8787', '172.17.0.2', '[fe80::1]', 'host.docker.internal', 'a.evil.example']
  expect(await names({ host: '0.0.0.0' }, ...inContainer)).toEqual([200, 200, 200, 200, 403])
  expect(await names({ host: '127.0.0.1' }, ...inContainer)).toEqual([403, 403, 403, 403, 403])
})

test('params: a request whose address names another host than its header', () => {
  const hosts = { host: undefined, allowed: [] }
  const asked = (url: string, host: string) => refuseForeignHost(new Request(url, { headers: { host } }), hosts)?.status
  expect(asked('http://127.0.0.1/v1/users/me', '127.0.0.1')).toBe(undefined)
  expect(asked('http://evil.example/v1/users/me', '127.0.0.1')).toBe(403)
  expect(asked('http://127.0.0.1/v1/users/me', 'evil.example')).toBe(403)
  expect(asked('http://127.0.0.1/v1/users/me', '')).toBe(403)
})

test('error: what a web page can make a browser send to a control', async () => {
  await serving({}, async (port) => {
    const attempts: ReadonlyArray<readonly [Sent, number]> = [
      [{ path: '/_simulator/reset', headers: { origin: 'http://evil.example' } }, 403],
      [{ path: '/_simulator/reset', headers: { origin: 'null' } }, 403],
      [{ path: '/_simulator/reset', headers: { origin: `http://localhost:${port + 1}` } }, 403],
      [{ path: '/_simulator/reset', headers: { 'sec-fetch-site': 'cross-site' } }, 403],
      [{ path: '/_simulator/reset', headers: { 'sec-fetch-site': 'same-site' } }, 403],
      [{ path: '/_simulator/faults', body: '{"status":502}', headers: { 'content-type': 'text/plain' } }, 415],
      [
        { path: '/_simulator/faults', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        415,
      ],
      [{ path: '/_simulator/faults', body: '{}', headers: { 'content-type': 'text/plain; application/json' } }, 415],
      [{ path: '/_simulator/webhooks', body: '{"url":"http://127.0.0.1:1"}', headers: { 'content-type': '' } }, 415],
    ]
    for (const [attempt, expected] of attempts) {
      const { status } = await raw(port, { method: 'POST', ...attempt })
      expect([attempt, status]).toEqual([attempt, expected])
    }
    expect((await raw(port, { path: '/v1/users/me' })).status).toBe(200)
  })
})

test('default: a control obeys its own page, and tools without a page', async () => {
  await serving({}, async (port) => {
    const own = { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' }
    expect((await raw(port, { method: 'POST', path: '/_simulator/reset', headers: own })).status).toBe(200)
    const typed = { 'content-type': 'application/json; charset=utf-8' }
    const fault = { method: 'POST', path: '/_simulator/faults', body: '{"status":502}' }
    expect((await raw(port, { ...fault, headers: typed })).status).toBe(200)
    // As `curl -X POST -d ''` sends it.
    const empty = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' }
    expect((await raw(port, { method: 'POST', path: '/_simulator/reset', headers: empty })).status).toBe(200)
  })
  const chunked = new Request('http://a/_simulator/x', { method: 'POST', headers: { 'transfer-encoding': 'chunked' } })
  expect(refuseForeignControl(chunked)?.status).toBe(415)
})

test('params: without control there are none', async () => {
  await serving({ control: false }, async (port) => {
    expect((await raw(port, { path: '/_simulator' })).status).toBe(400)
  })
})

test('default: both addresses of loopback, and a base address that ends in a slash', async () => {
  await serving({}, async (port) => {
    const served = async (path: string, host?: string) => (await raw(port, { path }, host)).status
    // A machine without IPv6 has only one.
    const second = await served('/v1/users/me', '::1').catch((reason: { code?: string }) => reason.code)
    expect([200, 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ECONNREFUSED']).toContain(second)
    for (const path of [`//v1/pages/${HOME}`, `///v1/pages/${HOME}`, `/v1//pages/${HOME}`, '//_simulator/journal'])
      expect([path, await served(path)]).toEqual([path, 200])
  })
  const { simulator } = await harness()
  const bodies = { method: 'POST', headers, body: '{}' }
  expect((await simulator.fetch('https://api.notion.com//v1/search', bodies)).status).toBe(200)
  const request = new Request('https://api.notion.com//v1/search', bodies)
  expect((await simulator.fetch(request)).status).toBe(200)
  expect(simulator.journal.map(({ path }) => path)).toEqual(['/v1/search', '/v1/search'])
})

test('error: requests that are no HTTP, with bodies that never end or break off, leave the server as it was', async () => {
  await serving({}, async (port) => {
    const say = (text: string): Promise<void> =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(text))
        socket.on('error', () => undefined)
        socket.on('close', () => resolve())
        socket.resume()
      })
    const head = `POST /v1/search HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ntn_a\r\nNotion-Version: 2026-03-11\r\n`
    await Promise.all(
      [
        'nonsense\r\n\r\n',
        'GET / HTTP/1.1\r\n\r\n',
        `${head}Content-Length: 1000\r\n\r\n{"query"`,
        `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
        `${head}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n`,
        `${head}Content-Length: -1\r\n\r\n`,
        `${head}Host: evil.example\r\n\r\n`,
        `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
      ].map(say),
    )
    expect((await raw(port, { path: '/v1/users/me' })).status).toBe(200)
  })
})

test('error: a body that is too large is refused without being stored', async () => {
  await serving({}, async (port) => {
    const body = JSON.stringify({ query: 'x'.repeat(600_000) })
    const sized = await raw(port, { method: 'POST', path: '/v1/search', body })
    expect([sized.status, asObject(parseJson(sized.text)).code]).toEqual([413, 'validation_error'])
    const headers = { 'transfer-encoding': 'chunked' }
    expect((await raw(port, { method: 'POST', path: '/v1/search', body, headers })).status).toBe(413)
    const small = await raw(port, { method: 'POST', path: '/v1/search', body: '{"query":"a"}', headers })
    expect(small.status).toBe(200)
  })
})
