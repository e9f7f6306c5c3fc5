/** Stores that are wrong, each in its own way: the cases must find every one of them, and none may be there for nothing. */
import type { CacheEntry, CacheResource, CacheStore } from 'notion-fp'
import { expect, test } from 'vitest'
import { type ManualClock, manualClock, settled } from '../../../test/support/fakes.js'
import { cacheStoreCases } from '../src/index.js'

/** The parts of a store over a table that all processes share. A wrong store replaces one of them. */
interface Parts {
  readonly keyOf: (resource: CacheResource, key: string) => string
  /** What is stored in place of an entry, or in place of what is read. */
  readonly write: (entry: CacheEntry, now: number) => CacheEntry | undefined
  readonly read: (entry: CacheEntry, now: number) => CacheEntry | undefined
  readonly isHit: (entry: CacheEntry, tags: ReadonlyArray<string>) => boolean
  readonly isCleared: (key: string, resource: CacheResource | undefined) => boolean
  /** How an invalidation counts. */
  readonly counted: (count: number) => number
}

type Table = Map<string, CacheEntry>

const RIGHT: Parts = {
  keyOf: (resource, key) => `${resource} ${key}`,
  write: (entry) => entry,
  read: (entry) => entry,
  isHit: (entry, tags) => entry.tags.some((tag) => tags.includes(tag)),
  isCleared: (key, resource) => resource === undefined || key.startsWith(`${resource} `),
  counted: (count) => count,
}

const storeOf = (parts: Partial<Parts>, table: Table, clock: ManualClock): CacheStore => {
  const { keyOf, write, read, isHit, isCleared, counted } = { ...RIGHT, ...parts }
  const drop = (isDropped: (key: string, entry: CacheEntry) => boolean): number => {
    const dropped = [...table].filter(([key, entry]) => isDropped(key, entry))
    for (const [key] of dropped) table.delete(key)
    return dropped.length
  }
  return {
    get: async (resource, key) => {
      const entry = table.get(keyOf(resource, key))
      return entry && read(entry, clock.now())
    },
    set: async (resource, key, entry) => {
      const written = write(entry, clock.now())
      if (written) table.set(keyOf(resource, key), written)
    },
    invalidate: async (tags) => counted(drop((_key, entry) => isHit(entry, tags))),
    clear: async (resource) => void drop((key) => isCleared(key, resource)),
  }
}

type Pair = readonly [CacheStore, CacheStore]
type Make = (clock: ManualClock) => Pair

/** Two processes over one table, with some parts replaced. */
const shared =
  (parts: Partial<Parts>): Make =>
  (clock) => {
    const table: Table = new Map()
    return [storeOf(parts, table, clock), storeOf(parts, table, clock)]
  }

/** Two processes over one right table, of which each is changed. */
const changed =
  (change: (store: CacheStore, table: Table) => CacheStore): Make =>
  (clock) => {
    const table: Table = new Map()
    const make = (): CacheStore => change(storeOf({}, table, clock), table)
    return [make(), make()]
  }

/** A process that keeps what it has read, and drops it only by what it writes itself. */
const withOwnCopy = (store: CacheStore): CacheStore => {
  const own = new Map<string, CacheEntry>()
  return {
    get: async (resource, key) => {
      const found = own.get(`${resource} ${key}`) ?? (await store.get(resource, key))
      if (found) own.set(`${resource} ${key}`, found)
      return found
    },
    set: (resource, key, entry) => {
      own.set(`${resource} ${key}`, entry)
      return store.set(resource, key, entry)
    },
    invalidate: (tags) => {
      own.clear()
      return store.invalidate(tags)
    },
    clear: (resource) => {
      own.clear()
      return store.clear(resource)
    },
  }
}

const json = (change: (text: string) => string): Partial<Parts> => ({
  write: (entry) => ({ ...entry, value: JSON.parse(change(JSON.stringify(entry.value))) }),
})

const BROKEN: Readonly<Record<string, Make>> = {
  'forgets everything': changed((store) => ({ ...store, get: () => undefined })),
  'shares nothing': (clock) => [storeOf({}, new Map(), clock), storeOf({}, new Map(), clock)],
  'invalidates nothing': changed((store) => ({ ...store, invalidate: async () => 0 })),
  'does not return a number of what it invalidates': shared({ counted: () => Number.NaN }),
  'clears nothing': changed((store) => ({ ...store, clear: async () => undefined })),
  'keeps its own copy of what another process invalidates': changed(withOwnCopy),
  'invalidates after it says that it has': changed((store) => ({
    ...store,
    invalidate: async (tags) => {
      void settled().then(() => store.invalidate(tags))
      return 0
    },
  })),
  'stores after it says that it has': changed((store) => ({
    ...store,
    set: async (...given) => void settled().then(() => store.set(...given)),
  })),
  'clears after it says that it has': changed((store) => ({
    ...store,
    clear: async (resource) => void settled().then(() => store.clear(resource)),
  })),
  'rejects for what it does not have': changed((store) => ({
    ...store,
    get: async (resource, key) => {
      const found = await store.get(resource, key)
      if (!found) throw new Error('no such key')
      return found
    },
  })),
  'gives null for what it does not have': changed((store) => ({
    ...store,
    get: async (resource, key) => (await store.get(resource, key)) ?? JSON.parse('null'),
  })),
  'takes the properties of every object for keys': changed((store) => ({
    ...store,
    get: async (resource, key) => (await store.get(resource, key)) ?? Reflect.get({}, key),
  })),
  'keeps the first entry of a key': changed((store) => ({
    ...store,
    set: async (resource, key, entry) => {
      if (!(await store.get(resource, key))) await store.set(resource, key, entry)
    },
  })),
  'has one name for all kinds': shared({ keyOf: (_resource, key) => key }),
  'joins kind and key without a separator': shared({ keyOf: (resource, key) => `${resource}${key}` }),
  'cuts long keys': shared({ keyOf: (resource, key) => `${resource} ${key.slice(0, 250)}` }),
  'does not tell upper from lower case': shared({ keyOf: (resource, key) => `${resource} ${key.toLowerCase()}` }),
  'trims keys': shared({ keyOf: (resource, key) => `${resource} ${key.trim()}` }),
  'normalizes keys': shared({ keyOf: (resource, key) => `${resource} ${key.normalize('NFC')}` }),
  'leaves out what is not ASCII': shared({ keyOf: (resource, key) => `${resource} ${key.replace(/[^ -~]/g, '')}` }),
  'takes a falsy value for none': shared({ read: (entry) => (entry.value ? entry : undefined) }),
  'reads text as JSON': shared({
    read: (entry) => {
      try {
        return { ...entry, value: JSON.parse(String(entry.value)) }
      } catch {
        return entry
      }
    },
  }),
  'leaves out null in objects': shared(json((text) => text.replace(/"":null,/, ''))),
  'rounds numbers': shared(json((text) => text.replace('-0.25', '0'))),
  'does not store large values': shared({
    write: (entry) => (JSON.stringify(entry.value).length > 65_536 ? undefined : entry),
  }),
  'loses the tags': shared({ read: (entry) => ({ ...entry, tags: [] }) }),
  'keeps a hundred tags': shared({ write: (entry) => ({ ...entry, tags: entry.tags.slice(0, 100) }) }),
  'does not store an entry without tags': shared({
    write: (entry) => (entry.tags.length > 0 ? entry : undefined),
  }),
  'looks at the first tag of an entry only': shared({ isHit: ({ tags: [first] }, tags) => tags.includes(`${first}`) }),
  'looks at the first tag of an invalidation only': shared({
    isHit: (entry, [first]) => entry.tags.includes(`${first}`),
  }),
  'invalidates what has all of the tags': shared({
    isHit: (entry, tags) => tags.every((tag) => entry.tags.includes(tag)),
  }),
  'invalidates everything': shared({ isHit: () => true }),
  'invalidates everything by no tags': shared({
    isHit: (entry, tags) => tags.length === 0 || RIGHT.isHit(entry, tags),
  }),
  'takes tags for beginnings': shared({
    isHit: (entry, tags) => entry.tags.some((tag) => tags.some((one) => tag.startsWith(one))),
  }),
  'takes tags for patterns': shared({
    isHit: (entry, tags) => entry.tags.some((tag) => tags.some((one) => one === '*' || one === tag)),
  }),
  'does not tell tags in upper case from those in lower case': shared({
    isHit: (entry, tags) => entry.tags.some((tag) => tags.some((one) => one.toLowerCase() === tag.toLowerCase())),
  }),
  'joins tags by commas': shared({
    isHit: (entry, tags) =>
      entry.tags
        .join(',')
        .split(',')
        .some((tag) => tags.includes(tag)),
  }),
  'invalidates pages only': (clock) => {
    const table: Table = new Map()
    const make = (): CacheStore => {
      const store = storeOf({}, table, clock)
      return {
        ...store,
        invalidate: async (tags) => {
          const stale = [...table].filter(([key, entry]) => key.startsWith('pages ') && RIGHT.isHit(entry, tags))
          for (const [key] of stale) table.delete(key)
          return stale.length
        },
      }
    }
    return [make(), make()]
  },
  'keeps invalidating what is stored afterwards': changed((store) => {
    const invalidated = new Set<string>()
    return {
      ...store,
      get: async (resource, key) => {
        const found = await store.get(resource, key)
        return found?.tags.some((tag) => invalidated.has(tag)) ? undefined : found
      },
      invalidate: async (tags) => {
        for (const tag of tags) invalidated.add(tag)
        return store.invalidate(tags)
      },
    }
  }),
  'invalidates an entry by the tags of the one that it replaced': changed((store, table) => {
    const everTagged = new Map<string, Set<string>>()
    return {
      ...store,
      set: (resource, key, entry) => {
        const name = `${resource} ${key}`
        everTagged.set(name, new Set([...(everTagged.get(name) ?? []), ...entry.tags]))
        return store.set(resource, key, entry)
      },
      invalidate: async (tags) => {
        const stale = [...everTagged].filter(([, known]) => tags.some((tag) => known.has(tag)))
        for (const [name] of stale) table.delete(name)
        return (await store.invalidate(tags)) + stale.length
      },
    }
  }),
  'compares versions to the millisecond': (clock) => {
    // An entry is stale if one of its tags has a version above that of its own: both are the time.
    const table = new Map<string, CacheEntry & { readonly at: number }>()
    const versions = new Map<string, number>()
    const store: CacheStore = {
      get: async (resource, key) => {
        const entry = table.get(`${resource} ${key}`)
        return entry?.tags.some((tag) => (versions.get(tag) ?? 0) > entry.at) ? undefined : entry
      },
      set: async (resource, key, entry) => void table.set(`${resource} ${key}`, { ...entry, at: clock.now() }),
      invalidate: async (tags) => {
        for (const tag of tags) versions.set(tag, clock.now())
        return tags.length
      },
      clear: async () => table.clear(),
    }
    return [store, store]
  },
  'clears every kind': shared({ isCleared: () => true }),
  'clears what has the name of the kind in its key': shared({
    isCleared: (key, resource) => resource === undefined || key.includes(resource),
  }),
  'clears nothing unless a kind is named': shared({
    isCleared: (key, resource) => resource !== undefined && key.startsWith(`${resource} `),
  }),
  'clears pages only': shared({ isCleared: (key) => key.startsWith('pages ') }),
  'stores nothing once it was cleared': changed((store) => {
    let isCleared = false
    return {
      ...store,
      set: (...given) => (isCleared ? undefined : store.set(...given)),
      get: (...given) => (isCleared ? undefined : store.get(...given)),
      clear: (resource) => {
        isCleared = true
        return store.clear(resource)
      },
    }
  }),
  'has its own time to live': shared({ write: (entry, now) => ({ ...entry, expiresAt: now + 3_600_000 }) }),
  'takes seconds for milliseconds': shared({
    write: (entry, now) => ({ ...entry, expiresAt: now + (entry.expiresAt - now) / 1_000 }),
  }),
  'begins the time to live anew with each read': shared({
    read: (entry, now) => ({ ...entry, expiresAt: now + 3_600_000 }),
  }),
  'loses what is stored at the same time': (clock) => {
    let all: Table = new Map()
    const make = (): CacheStore => {
      // The whole table is read, changed, and written.
      const within = async <A>(work: (store: CacheStore) => A | Promise<A>): Promise<A> => {
        const table = new Map(all)
        await Promise.resolve()
        const result = await work(storeOf({}, table, clock))
        all = table
        return result
      }
      return {
        get: (resource, key) => within((store) => store.get(resource, key)),
        set: (resource, key, entry) => within((store) => store.set(resource, key, entry)),
        invalidate: (tags) => within((store) => store.invalidate(tags)),
        clear: (resource) => within((store) => store.clear(resource)),
      }
    }
    return [make(), make()]
  },
}

/** The names of the cases that a store does not pass. */
const failedBy = async (make: Make): Promise<ReadonlyArray<string>> => {
  const failed: Array<string> = []
  for (const { name, run } of cacheStoreCases) {
    const clock = manualClock()
    await run(() => ({ stores: make(clock), now: clock.now, pass: clock.advance })).catch(() => failed.push(name))
  }
  return failed
}

test('default: the correct store, from which the broken ones are made, passes', async () => {
  expect(await failedBy(shared({}))).toEqual([])
})

test.each(Object.entries(BROKEN))('error: a store that %s does not pass', async (_name, make) => {
  expect(await failedBy(make)).not.toEqual([])
})

test('behavior: each case finds a broken store that passes most of the other cases', async () => {
  const all = await Promise.all(Object.values(BROKEN).map(failedBy))
  const found = new Set(all.filter(({ length }) => length <= 3).flat())
  expect(cacheStoreCases.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([])
})
