import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { makeCache } from '../../../src/core/cache/makeCache.js'
import type { Cache, CacheEntry } from '../../../src/core/call/cache.js'
import type { NotionError } from '../../../src/core/call/error.js'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { EVERYTHING } from '../../../src/core/call/tag.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { withCache } from '../../../src/core/middleware/withCache.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { withFreshCache } from '../../../src/core/middleware/withFreshCache.js'
import { withoutCache } from '../../../src/core/middleware/withoutCache.js'
import { config, deferred, type FakeClock, fakeClock, scripted, settled } from '../../support/fakes.js'
import { anError, anId, aRequest } from '../../support/fixtures.js'

type Answer = E.Either<NotionError, unknown>

const tenant = () => 'ada'

/** A value that throws on every access. */
const hostile = (): object => {
  const throwing = (): never => {
    throw new Error('no')
  }
  return new Proxy(
    {},
    { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing, isExtensible: throwing },
  )
}

/** A cache with its own clock. */
const aCache = (clock: FakeClock = fakeClock()) => ({ clock, cache: lruCache({ clock }), tenant })

const aRead = (over: Partial<NotionRequest<unknown>> = {}) =>
  aRequest({ cache: { resource: 'pages' }, reads: () => ['object:1'], ...over })

const aWrite = (over: Partial<NotionRequest<unknown>> = {}) =>
  aRequest({ op: 'updatePage', kind: 'repeatable', method: 'PATCH', writes: () => ['object:1'], ...over })

test('default: a second read is answered from the cache', async () => {
  const { fetcher, calls } = scripted(E.right('first'), E.right('second'))
  const options = aCache()
  const cached = withCache(options)(fetcher, config)
  expect([await cached(aRead())(), await cached(aRead())()]).toEqual([E.right('first'), E.right('first')])
  expect(calls).toHaveLength(1)
  expect(options.cache.stats()).toMatchObject({ hits: 1, misses: 1, hitRate: 0.5 })
})

test('default: an entry expires after its time to live', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('second'))
  const options = aCache()
  const cached = withCache(options)(fetcher, config)
  await cached(aRead())()
  options.clock.advance(299_999)
  expect(await cached(aRead())()).toEqual(E.right('first'))
  options.clock.advance(1)
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test('behavior: each run of a TaskEither looks up the cache', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('second'))
  const options = aCache()
  const task = withCache(options)(fetcher, config)(aRead())
  expect([await task(), await task()]).toEqual([E.right('first'), E.right('first')])
  await options.cache.clear()
  expect(await task()).toEqual(E.right('second'))
})

test('behavior: reads without a kind, and failures, are not cached', async () => {
  const { fetcher, calls } = scripted(E.left(anError('NotFoundError')))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRequest())()
  await cached(aRequest())()
  await cached(aRead())()
  await cached(aRead())()
  expect(calls).toHaveLength(4)
})

test('behavior: different tokens never share an entry', async () => {
  const { fetcher } = scripted(E.right('of ada'), E.right('of grace'))
  const { cache, clock } = aCache()
  const ada = withCache({ cache, clock, tenant: () => 'ada' })(fetcher, config)
  const grace = withCache({ cache, clock, tenant: () => 'grace' })(fetcher, config)
  expect([await ada(aRead())(), await grace(aRead())(), await ada(aRead())()]).toEqual([
    E.right('of ada'),
    E.right('of grace'),
    E.right('of ada'),
  ])
})

test('behavior: a write invalidates the entries with its tags', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('written'), E.right('second'))
  const options = aCache()
  const cached = withCache(options)(fetcher, config)
  await cached(aRead())()
  await cached(aWrite())()
  expect(await cached(aRead())()).toEqual(E.right('second'))
  expect(options.cache.stats().invalidations).toBe(1)
})

test('behavior: a write does not invalidate entries without its tags', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('written'), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  await cached(aWrite({ writes: () => ['object:2'] }))()
  expect(await cached(aRead())()).toEqual(E.right('first'))
})

test.each([
  ['a timeout', anError('TimeoutError', { outcome: 'unknown' })],
  ['a broken connection', anError('NetworkError', { outcome: 'unknown' })],
  ['a 502', anError('ServerError', { outcome: 'unknown' })],
  ['a 503 with a committed outcome', anError('ServerError', { status: 503, outcome: 'committed' })],
  ['an abort in flight', anError('AbortError', { outcome: 'unknown' })],
  ['a response that cannot be decoded', anError('DecodeError')],
  ['a 429 after an attempt of unknown outcome', anError('RateLimitError', { outcome: 'unknown' })],
  ['a 404, which shows that the entry is out of date', anError('NotFoundError')],
])('behavior: a write that may have been applied invalidates: %s', async (_name, error) => {
  const { fetcher } = scripted(E.right('first'), E.left(error), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  const received: Array<unknown> = []
  await cached(
    aWrite({
      writes: (answer) => {
        received.push(answer)
        return ['object:1']
      },
    }),
  )()
  expect(received).toEqual([undefined])
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test.each([
  ['a 401', anError('AuthenticationError')],
  ['a 429', anError('RateLimitError')],
  ['invalid input', anError('InvalidInputError')],
  ['a 529', anError('ServerError', { status: 529, outcome: 'not-applied' })],
  ['no connection', anError('NetworkError', { outcome: 'not-applied' })],
  ['an abort before it was sent', anError('AbortError', { outcome: 'not-applied' })],
])('behavior: a write that was not applied does not invalidate: %s', async (_name, error) => {
  const { fetcher } = scripted(E.right('first'), E.left(error), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  await cached(aWrite())()
  expect(await cached(aRead())()).toEqual(E.right('first'))
})

test('behavior: a read is not cached if a write invalidates it in flight', async () => {
  const slow = deferred<Answer>()
  const { fetcher, calls } = scripted(() => slow.promise, E.right('written'), E.right('new'))
  const cached = withCache(aCache())(fetcher, config)
  const reading = cached(aRead())()
  await settled()
  await cached(aWrite())()
  slow.resolve(E.right('old'))
  expect(await reading).toEqual(E.right('old'))
  expect(await cached(aRead())()).toEqual(E.right('new'))
  expect(calls).toHaveLength(3)
})

test('behavior: a read is cached if a write of another object happens in flight', async () => {
  const slow = deferred<Answer>()
  const { fetcher } = scripted(() => slow.promise, E.right('written'), E.right('again'))
  const cached = withCache(aCache())(fetcher, config)
  const reading = cached(aRead())()
  await settled()
  await cached(aWrite({ writes: () => ['object:2'] }))()
  slow.resolve(E.right('good'))
  await reading
  expect(await cached(aRead())()).toEqual(E.right('good'))
})

test('behavior: a read that began during a write is invalidated when the write ends', async () => {
  const slow = deferred<Answer>()
  const { fetcher } = scripted(() => slow.promise, E.right('old'), E.right('new'))
  const cached = withCache(aCache())(fetcher, config)
  const writing = cached(aWrite())()
  await settled()
  await cached(aRead())()
  slow.resolve(E.right('written'))
  await writing
  expect(await cached(aRead())()).toEqual(E.right('new'))
})

test('behavior: a read is not cached if the cache is cleared in flight', async () => {
  const slow = deferred<Answer>()
  const { fetcher } = scripted(() => slow.promise, E.right('new'))
  const options = aCache()
  const cached = withCache(options)(fetcher, config)
  const reading = cached(aRead())()
  await settled()
  await options.cache.clear('pages')
  slow.resolve(E.right('old'))
  await reading
  expect(await cached(aRead())()).toEqual(E.right('new'))
})

test('behavior: a read does not join one that began before a write of another context', async () => {
  const slow = deferred<Answer>()
  const mine = scripted(() => slow.promise, E.right('new'))
  const { cache, clock } = aCache()
  const reader = withCache({ cache, clock, tenant })(withDedupe({ tenant })(mine.fetcher, config), config)
  const writer = withCache({ cache, clock, tenant })(
    withDedupe({ tenant })(scripted(E.right('written')).fetcher, config),
    config,
  )
  void reader(aRead())()
  await settled()
  await writer(aWrite())()
  const second = reader(aRead())()
  await settled()
  expect(mine.calls).toHaveLength(2)
  expect(await second).toEqual(E.right('new'))
  slow.resolve(E.right('old'))
  await settled()
  expect(await reader(aRead())()).toEqual(E.right('new'))
})

test('behavior: responses without a text are frozen, since the cache shares them', async () => {
  const { fetcher } = scripted(E.right({ title: [{ text: 'as it was' }] }))
  const cached = withCache(aCache())(fetcher, config)
  const spoil = (answer: Answer) =>
    E.isRight(answer) &&
    Reflect.set(Object(Reflect.get(Object(Reflect.get(Object(answer.right), 'title')), 0)), 'text', 'spoilt')
  expect(spoil(await cached(aRead())())).toBe(false)
  expect(spoil(await cached(aRead())())).toBe(false)
  expect(await cached(aRead())()).toEqual(E.right({ title: [{ text: 'as it was' }] }))
})

const signedUntil = (time: number) => ({
  properties: { Files: { files: [{ file: { url: 'https://…', expiry_time: new Date(time).toISOString() } }] } },
})

test('behavior: a response with signed file URLs expires before they do', async () => {
  const options = aCache()
  const expiresAt = options.clock.now() + 120_000
  const { fetcher } = scripted(E.right(signedUntil(expiresAt)), E.right('new'))
  const cached = withCache(options)(fetcher, config)
  await cached(aRead())()
  options.clock.advance(59_999)
  expect(await cached(aRead())()).toEqual(E.right(signedUntil(expiresAt)))
  options.clock.advance(1)
  expect(await cached(aRead())()).toEqual(E.right('new'))
})

test('behavior: a response whose file URLs are about to expire is not cached', async () => {
  const options = aCache()
  const { fetcher, calls } = scripted(E.right(signedUntil(options.clock.now() + 60_000)))
  const cached = withCache(options)(fetcher, config)
  await cached(aRead())()
  await cached(aRead())()
  expect(calls).toHaveLength(2)
})

test('behavior: file URLs that expire after the entry do not affect it', async () => {
  const options = aCache()
  const { fetcher } = scripted(E.right(signedUntil(options.clock.now() + 3_600_000)), E.right('new'))
  const cached = withCache(options)(fetcher, config)
  await cached(aRead())()
  options.clock.advance(300_000)
  expect(await cached(aRead())()).toEqual(E.right('new'))
})

const failing = (how: () => never | Promise<never>) =>
  makeCache({ get: how, set: how, invalidate: how, clear: how }, {}, fakeClock())

const broken = () => {
  throw new Error('the store is gone')
}

test.each([
  ['throws', broken],
  ['rejects', () => Promise.reject(new Error('the store is gone'))],
])('behavior: a lookup is a miss if the store %s', async (_name, how) => {
  const cache = failing(how)
  const { fetcher, calls } = scripted(E.right('first'), E.right('written'), E.right('second'))
  const cached = withCache({ cache, tenant, clock: fakeClock() })(fetcher, config)
  expect(await cached(aRead())()).toEqual(E.right('first'))
  expect(await cached(aWrite())()).toEqual(E.right('written'))
  expect(await cached(aRead())()).toEqual(E.right('second'))
  await cache.clear()
  expect(calls).toHaveLength(3)
  expect(cache.stats()).toMatchObject({ hits: 0, misses: 2, invalidations: 0 })
})

test('behavior: reads of an unknown tenant succeed, and are not cached', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  const { cache, clock } = aCache()
  const cached = withCache({ cache, clock, tenant: () => Promise.reject(new Error('who?')) })(fetcher, config)
  expect([await cached(aRead())(), await cached(aRead())()]).toEqual([E.right('ok'), E.right('ok')])
  expect(calls).toHaveLength(2)
})

test('behavior: an aborted signal fails the call, even on a cache hit', async () => {
  const { fetcher } = scripted(E.right('cached'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  expect(await cached(aRead({ signal: AbortSignal.abort('no') }))()).toMatchObject({
    left: { _tag: 'AbortError', reason: 'no' },
  })
})

/** Throws like an operation that reads the id of an unchecked response without one. */
const noTags = (): never => {
  throw new TypeError('id is undefined')
}

test('behavior: an entry has each of its tags once, also where it mentions an object that it depends on', async () => {
  const id = anId(1).replaceAll('-', '')
  const tags: Array<ReadonlyArray<string>> = []
  const set = (_resource: string, _key: string, entry: CacheEntry): void => {
    tags.push(entry.tags)
  }
  const cache = makeCache({ get: () => undefined, set, invalidate: () => 0, clear: () => undefined })
  const { fetcher } = scripted(E.right({ mention: { page: { id } } }))
  const reads = () => [`object:${id}`, 'tree'] as const
  await withCache({ cache, tenant })(fetcher, config)(aRead({ reads }))()
  expect(tags).toEqual([[`object:${id}`, 'tree']])
})

test('behavior: a response whose tags cannot be read is returned, and not cached', async () => {
  const { fetcher, calls } = scripted(E.right({}))
  const cached = withCache(aCache())(fetcher, config)
  expect(await cached(aRead({ reads: noTags }))()).toEqual(E.right({}))
  await cached(aRead({ reads: noTags }))()
  expect(calls).toHaveLength(2)
})

test('behavior: a write whose response has no readable tags invalidates like one of unknown outcome', async () => {
  const { fetcher } = scripted(E.right('first'), E.right({}), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  expect(await cached(aWrite({ writes: (answer) => (answer === undefined ? ['object:1'] : noTags()) }))()).toEqual(
    E.right({}),
  )
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test('behavior: withoutCache reads from the network, and does not cache', async () => {
  const { fetcher, calls } = scripted(E.right('first'), E.right('second'), E.right('third'))
  const cached = withCache(aCache())(fetcher, config)
  const past = withoutCache(cached, config)
  await past(aRead())()
  expect(await cached(aRead())()).toEqual(E.right('second'))
  expect(await past(aRead())()).toEqual(E.right('third'))
  expect(await cached(aRead())()).toEqual(E.right('second'))
  expect(calls).toHaveLength(3)
})

test('behavior: withoutCache does not prevent invalidation by writes', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('written'), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  await withoutCache(cached, config)(aWrite())()
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test('behavior: withFreshCache reads from the network, and caches the response', async () => {
  const { fetcher, calls } = scripted(E.right('first'), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  expect(await withFreshCache(cached, config)(aRead())()).toEqual(E.right('second'))
  expect(await cached(aRead())()).toEqual(E.right('second'))
  expect(calls).toHaveLength(2)
})

test('behavior: withFreshCache does not affect reads that are never cached', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  await withFreshCache(fetcher, config)(aRequest())()
  expect(calls[0]).toEqual(aRequest({ decode: expect.any(Function) }))
})

test('behavior: different paths have different entries', async () => {
  const { fetcher } = scripted(E.right('one'), E.right('two'))
  const cached = withCache(aCache())(fetcher, config)
  expect(await cached(aRead())()).toEqual(E.right('one'))
  expect(await cached(aRead({ path: `pages/${anId(2)}` }))()).toEqual(E.right('two'))
})

test('error: an exception of an inner middleware is thrown, and the next read is sent', async () => {
  const options = aCache()
  const { fetcher } = scripted(() => Promise.reject(new Error('a mistake')), E.right('ok'))
  const cached = withCache(options)(fetcher, config)
  await expect(cached(aRead())()).rejects.toThrow('a mistake')
  expect(await cached(aRead())()).toEqual(E.right('ok'))
})

const LEVELS = ['off', 'warn', 'contain', 'strict'] as const

test.each(
  LEVELS.flatMap((writer) => LEVELS.filter((reader) => reader !== writer).map((reader) => [writer, reader] as const)),
)('behavior: a context with validate %s does not share entries with one with %s', async (writer, reader) => {
  const { fetcher, calls } = scripted(E.right({ from: writer }), E.right({ from: reader }))
  const options = aCache()
  const [first, second] = [writer, reader].map((validate) => withCache(options)(fetcher, { ...config, validate }))
  await first?.(aRead())()
  expect(await second?.(aRead())()).toEqual(E.right({ from: reader }))
  expect(await first?.(aRead())()).toEqual(E.right({ from: writer }))
  expect(calls).toHaveLength(2)
})

/** An external store, which returns copies of its entries, changed by `spoil`. */
const elsewhere = (spoil: (entry: string) => string = (entry) => entry) => {
  const entries = new Map<string, string>()
  return makeCache(
    {
      get: async (_resource, key) => {
        const entry = entries.get(key)
        return entry === undefined ? undefined : JSON.parse(spoil(entry))
      },
      set: async (_resource, key, entry) => {
        entries.set(key, JSON.stringify(entry))
      },
      invalidate: async () => 0,
      clear: async () => entries.clear(),
    },
    {},
    fakeClock(),
  )
}

/** Accepts only `{ good: true }`. */
const decode: NotionRequest<unknown>['decode'] = (json) =>
  Reflect.get(Object(json), 'good') === true
    ? E.right(json)
    : E.left([{ path: 'good', expected: 'true', actual: json }])

test.each(LEVELS)(
  'behavior: an entry of an external store is decoded like a response, with validate %s',
  async (validate) => {
    for (const [spoil, looked] of [
      [(entry: string) => entry, 1],
      [
        (entry: string) => entry.replace('"good":true', '"bad":true'),
        validate === 'off' || validate === 'warn' ? 1 : 2,
      ],
    ] as const) {
      const { fetcher, calls } = scripted(E.right({ good: true }))
      const cached = withCache({ cache: elsewhere(spoil), tenant, clock: fakeClock() })(fetcher, {
        ...config,
        validate,
      })
      await cached(aRead({ decode }))()
      expect(E.isRight(await cached(aRead({ decode }))())).toBe(true)
      expect(calls).toHaveLength(looked)
    }
  },
)

test('behavior: a cached response is decoded with the codec of each call', async () => {
  const { fetcher, calls } = scripted(
    async ({ decode: own }) => unsafeCast<E.Either<never, unknown>>(own({ good: true })),
    async () => E.right({ good: false }),
  )
  const cached = withCache(aCache())(fetcher, config)
  const length = (json: unknown) => E.right(Object.keys(Object(json)).length)
  expect(await cached(aRead({ codec: { is: () => false }, decode }))()).toEqual(E.right({ good: true }))
  expect(await cached(aRead({ codec: { is: () => false }, decode: length }))()).toEqual(E.right(1))
  expect(await cached(aRead({ codec: { is: () => false }, decode: () => E.left([]) }))()).toEqual(
    E.right({ good: false }),
  )
  expect(calls).toHaveLength(2)
})

test('behavior: calls with different headers do not share entries', async () => {
  const { fetcher, calls } = scripted(E.right('a'), E.right('b'), E.right('none'))
  const cached = withCache(aCache())(fetcher, config)
  const read = (headers?: Record<string, string>) => cached(aRead({ headers }))()
  for (let turn = 0; turn < 2; turn++) {
    expect([await read({ 'x-key': 'a' }), await read({ 'x-key': 'b' }), await read()]).toEqual([
      E.right('a'),
      E.right('b'),
      E.right('none'),
    ])
  }
  expect(calls).toHaveLength(3)
})

test('behavior: a key contains no header in plain text', async () => {
  const keys: Array<string> = []
  const begin: Cache['begin'] = (_resource, key) => {
    keys.push(key)
    return async () => undefined
  }
  const cache = { ...aCache().cache, begin }
  const cached = withCache({ cache, tenant })(scripted().fetcher, config)
  await cached(aRead({ headers: { 'x-key': 'a secret of a proxy' } }))()
  expect(keys).toHaveLength(1)
  expect(keys[0]).not.toContain('secret')
})

test('behavior: a write with the tag of everything clears the cache and invalidates reads in flight', async () => {
  const slow = deferred<Answer>()
  const { fetcher, calls } = scripted(E.right('first'), () => slow.promise, E.right('written'), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead({ reads: () => [] }))()
  const reading = cached(aRead({ path: 'pages/other', reads: () => [] }))()
  await settled()
  await cached(aWrite({ writes: () => [EVERYTHING] }))()
  slow.resolve(E.right('old'))
  await reading
  expect(await cached(aRead({ reads: () => [] }))()).toEqual(E.right('second'))
  await cached(aRead({ path: 'pages/other', reads: () => [] }))()
  expect(calls).toHaveLength(5)
})

test('behavior: a write whose tags cannot be read clears the cache', async () => {
  const { fetcher } = scripted(E.right('first'), E.right({}), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  expect(await cached(aWrite({ writes: noTags }))()).toEqual(E.right({}))
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test.each<[string, object]>([
  ['cache', {}],
  ['cache', { cache: new Map() }],
  ['tenant', { ...aCache(), tenant: 'ada' }],
  ['clock', { ...aCache(), clock: 5 }],
])('error: throws if %s is invalid', (field, options) => {
  expect(() => withCache(unsafeCast(options))).toThrow(TypeError)
  expect(() => withCache(unsafeCast(options))).toThrow(field)
})

test.each<[string, () => unknown]>([
  [
    'that does not match the codec',
    () => Object.freeze({ value: Object.freeze({ good: false }), tags: [], expiresAt: 1e15 }),
  ],
  ['whose value cannot be read', () => ({ value: hostile(), tags: [], expiresAt: 1e15 })],
  ['whose fields throw', () => hostile()],
  ['that is not an object', () => 5],
  ['that is rejected', () => Promise.reject(new Error('no'))],
  [
    'that throws',
    () => {
      throw new Error('no')
    },
  ],
])('behavior: an entry of a custom cache %s is a miss', async (_name, lookUp) => {
  const { fetcher, calls } = scripted(E.right({ good: true }))
  const decode = (json: unknown) =>
    unsafeCast<{ good: boolean }>(json).good ? E.right(json) : E.left([{ path: '', expected: 'good', actual: json }])
  const cache = {
    ...aCache().cache,
    lookUp: unsafeCast<Cache['lookUp']>(lookUp),
    epoch: () => unsafeCast<number>(Symbol('none')),
  }
  const cached = withCache({ cache, tenant })(fetcher, config)
  expect(await cached(aRead({ decode }))()).toEqual(E.right({ good: true }))
  expect(calls).toHaveLength(1)
})

test('behavior: a response is returned, and not cached, if ttlMs of a custom cache throws', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  const cache = { ...aCache().cache, ttlMs: broken }
  const cached = withCache({ cache, tenant })(fetcher, config)
  expect([await cached(aRead())(), await cached(aRead())()]).toEqual([E.right('ok'), E.right('ok')])
  expect(calls).toHaveLength(2)
})

test('behavior: an entry is decoded once per context', async () => {
  const { fetcher } = scripted(E.right({ good: true }))
  let decoded = 0
  const decode = (json: unknown) => {
    decoded++
    return E.right(json)
  }
  const cache = lruCache()
  const [one, other] = [withCache({ cache, tenant })(fetcher, config), withCache({ cache, tenant })(fetcher, config)]
  await one(aRead({ decode }))()
  for (let turn = 0; turn < 3; turn++) await one(aRead({ decode }))()
  expect(decoded).toBe(0)
  for (let turn = 0; turn < 3; turn++) await other(aRead({ decode }))()
  expect(decoded).toBe(1)
})
