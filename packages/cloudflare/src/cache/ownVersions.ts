/**
 * The versions that this Worker knows: those that it created, which its reads may not return yet, and when it first saw others. The cache
 * is valid for its own Worker at once because of the first, and safe from inaccurate clocks because of the second.
 */
import { VERSION } from './versionText.js'

/**
 * Two hours, the assumed maximum difference of clocks. A version that was created within this time before a read began may have been created
 * during the read: the response is then cached only if the version was seen before.
 */
const MAX_CLOCK_DIFFERENCE_MS = 2 * 3_600_000
/** The maximum number of versions in memory: both of those that were seen, and of those that this Worker created. */
const MAX_REMEMBERED = 10_000

/** A version that this Worker created. */
export interface OwnVersion {
  readonly version: string
  /** When it was stored, according to the monotonic clock; 0 until then. */
  readonly storedAt: number
  /** Whether it is yet to be stored. */
  readonly isPending: boolean
  /** The time of the last attempt to store it, according to the monotonic clock. */
  readonly triedAt: number
}

/** When versions were first seen. The oldest are forgotten first. */
export const openSeenVersions = (now: () => number) => {
  const seen = new Map<string, { readonly version: string; readonly at: number }>()
  return {
    add: (member: string, version: string): void => {
      if (seen.get(member)?.version === version) return
      seen.delete(member)
      seen.set(member, { version, at: now() })
      const [oldest] = seen.keys()
      if (seen.size > MAX_REMEMBERED && oldest !== undefined) seen.delete(oldest)
    },
    /** Whether a version was certainly created before a read began. */
    isOlderThan: (member: string, version: string, readAt: number): boolean => {
      const first = seen.get(member)
      if (first?.version === version && first.at <= readAt) return true
      return Number(VERSION.exec(version)?.[1]) < readAt - MAX_CLOCK_DIFFERENCE_MS
    },
  }
}

/** The versions that this Worker created, with what is to be stored. */
export const openOwnVersions = (elapsed: () => number, spreadMs: number, retryMs: number) => {
  const own = new Map<string, OwnVersion>()

  /** The version that this Worker created for a member, while reads may still return an older one. */
  const get = (member: string): string | undefined => {
    const known = own.get(member)
    if (!known) return undefined
    if (known.isPending || elapsed() - known.storedAt < spreadMs) return known.version
    own.delete(member)
    return undefined
  }

  /** Adds a version for members. If there are too many, one for `floor` replaces all: then every older entry is stale. */
  const add = (members: ReadonlyArray<string>, version: string, floor: string): void => {
    const created = { version, storedAt: 0, isPending: true, triedAt: Number.NEGATIVE_INFINITY }
    for (const member of members) own.set(member, created)
    if (own.size > MAX_REMEMBERED) for (const member of [...own.keys()]) get(member)
    if (own.size <= MAX_REMEMBERED) return
    own.clear()
    own.set(floor, created)
  }

  /** Changes a version of members, unless they have been invalidated again in the meantime. */
  const update = (members: ReadonlyArray<string>, version: string, change: Partial<OwnVersion>): void => {
    for (const member of members) {
      const known = own.get(member)
      if (known?.version === version) own.set(member, { ...known, ...change })
    }
  }

  /** The versions to store now, with their members. */
  const due = (): ReadonlyMap<string, ReadonlyArray<string>> => {
    const byVersion = new Map<string, Array<string>>()
    for (const [member, { version, isPending, triedAt }] of own)
      if (isPending && elapsed() - triedAt >= retryMs)
        byVersion.set(version, [...(byVersion.get(version) ?? []), member])
    return byVersion
  }

  return { get, add, update, due }
}
