import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { makeCache } from '../../../src/core/cache/makeCache.js'
import type { Cache } from '../../../src/core/call/cache.js'
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

/** A value that refuses whatever is asked of it. */
const hostile = (): object => {
  const refuse = (): never => {
    throw new Error('no')
  }
  return new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse, isExtensible: refuse })
}

/** A cache with a clock of its own. */
const aCache = (clock: FakeClock = fakeClock()) => ({ clock, cache: lruCache({ clock }), tenant })

const aRead = (over: Partial<NotionRequest<unknown>> = {}) =>
  aRequest({ cache: { resource: 'pages' }, reads: () => ['object:1'], ...over })

const aWrite = (over: Partial<NotionRequest<unknown>> = {}) =>
  aRequest({ op: 'updatePage', kind: 'repeatable', method: 'PATCH', writes: () => ['object:1'], ...over })

test('default: a read is answered from what was kept', async () => {
  const { fetcher, calls } = scripted(E.right('first'), E.right('second'))
  const options = aCache()
  const cached = withCache(options)(fetcher, config)
  expect([await cached(aRead())(), await cached(aRead())()]).toEqual([E.right('first'), E.right('first')])
  expect(calls).toHaveLength(1)
  expect(options.cache.stats()).toMatchObject({ hits: 1, misses: 1, hitRate: 0.5 })
})

test('default: a read is forgotten when its time is over', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('second'))
  const options = aCache()
  const cached = withCache(options)(fetcher, config)
  await cached(aRead())()
  options.clock.advance(299_999)
  expect(await cached(aRead())()).toEqual(E.right('first'))
  options.clock.advance(1)
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test('behavior: the same TaskEither run twice looks again', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('second'))
  const options = aCache()
  const task = withCache(options)(fetcher, config)(aRead())
  expect([await task(), await task()]).toEqual([E.right('first'), E.right('first')])
  await options.cache.clear()
  expect(await task()).toEqual(E.right('second'))
})

test('behavior: reads of no kind that is kept, and failures, are not kept', async () => {
  const { fetcher, calls } = scripted(E.left(anError('NotFoundError')))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRequest())()
  await cached(aRequest())()
  await cached(aRead())()
  await cached(aRead())()
  expect(calls).toHaveLength(4)
})

test('behavior: two tokens never share an entry', async () => {
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

test('behavior: a write makes stale what it names', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('written'), E.right('second'))
  const options = aCache()
  const cached = withCache(options)(fetcher, config)
  await cached(aRead())()
  await cached(aWrite())()
  expect(await cached(aRead())()).toEqual(E.right('second'))
  expect(options.cache.stats().invalidations).toBe(1)
})

test('behavior: a write leaves alone what it does not name', async () => {
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
  ['a 503 that tells of a commit', anError('ServerError', { status: 503, outcome: 'committed' })],
  ['an abort on the way', anError('AbortError', { outcome: 'unknown' })],
  ['an answer of another shape', anError('DecodeError')],
  ['a 429 after an attempt that nobody knows the end of', anError('RateLimitError', { outcome: 'unknown' })],
  ['a 404, which shows that what is kept is old', anError('NotFoundError')],
])('behavior: a write of unknown outcome invalidates: %s', async (_name, error) => {
  const { fetcher } = scripted(E.right('first'), E.left(error), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  const told: Array<unknown> = []
  await cached(
    aWrite({
      writes: (answer) => {
        told.push(answer)
        return ['object:1']
      },
    }),
  )()
  expect(told).toEqual([undefined])
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test.each([
  ['a 401', anError('AuthenticationError')],
  ['a 429', anError('RateLimitError')],
  ['refused input', anError('InvalidInputError')],
  ['a 529', anError('ServerError', { status: 529, outcome: 'not-applied' })],
  ['no connection', anError('NetworkError', { outcome: 'not-applied' })],
  ['an abort before it was sent', anError('AbortError', { outcome: 'not-applied' })],
])('behavior: a write that was certainly not carried out leaves all as it is: %s', async (_name, error) => {
  const { fetcher } = scripted(E.right('first'), E.left(error), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  await cached(aWrite())()
  expect(await cached(aRead())()).toEqual(E.right('first'))
})

test('behavior: a read that a write overtook is not cached', async () => {
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

test('behavior: a read that a write of another object overtook is cached', async () => {
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

test('behavior: a read that began while a write was on its way is forgotten when the write is done', async () => {
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

test('behavior: a read that was cleared on its way is not cached', async () => {
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

test('behavior: a read joins none in flight that a write through another context has overtaken', async () => {
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

test('behavior: a cached answer cannot be changed by its reader', async () => {
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

test('behavior: an answer with signed file addresses leaves the cache before they expire', async () => {
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

test('behavior: an answer whose file addresses are about to expire is not kept', async () => {
  const options = aCache()
  const { fetcher, calls } = scripted(E.right(signedUntil(options.clock.now() + 60_000)))
  const cached = withCache(options)(fetcher, config)
  await cached(aRead())()
  await cached(aRead())()
  expect(calls).toHaveLength(2)
})

test('behavior: file addresses that live longer than the entry change nothing', async () => {
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
])('behavior: a cache whose store %s is a miss', async (_name, how) => {
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

test('behavior: callers who cannot be told apart are answered, and nothing is kept', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  const { cache, clock } = aCache()
  const cached = withCache({ cache, clock, tenant: () => Promise.reject(new Error('who?')) })(fetcher, config)
  expect([await cached(aRead())(), await cached(aRead())()]).toEqual([E.right('ok'), E.right('ok')])
  expect(calls).toHaveLength(2)
})

test('behavior: a signal that has fired gets no answer, not even a kept one', async () => {
  const { fetcher } = scripted(E.right('kept'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  expect(await cached(aRead({ signal: AbortSignal.abort('no') }))()).toMatchObject({
    left: { _tag: 'AbortError', reason: 'no' },
  })
})

/** Stands for what an operation does with an answer that was not checked and has no id. */
const noTags = (): never => {
  throw new TypeError('id is undefined')
}

test('behavior: an answer with no place to read tags from is given, and not kept', async () => {
  const { fetcher, calls } = scripted(E.right({}))
  const cached = withCache(aCache())(fetcher, config)
  expect(await cached(aRead({ reads: noTags }))()).toEqual(E.right({}))
  await cached(aRead({ reads: noTags }))()
  expect(calls).toHaveLength(2)
})

test('behavior: a write whose answer has no place to read tags from counts as one of unknown outcome', async () => {
  const { fetcher } = scripted(E.right('first'), E.right({}), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  expect(await cached(aWrite({ writes: (answer) => (answer === undefined ? ['object:1'] : noTags()) }))()).toEqual(
    E.right({}),
  )
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test('behavior: withoutCache reads from the network and keeps nothing', async () => {
  const { fetcher, calls } = scripted(E.right('first'), E.right('second'), E.right('third'))
  const cached = withCache(aCache())(fetcher, config)
  const past = withoutCache(cached, config)
  await past(aRead())()
  expect(await cached(aRead())()).toEqual(E.right('second'))
  expect(await past(aRead())()).toEqual(E.right('third'))
  expect(await cached(aRead())()).toEqual(E.right('second'))
  expect(calls).toHaveLength(3)
})

test('behavior: withoutCache still lets writes make stale what they change', async () => {
  const { fetcher } = scripted(E.right('first'), E.right('written'), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  await withoutCache(cached, config)(aWrite())()
  expect(await cached(aRead())()).toEqual(E.right('second'))
})

test('behavior: withFreshCache goes to the network and keeps the answer for the next reader', async () => {
  const { fetcher, calls } = scripted(E.right('first'), E.right('second'))
  const cached = withCache(aCache())(fetcher, config)
  await cached(aRead())()
  expect(await withFreshCache(cached, config)(aRead())()).toEqual(E.right('second'))
  expect(await cached(aRead())()).toEqual(E.right('second'))
  expect(calls).toHaveLength(2)
})

test('behavior: withFreshCache lets alone what is never kept', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  await withFreshCache(fetcher, config)(aRequest())()
  expect(calls[0]).toEqual(aRequest({ decode: expect.any(Function) }))
})

test('behavior: different paths are different entries', async () => {
  const { fetcher } = scripted(E.right('one'), E.right('two'))
  const cached = withCache(aCache())(fetcher, config)
  expect(await cached(aRead())()).toEqual(E.right('one'))
  expect(await cached(aRead({ path: `pages/${anId(2)}` }))()).toEqual(E.right('two'))
})

test('error: what a middleware below throws is thrown, and the next reader reads anew', async () => {
  const options = aCache()
  const { fetcher } = scripted(() => Promise.reject(new Error('a mistake')), E.right('ok'))
  const cached = withCache(options)(fetcher, config)
  await expect(cached(aRead())()).rejects.toThrow('a mistake')
  expect(await cached(aRead())()).toEqual(E.right('ok'))
})

const LEVELS = ['off', 'warn', 'contain', 'strict'] as const

test.each(
  LEVELS.flatMap((writer) => LEVELS.filter((reader) => reader !== writer).map((reader) => [writer, reader] as const)),
)('behavior: what a context with validate %s has cached is not for one with %s', async (writer, reader) => {
  const { fetcher, calls } = scripted(E.right({ from: writer }), E.right({ from: reader }))
  const options = aCache()
  const [first, second] = [writer, reader].map((validate) => withCache(options)(fetcher, { ...config, validate }))
  await first?.(aRead())()
  expect(await second?.(aRead())()).toEqual(E.right({ from: reader }))
  expect(await first?.(aRead())()).toEqual(E.right({ from: writer }))
  expect(calls).toHaveLength(2)
})

/** A store elsewhere, that gives copies of what it was given, or something else. */
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

/** Takes `{ good: true }` alone. */
const decode: NotionRequest<unknown>['decode'] = (json) =>
  Reflect.get(Object(json), 'good') === true
    ? E.right(json)
    : E.left([{ path: 'good', expected: 'true', actual: json }])

test.each(LEVELS)('behavior: an entry from elsewhere is checked like an answer, with validate %s', async (validate) => {
  for (const [spoil, looked] of [
    [(entry: string) => entry, 1],
    [(entry: string) => entry.replace('"good":true', '"bad":true'), validate === 'off' || validate === 'warn' ? 1 : 2],
  ] as const) {
    const { fetcher, calls } = scripted(E.right({ good: true }))
    const cached = withCache({ cache: elsewhere(spoil), tenant, clock: fakeClock() })(fetcher, { ...config, validate })
    await cached(aRead({ decode }))()
    expect(E.isRight(await cached(aRead({ decode }))())).toBe(true)
    expect(calls).toHaveLength(looked)
  }
})

test('behavior: what a call with a codec of its own has cached is decoded by each that has another', async () => {
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

test('behavior: callers who send other headers have entries of their own', async () => {
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

test('behavior: no header is shown by a key', async () => {
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

test('behavior: a write that makes everything stale clears the cache, reads in flight included', async () => {
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

test('behavior: a write whose tags cannot be told at all clears the cache', async () => {
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
])('error: an invalid %s throws at once', (field, options) => {
  expect(() => withCache(unsafeCast(options))).toThrow(TypeError)
  expect(() => withCache(unsafeCast(options))).toThrow(field)
})

test.each<[string, () => unknown]>([
  [
    'of another shape, frozen',
    () => Object.freeze({ value: Object.freeze({ good: false }), tags: [], expiresAt: 1e15 }),
  ],
  ['that refuses to be read', () => ({ value: hostile(), tags: [], expiresAt: 1e15 })],
  ['whose fields throw', () => hostile()],
  ['that is none', () => 5],
  ['that is rejected', () => Promise.reject(new Error('no'))],
  [
    'that cannot be had',
    () => {
      throw new Error('no')
    },
  ],
])('behavior: an entry %s, from a cache of whatever make, is a miss', async (_name, lookUp) => {
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

test('behavior: what was decoded once is not decoded again', async () => {
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
