/** The options of the stores and caches. */
import {
  checkOptions,
  OBJECT,
  type OptionRules,
  POSITIVE,
  SHARED_RULES,
  type SharedOptions,
  throwInvalidOption,
  withDefaults,
} from '@notion-fp/shared'
import { type Cache, type CacheStore, type CacheTtls, makeCache } from 'notion-fp'
import { callObject } from '../object/callObject.js'
import { DEFAULT_PREFIX, isNamespace, NAMESPACE_ALLOWED, PACKAGE, PREFIX } from '../options.js'
import type { ObjectNamespace } from '../platform.js'
import type { Values, Versions } from './valuesAndVersions.js'
import { versionedStore } from './versionedStore.js'

/** The options of {@link kvStore} and {@link edgeStore}. */
export interface StoreOptions extends SharedOptions {
  /** What all keys begin with. Workers share what they have the same prefix for. Default `notion-fp`. */
  readonly prefix?: string | undefined
  /**
   * The binding of `NotionObject`, such as `env.NOTION`. Then a write in one Worker makes the entries of all stale at once, for one
   * question to a Durable Object a read. Without it, others learn of a write later, or not at all: see the store.
   */
  readonly versions?: ObjectNamespace | undefined
  /** The largest entry that is stored, in bytes of JSON. Default 1,000,000. */
  readonly maxEntryBytes?: number | undefined
}

/** The options of {@link kvCache} and {@link edgeCache}. */
export interface CacheOptions extends StoreOptions {
  /**
   * The maximum time to live, by kind, in milliseconds. Defaults: 5 minutes for pages and queries, 10 for blocks, 30 for databases, data
   * sources and users.
   */
  readonly ttlMs?: CacheTtls | undefined
}

export const STORE_RULES: OptionRules = {
  prefix: PREFIX,
  versions: [isNamespace, NAMESPACE_ALLOWED],
  maxEntryBytes: POSITIVE,
  ...SHARED_RULES,
}

/** The name of the object that has the versions. */
const objectVersions = (namespace: ObjectNamespace, prefix: string): Versions => ({
  read: async (keys) => {
    const found = await callObject(namespace, `${prefix}:versions`, 'read', { keys })
    if (!Array.isArray(found)) throw new Error('the Durable Object answers something else')
    return found
  },
  write: async (keys, version) => {
    await callObject(namespace, `${prefix}:versions`, 'write', { keys, versions: keys.map(() => version) })
  },
  mayBeLost: false,
  mostTags: Number.POSITIVE_INFINITY,
})

/** What a kind of store is made of. */
export interface StoreKind {
  readonly name: string
  readonly values: Values
  readonly versions: Versions
  readonly leastTtlMs: number
  /** How long a version may be unknown to what this Worker reads. */
  readonly spreadMs: number
}

/** Makes a store. The options have been checked. */
export const openStore = (kind: StoreKind, options: StoreOptions): CacheStore => {
  const { prefix = DEFAULT_PREFIX, versions, maxEntryBytes = 1_000_000 } = options
  return versionedStore({
    ...kind,
    ...(versions && { versions: objectVersions(versions, prefix), spreadMs: 0 }),
    ...withDefaults(options),
    prefix,
    maxEntryBytes,
  })
}

/** Makes a cache over a store. */
export const openCache = (kind: StoreKind, options: CacheOptions): Cache => {
  checkOptions(PACKAGE, options, { ...STORE_RULES, ttlMs: OBJECT })
  const { ttlMs, ...rest } = options
  for (const [name, given] of Object.entries(ttlMs ?? {}))
    if (Number(given) > 0 && Number(given) < kind.leastTtlMs)
      throwInvalidOption(
        PACKAGE,
        `ttlMs.${name}`,
        `0 or at least ${kind.leastTtlMs}, not ${given}: ${kind.name} keeps nothing for less`,
      )
  const { clock, commandTimeoutMs } = withDefaults(rest)
  // A lookup may have to store a version, to find the entry, and to find its versions.
  return makeCache(openStore(kind, rest), ttlMs, clock, 3 * commandTimeoutMs)
}
