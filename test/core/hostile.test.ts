/** Invalid and unreadable arguments: functions return a `Left`, `false` or a default, and never throw. */
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Context } from '../../src/core/call/context.js'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import { neverConnected } from '../../src/core/transport/writes.js'
import * as library from '../../src/index.js'
import { anId } from '../support/fixtures.js'
import { aContext } from '../support/server.js'

const thrower = (): never => {
  throw new Error('read')
}

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

const unreadable: ReadonlyArray<unknown> = [
  undefined,
  null,
  5,
  'text',
  Symbol('word'),
  revoked(),
  new Proxy({}, { get: thrower, has: thrower, ownKeys: thrower }),
  { toString: thrower },
  Object.create(null),
]

/** A context with a fake server, and the URLs and headers that it received. */
const aServer = (answer: () => Response = () => Response.json({ object: 'page', id: anId() })) => {
  const sent: Array<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }> = []
  const ctx = library.makeContext(
    {
      auth: 'ntn_12345678',
      logLevel: 'silent',
      fetch: async (url, { headers }) => {
        sent.push({ url, headers })
        return answer()
      },
    },
    library.fetchFetcher,
  )
  return { ctx, sent }
}

const fieldsOf = (answer: E.Either<{ readonly _tag: string; readonly issues?: unknown }, unknown>): unknown =>
  E.isLeft(answer) && Array.isArray(answer.left.issues) ? answer.left.issues.map(({ field }) => field) : answer

/** Calls an exported function without type checks. */
const call = (name: string, ...given: ReadonlyArray<unknown>): unknown =>
  unsafeCast<(...given: ReadonlyArray<unknown>) => unknown>(Reflect.get(library, name))(...given)

/** Runs an operation without type checks. */
const run = (name: string, ctx: unknown, params: unknown) =>
  unsafeCast<() => Promise<E.Either<library.NotionError, unknown>>>(call(name, ctx, params))()

test.each([
  'isFullPage',
  'isFullBlock',
  'isFullDatabase',
  'isFullDataSource',
  'isFullPageOrDataSource',
  'isFullComment',
  'isFullUser',
  'isFullView',
  'isAsyncTask',
  'isPropertyItemList',
])('behavior: %s is false for a value that is not an object or cannot be read', (guard) => {
  for (const given of unreadable) expect(call(guard, given)).toBe(false)
})

test.each(['compactId', 'dashedId', 'objectTag', 'childrenTag', 'rowsTag'])(
  'behavior: %s returns a string for any value',
  (name) => {
    for (const given of unreadable) expect(typeof call(name, given)).toBe('string')
  },
)

test('behavior: config, event and codec functions accept values that cannot be read', () => {
  for (const given of unreadable) {
    expect(call('parseConfig', given)).toMatchObject({ _tag: 'Left' })
    expect(call('configFromEnv', given)).toMatchObject({ _tag: 'Left' })
    expect(Array.isArray(call('eventTags', given))).toBe(true)
    expect(call('meetingNotesIn', given)).toBeUndefined()
    const decode = unsafeCast<(json: unknown) => unknown>(call('decodeWith', given))
    expect(decode({})).toMatchObject({ _tag: 'Left' })
  }
})

const params: ReadonlyArray<readonly [op: string, params: object]> = [
  ['getUsers', {}],
  ['appendBlockChildren', { block_id: anId(), children: [] }],
  ['queryDataSource', { data_source_id: anId() }],
  ['updateBlock', { block_id: anId() }],
  ['updateDataSource', { data_source_id: anId() }],
  ['updatePage', { page_id: anId() }],
]

test.each(params)('error: %s rejects a context that cannot be read', async (op, given) => {
  for (const ctx of unreadable) expect(fieldsOf(await run(op, ctx, given))).toEqual(['ctx'])
  for (const config of unreadable) {
    const ctx = { config, fetcher: () => async () => E.right(1) }
    expect(await run(op, ctx, given)).toEqual(E.right(1))
  }
})

const brokenFetchers: ReadonlyArray<readonly [name: string, fetcher: () => unknown]> = [
  ['throws', thrower],
  ['returns a function that throws', () => thrower],
  ['rejects', () => async () => thrower()],
  ['rejects with a value that cannot be read', () => () => Promise.reject(revoked())],
  ['returns undefined', () => undefined],
  ['does not return a promise', () => () => E.right(1)],
  ['does not resolve to an Either', () => async () => ({ object: 'page' })],
  [
    'resolves to an object that cannot be read',
    () => async () => new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : thrower()) }),
  ],
]

test.each(brokenFetchers)(
  'error: the call is a Left, and a write has an unknown outcome, if a middleware %s',
  async (_, fetcher) => {
    const ctx: Context = { ...aContext(), fetcher: unsafeCast(fetcher) }
    expect(await library.getUsers(ctx, {})()).toMatchObject(E.left({ _tag: 'NetworkError', outcome: 'not-applied' }))
    const created = await library.createPage(ctx, { parent: { page_id: anId() } })()
    expect(created).toMatchObject(E.left({ _tag: 'NetworkError', outcome: 'unknown', call: { op: 'createPage' } }))
  },
)

test('error: withSignal throws if its argument is not an AbortSignal', () => {
  for (const given of [new AbortController(), {}, 'abort', 5, null, undefined]) {
    expect(() => call('withSignal', given)).toThrow('notion-fp: signal must be an AbortSignal')
  }
})

const noParams: ReadonlyArray<unknown> = [
  new Map([['page_size', 5]]),
  new Date(),
  Promise.resolve({}),
  new URLSearchParams('page_size=5'),
  /page/,
  new Error('page'),
]

test('error: parameters that are not a plain object, such as a Map or a promise, are rejected', async () => {
  const { ctx, sent } = aServer()
  for (const given of noParams) {
    expect(fieldsOf(await run('getUsers', ctx, given))).toEqual(['params'])
    const query = await run('request', ctx, { method: 'GET', path: 'users', query: given })
    expect(fieldsOf(query)).toEqual(['query'])
  }
  expect(sent).toEqual([])
})

test.each<[op: string, given: object, field: string]>([
  ['getPage', { page_id: anId() }, 'filter_properties'],
  ['getFileUploads', {}, 'status'],
  ['request', { method: 'GET', path: 'users' }, 'reads'],
  ['request', { method: 'POST', path: 'users' }, 'form'],
])('error: %s %j rejects a sparse or huge list as %s, without reading it', async (op, given, field) => {
  const { ctx, sent } = aServer()
  const endless = new Proxy([], { get: (list, name) => (name === 'length' ? 4_000_000_000 : Reflect.get(list, name)) })
  const holes: Array<string> = []
  holes.length = 3
  const long: Array<string> = []
  long.length = 4_294_967_295
  for (const list of [endless, holes, long]) {
    expect(fieldsOf(await run(op, ctx, { ...given, [field]: list }))).toEqual([field])
  }
  expect(sent).toEqual([])
})

test('error: a cursor that is not a string is rejected', async () => {
  const { ctx, sent } = aServer()
  for (const start_cursor of [5, true, {}, [], Symbol('next'), () => 'next', revoked()]) {
    expect(fieldsOf(await run('getBlockChildren', ctx, { block_id: anId(), start_cursor }))).toEqual(['start_cursor'])
  }
  for (const start_cursor of ['next', undefined, null]) {
    await run('getBlockChildren', ctx, { block_id: anId(), start_cursor })
  }
  expect(sent.map(({ url }) => new URL(url).search)).toEqual(['?start_cursor=next', '', ''])
})

test('error: a path with a control character is rejected', async () => {
  const { ctx, sent } = aServer()
  for (const end of ['\0', '\x01', '\x1f', '\x7f', '\x85']) {
    for (const path of [`..${end}`, `pages/..${end}`, `pages/.${end}`, `${end}..`, `pages${end}`]) {
      expect(fieldsOf(await run('request', ctx, { method: 'GET', path }))).toEqual(['path'])
    }
  }
  expect(sent).toEqual([])
})

test.each([
  ['a map', new Map([['x-trace', 'a']])],
  [
    'the Headers of another library',
    {
      *[Symbol.iterator]() {
        yield ['x-trace', 'a']
      },
    },
  ],
  ['a list of pairs', [['x-trace', 'a']]],
])('params: headers are accepted as %s', async (_, headers) => {
  const { ctx, sent } = aServer()
  await run('request', ctx, { method: 'GET', path: 'users', headers })
  expect(sent[0]?.headers).toMatchObject({ 'x-trace': 'a', authorization: 'Bearer ntn_12345678' })
})

test('error: headers without entries, and endless ones, are rejected', async () => {
  const { ctx, sent } = aServer()
  const endless = {
    *[Symbol.iterator]() {
      for (;;) yield ['x-trace', 'a']
    },
  }
  for (const headers of [false, 0, '', null, new Date(), Promise.resolve({}), ['ab'], [['x']].flat(), endless]) {
    expect(fieldsOf(await run('request', ctx, { method: 'GET', path: 'users', headers }))).toEqual([
      expect.stringMatching(/^headers/),
    ])
  }
  expect(sent).toEqual([])
})

test('behavior: headers of the connection are not sent', async () => {
  const { ctx, sent } = aServer()
  const headers = {
    connection: 'close',
    Expect: '100-continue',
    'keep-alive': 'x',
    te: 'x',
    trailer: 'x',
    upgrade: 'x',
  }
  await library.request(ctx, { method: 'GET', path: 'users', headers })()
  expect(Object.keys(sent[0]?.headers ?? {})).toEqual(['authorization', 'notion-version'])
})

test('error: the outcome is unknown if committed_child_ids has no id', async () => {
  for (const committed_child_ids of [[], [null, {}]]) {
    const { ctx } = aServer(() =>
      Response.json({ object: 'error', status: 503, additional_data: { committed_child_ids } }, { status: 503 }),
    )
    const appended = await library.appendBlockChildren(ctx, { block_id: anId(), children: [{ divider: {} }] })()
    expect(appended).toMatchObject(E.left({ _tag: 'ServerError', outcome: 'unknown' }))
  }
})

test.each([
  { code: 'ENODATA', syscall: 'queryA' },
  { code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
  { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' },
  { code: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' },
  { code: 'ERR_TLS_HANDSHAKE_TIMEOUT' },
  { code: 'HOSTNAME_MISMATCH' },
  { code: 'UND_ERR_PRX_TLS' },
])('behavior: $code means that no connection was made', (cause) => {
  expect(neverConnected(Object.assign(new TypeError('fetch failed'), { cause }))).toBe(true)
})

test('behavior: a list without errors does not mean that no connection was made', () => {
  const errors: Array<unknown> = []
  errors.length = 3
  expect(neverConnected({ errors })).toBe(false)
})
