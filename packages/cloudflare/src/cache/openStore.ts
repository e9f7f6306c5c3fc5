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
  /** The prefix of all keys. Workers with the same prefix share entries. Default `notion-fp`. */
  readonly prefix?: string | undefined
  /**
   * The binding of `NotionObject`, such as `env.NOTION`. With it, a write of one Worker invalidates the entries for all at once, at the
   * cost of one request to a Durable Object per read. Without it, other Workers see a write later, or not at all: see the store.
   */
  readonly versions?: ObjectNamespace | undefined
  /** The maximum size of an entry, in bytes of JSON; larger ones are not stored. Default 1,000,000. */
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

/** The name of the object with the versions. */
const objectVersions = (namespace: ObjectNamespace, prefix: string): Versions => ({
  read: async (keys) => {
    const found = await callObject(namespace, `${prefix}:versions`, 'read', { keys })
    if (!Array.isArray(found)) throw new Error('the Durable Object returned an unexpected value')
    return found
  },
  write: async (keys, version) => {
    await callObject(namespace, `${prefix}:versions`, 'write', { keys, versions: keys.map(() => version) })
  },
  mayBeLost: false,
  maxTags: Number.POSITIVE_INFINITY,
})

/** The parts of a kind of store. */
export interface StoreKind {
  readonly name: string
  readonly values: Values
  readonly versions: Versions
  readonly minTtlMs: number
  /** How long a new version may be invisible to reads of this Worker. */
  readonly spreadMs: number
}

/** Creates a store from checked options. */
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

/** Creates a cache over a store. */
export const openCache = (kind: StoreKind, options: CacheOptions): Cache => {
  checkOptions(PACKAGE, options, { ...STORE_RULES, ttlMs: OBJECT })
  const { ttlMs, ...rest } = options
  for (const [name, given] of Object.entries(ttlMs ?? {}))
    if (Number(given) > 0 && Number(given) < kind.minTtlMs)
      throwInvalidOption(
        PACKAGE,
        `ttlMs.${name}`,
        `0 or at least ${kind.minTtlMs} (the minimum of ${kind.name}), not ${given}`,
      )
  const { clock, commandTimeoutMs } = withDefaults(rest)
  // A lookup may have to store a version, to read the entry, and to read its versions.
  return makeCache(openStore(kind, rest), ttlMs, clock, 3 * commandTimeoutMs)
}
