/** Backups and restores in this process, on an embedded Notion. */
import type { Simulator } from '@notion-fp/simulator'
import { type Context, createContext, systemClock } from 'notion-fp'
import { openBackup } from '../../src/backup/backupStore.js'
import { makeFolders } from '../../src/backup/blobs.js'
import { runBackup } from '../../src/backup/runBackup.js'
import type { Result } from '../../src/errors/result.js'
import { readOutline } from '../../src/restore/outline.js'
import { restoreBackup } from '../../src/restore/restoreBackup.js'
import { openState } from '../../src/restore/restoreState.js'

type Fetch = Simulator['fetch']

/** Timers that do not keep the process running. */
const after = (milliseconds: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, milliseconds)
  timer.unref()
  return () => clearTimeout(timer)
}

/** A context on an embedded Notion, on which waiting takes no time. */
export const contextOn = (fetch: Fetch, attempts = 6): Context =>
  createContext({
    auth: 'ntn_test',
    fetch,
    rateLimit: false,
    cache: false,
    retry: { attempts },
    // A killed run waits forever; it must not wake up.
    timeoutMs: 2_000_000_000,
    logLevel: 'silent',
    clock: { ...systemClock, random: () => 0.5, sleep: async () => undefined, after },
  })

const never = new AbortController().signal

/** Backs up a page with everything below it. */
export const backUp = async (fetch: Fetch, page_id: string, folder: string): Promise<void> => {
  await makeFolders(folder)
  const store = await openBackup(folder)
  if (store._tag === 'Left') throw new Error(store.left.message)
  const run = { ctx: contextOn(fetch), store: store.right, roots: { page_id }, comments: 'all', signal: never } as const
  const result = await runBackup({ ...run, now: () => new Date('2026-05-01T12:00:00Z'), onPage: () => undefined })
  await store.right.close()
  if (result._tag === 'Left') throw new Error(result.left.message)
}

/** What a run of a restore has come to. */
export interface Restored {
  readonly result: Result<void>
  readonly ids: ReadonlyMap<string, string>
  readonly losses: ReadonlyArray<{
    readonly kind: string
    readonly what: string
    readonly why: string
    readonly of: string
  }>
}

/** Restores a backup into a page. */
export const restoreInto = async (fetch: Fetch, folder: string, target: string): Promise<Restored> => {
  const store = await openBackup(folder)
  if (store._tag === 'Left') throw new Error(store.left.message)
  const state = openState(folder, target, store.right.manifest?.finished ?? '')
  if (state._tag === 'Left') throw new Error(state.left.message)
  const outline = await readOutline(store.right)
  const params = { ctx: contextOn(fetch), store: store.right, state: state.right, outline, target, signal: never }
  const result = await restoreBackup({ ...params, onStep: () => undefined })
  await store.right.close()
  state.right.close()
  const ids = new Map([...state.right.ids()].filter(([from]) => !from.includes(':')))
  return { result, ids, losses: state.right.losses() }
}

/**
 * A connection of a process that is killed at a request: nothing comes back from then on, and whatever waits for it waits forever. The
 * request itself may have been applied.
 */
export const killedAt = (
  fetch: Fetch,
  requests: number,
  isApplied: boolean,
  counts: (...args: Parameters<Fetch>) => boolean = () => true,
) => {
  let count = 0
  let kill: () => void = () => undefined
  const killed = new Promise<'killed'>((resolve) => {
    kill = () => resolve('killed')
  })
  const forever = new Promise<never>(() => undefined)
  const dying: Fetch = async (...args) => {
    const counted = counts(...args)
    if (counted) count++
    if (count < requests) return fetch(...args)
    if (count === requests && counted) {
      if (isApplied) await fetch(...args)
      kill()
    }
    return forever
  }
  return { fetch: dying, killed }
}
