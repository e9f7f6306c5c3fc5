/** What a Worker of the tests does with the stores. */
import { cacheStoreCases } from '@notion-fp/testing'
import { type CacheEntry, type CacheStore, type Clock, systemClock } from 'notion-fp'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import {
  type EdgeCache,
  edgeCache,
  edgeStore,
  type KvNamespace,
  kvCache,
  kvStore,
  type StoreOptions,
} from '../../src/index.js'
import type { Env, Scenario } from './env.js'
import { aLog, aPrefix } from './limiterScenarios.js'

/** The cache of the data center, which is no part of the types of browsers. */
export const dataCenter = (): EdgeCache => Reflect.get(caches, 'default')

/** The stores, by name. */
const STORES: Readonly<Record<string, (env: Env, options: StoreOptions) => CacheStore>> = {
  KV: (env, options) => kvStore(env.CACHE, options),
  'KV with versions': (env, options) => kvStore(env.CACHE, { ...options, versions: env.NOTION }),
  edge: (_env, options) => edgeStore(dataCenter(), options),
  'edge with versions': (env, options) => edgeStore(dataCenter(), { ...options, versions: env.NOTION }),
}

const storeOf = (env: Env, params: URLSearchParams, options: StoreOptions): CacheStore => {
  const make = STORES[params.get('store') ?? '']
  if (!make) throw new Error('no such store')
  return make(env, options)
}

export const anEntry = (value: unknown, more: Partial<CacheEntry> = {}): CacheEntry => ({
  value,
  tags: ['object:1'],
  expiresAt: Date.now() + 3_600_000,
  readAt: Date.now(),
  ...more,
})

const shifted = (milliseconds: number): Clock => ({ ...systemClock, now: () => Date.now() + milliseconds })
const HOUR_MS = 3_600_000

/** A KV over a map, of which parts can be replaced. */
export const aKv = (parts: { readonly get?: unknown; readonly put?: KvNamespace['put'] } = {}) => {
  const texts = new Map<string, string>()
  const get = async (keys: string | Array<string>) =>
    typeof keys === 'string' ? (texts.get(keys) ?? null) : new Map(keys.map((key) => [key, texts.get(key) ?? null]))
  // A function with several signatures is not made in one piece.
  const kv = unsafeCast<KvNamespace>({
    get,
    put: async (key: string, text: string) => void texts.set(key, text),
    ...parts,
  })
  return { kv, texts }
}

export const cacheScenarios: Readonly<Record<string, Scenario>> = {
  'store-case': async (env, _ctx, params) => {
    await cacheStoreCases[Number(params.get('index'))]?.run(async () => {
      const prefix = aPrefix()
      const [one, other] = [storeOf(env, params, { prefix }), storeOf(env, params, { prefix })]
      // Two that make the first versions of a data center at the same time do not find each other's entries.
      await one.set('pages', 'first', anEntry('first', { tags: ['first'] }))
      return { stores: [one, other] }
    })
    return 'passed'
  },
  /** Writers and readers whose clocks differ by an hour. */
  clocks: async (env, _ctx, params) => {
    const results: Array<unknown> = []
    for (const [reader, writer] of [
      [HOUR_MS, 0],
      [0, HOUR_MS],
      [-HOUR_MS, 0],
      [0, -HOUR_MS],
    ] as const) {
      const prefix = aPrefix()
      const [one, other] = [reader, writer].map((shift) => storeOf(env, params, { prefix, clock: shifted(shift) }))
      if (!one || !other) throw new Error('no store')
      const now = () => Date.now() + reader
      const entry = () => anEntry('old', { expiresAt: now() + HOUR_MS / 2, readAt: now() })
      await one.set('pages', 'key', entry())
      const before = (await one.get('pages', 'key'))?.value
      await other.invalidate(['object:1'])
      const after = (await one.get('pages', 'key'))?.value
      // A read that began before the write, and whose response comes after it.
      const readAt = now() - 100
      await one.set('pages', 'late', { ...entry(), readAt })
      const late = [(await one.get('pages', 'late'))?.value, (await other.get('pages', 'late'))?.value]
      // A read that begins now.
      await one.set('pages', 'late', { ...entry(), value: 'new', readAt: now() })
      results.push([before, after ?? null, late.map((one) => one ?? null), (await one.get('pages', 'late'))?.value])
    }
    return results
  },
  'kv-fault': async (_env, _ctx, params) => {
    const { lines, logger } = aLog()
    const name = params.get('name')
    const fail = (): never => {
      throw new Error('KV GET failed: 500 Internal Server Error')
    }
    const faults: Readonly<Record<string, Parameters<typeof aKv>[0]>> = {
      'get throws': { get: fail },
      'get rejects': { get: () => Promise.reject(new Error('KV GET failed: 500 Internal Server Error')) },
      'get never answers': { get: () => new Promise<never>(() => undefined) },
      'put rejects': { put: () => Promise.reject(new Error('KV PUT failed: 429 Too Many Requests')) },
    }
    const { kv } = aKv(faults[name ?? ''])
    const store = kvStore(kv, { logger, commandTimeoutMs: 50 })
    await store.set('pages', 'key', anEntry('page'))
    const found = await store.get('pages', 'key')
    await store.invalidate(['object:1'])
    return { found: found?.value ?? null, again: (await store.get('pages', 'key'))?.value ?? null, lines }
  },
  garbage: async () => {
    const { lines, logger } = aLog()
    const found: Array<unknown> = []
    const spoil = [
      '<html>',
      '{}',
      '[]',
      'null',
      '',
      '{"value":1,"tags":[1],"expiresAt":1,"ttlMs":1,"members":[],"versions":[]}',
    ]
    for (const part of ['entry', 'version']) {
      for (const text of spoil) {
        const { kv, texts } = aKv()
        const store = kvStore(kv, { logger, prefix: aPrefix() })
        await store.set('pages', 'key', anEntry('page'))
        await store.invalidate(['object:2'])
        if (part === 'version') {
          await store.clear('users')
          for (const key of texts.keys())
            if (key.includes(':entry:')) texts.set(key.replace(/:entry:.*/, ':version:floor'), text)
        } else {
          for (const key of texts.keys()) if (key.includes(':entry:')) texts.set(key, text)
        }
        found.push((await store.get('pages', 'key'))?.value ?? null)
        // It is mended by the next response.
        for (const key of texts.keys()) if (key.endsWith(':version:floor')) texts.delete(key)
        await store.set('pages', 'key', anEntry('new'))
        found.push((await store.get('pages', 'key'))?.value ?? null)
      }
    }
    return { found, lines }
  },
  /** A KV that shows the version of before a write for a while, to other Workers and to its own. */
  'kv-behind': async () => {
    const { kv: now, texts } = aKv()
    let behind: ReadonlyMap<string, string> | undefined
    const kv = aKv({
      get: async (keys: string | Array<string>) => {
        const from = behind ?? texts
        return typeof keys === 'string'
          ? (texts.get(keys) ?? null)
          : new Map(keys.map((key) => [key, from.get(key) ?? null]))
      },
      put: now.put,
    }).kv
    const [writer, other] = [kvStore(kv), kvStore(kv)]
    await writer.set('pages', 'key', anEntry('old'))
    behind = new Map(texts)
    await writer.invalidate(['object:1'])
    const early = [await writer.get('pages', 'key'), await other.get('pages', 'key')].map(
      (entry) => entry?.value ?? null,
    )
    // What the writer reads now must not be stored with the version of before its write.
    await writer.set('pages', 'key', anEntry('new'))
    behind = undefined
    const late = [await writer.get('pages', 'key'), await other.get('pages', 'key')].map(
      (entry) => entry?.value ?? null,
    )
    return { early, late }
  },
  /** An invalidation that KV refused is stored as soon as it takes it. */
  owed: async () => {
    const { lines, logger } = aLog()
    const { kv: real, texts } = aKv()
    let isBroken = false
    let time = 0
    const clock: Clock = { ...systemClock, monotonic: () => time }
    const kv = aKv({
      get: real.get,
      put: async (key, text, options) => {
        if (isBroken) throw new Error('KV PUT failed: 429 Too Many Requests')
        await real.put(key, text, options)
      },
    }).kv
    const [one, other] = [kvStore(kv, { clock, logger }), kvStore(kv)]
    await one.set('pages', 'key', anEntry('old'))
    isBroken = true
    await one.invalidate(['object:1'])
    const meanwhile = [await one.get('pages', 'key'), await other.get('pages', 'key')].map(
      (entry) => entry?.value ?? null,
    )
    isBroken = false
    time += 5_000
    await one.get('pages', 'key')
    const afterwards = [await one.get('pages', 'key'), await other.get('pages', 'key')].map(
      (entry) => entry?.value ?? null,
    )
    return { meanwhile, afterwards, lines, versions: [...texts.keys()].filter((key) => key.includes(':version:')) }
  },
  /** Versions of the data center that Cloudflare dropped. */
  dropped: async () => {
    const texts = new Map<string, string>()
    const cache: EdgeCache = {
      match: async (url) => {
        const text = texts.get(url)
        return text === undefined ? undefined : { text: async () => text }
      },
      put: async (url, response) => void texts.set(url, await response.text()),
    }
    const [one, other] = [edgeStore(cache), edgeStore(cache)]
    await one.set('pages', 'key', anEntry('old'))
    const before = (await other.get('pages', 'key'))?.value
    for (const url of texts.keys()) if (url.includes('tag-object')) texts.delete(url)
    return [before, (await other.get('pages', 'key'))?.value ?? null]
  },
  ttl: async () => {
    const puts: Array<readonly [string, number]> = []
    const { kv } = aKv()
    const store = kvStore(
      {
        get: kv.get,
        put: async (key, text, options) => {
          puts.push([key.split(':')[1] ?? '', options.expirationTtl])
          await kv.put(key, text, options)
        },
      },
      {},
    )
    for (const ttlMs of [59_999, 60_500, 600_000, 365 * 24 * HOUR_MS])
      await store.set('pages', `key ${ttlMs}`, anEntry(ttlMs, { expiresAt: Date.now() + ttlMs }))
    await store.invalidate(['object:1'])
    return puts
  },
  options: async (env) => {
    const tried = (work: () => unknown): string => {
      try {
        work()
        return 'taken'
      } catch (error) {
        return String(error)
      }
    }
    const kv = (options: object) => tried(() => kvCache(env.CACHE, options))
    return {
      taken: [
        tried(() => kvCache(env.CACHE)),
        tried(() => edgeCache(dataCenter())),
        kv({ ttlMs: { pages: 60_000, users: 0 }, versions: env.NOTION }),
      ],
      refused: [
        kv({ ttlMs: { pages: 59_999 } }),
        kv({ ttlMs: { pages: -1 } }),
        kv({ ttlMs: 5 }),
        kv({ versions: env.CACHE }),
        kv({ prefix: 'a b' }),
        kv({ prefix: 'x'.repeat(65) }),
        kv({ maxEntryBytes: 0 }),
        kv({ ttl: 5 }),
        tried(() => kvCache(Reflect.get(env, 'MISSING'))),
        tried(() => kvCache(unsafeCast(env.NOTION))),
        tried(() => edgeCache(unsafeCast(env.NOTION))),
        tried(() => edgeCache(dataCenter(), { ttlMs: { pages: 10 } })),
      ],
    }
  },
}
