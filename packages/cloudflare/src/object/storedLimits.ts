/** The limit of one token, as a Durable Object keeps it. */
import {
  type LimiterState,
  limiterStateIn,
  STATE_KEPT_MS,
  stateAt,
  type Turn,
  takeTurn,
  turnRequestIn,
} from '@notion-fp/shared'
import type { ObjectStorage } from '../platform.js'
import { wakeAt } from './wakeAt.js'

const KEY = 'limiter'
/** The most permits of a minute: an object keeps at most 2 MB in one value. */
export const MAX_PER_MINUTE = 10_000

const known = async (storage: ObjectStorage): Promise<LimiterState | undefined> => {
  const kept = await storage.get(KEY)
  const state = limiterStateIn(kept)
  if (kept !== undefined && !state) console.warn('notion-fp: the storage of a limiter had no state, so it begins anew')
  return state
}

/** When there is something to clear away: when the last permit is free, or nothing was asked for a long time. */
const dueAt = ({ open, used, now }: LimiterState): number => {
  const [lastOpen, lastUsed] = [open.at(-1), used.at(-1)]
  return Math.max(lastOpen?.[1] ?? 0, lastUsed?.[1] ?? 0) || now + STATE_KEPT_MS
}

/** Takes a turn. `undefined` for what is no request of one. */
export const turn = async (storage: ObjectStorage, question: unknown, now: number): Promise<Turn | undefined> => {
  const request = turnRequestIn(question)
  if (!request || request.perMinute > MAX_PER_MINUTE || request.maxPerMinute > MAX_PER_MINUTE) return undefined
  // Nothing else may be awaited between reading and writing: other requests wait only while the storage works.
  const [state, given] = takeTurn(await known(storage), request, now)
  await storage.put({ [KEY]: state })
  await wakeAt(storage, dueAt(state))
  return given
}

/** Ends the leases that are over, and forgets a limit that nobody has used for a long time. Returns when to come again. */
export const clearLimit = async (storage: ObjectStorage, now: number): Promise<number | undefined> => {
  const state = await known(storage)
  if (!state) return undefined
  // The time of the last turn stays.
  const left = { ...stateAt(state, now), now: state.now }
  if (left.open.length === 0 && left.used.length === 0 && now >= state.now + STATE_KEPT_MS) return undefined
  await storage.put({ [KEY]: left })
  return dueAt(left)
}
