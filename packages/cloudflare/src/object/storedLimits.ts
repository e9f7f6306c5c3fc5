/** The limit of one token in a Durable Object. */
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
/** The maximum number of permits per minute: a value in the storage of an object has at most 2 MB. */
export const MAX_PER_MINUTE = 10_000

/** The stored state. A malformed one is reset: the limit is then learned again. */
const stateIn = async (storage: ObjectStorage): Promise<LimiterState | undefined> => {
  const stored = await storage.get(KEY)
  const state = limiterStateIn(stored)
  if (stored !== undefined && !state)
    console.warn('notion-fp: the stored state of a limiter is malformed, so it is reset')
  return state
}

/** The time of the next cleanup: when the last permit is free, or after a long time without requests. */
const dueAt = ({ open, used, now }: LimiterState): number => {
  const [lastOpen, lastUsed] = [open.at(-1), used.at(-1)]
  return Math.max(lastOpen?.[1] ?? 0, lastUsed?.[1] ?? 0) || now + STATE_KEPT_MS
}

/** Takes a turn; `undefined` for an invalid request. */
export const turn = async (storage: ObjectStorage, body: unknown, now: number): Promise<Turn | undefined> => {
  const request = turnRequestIn(body)
  if (!request || request.perMinute > MAX_PER_MINUTE || request.maxPerMinute > MAX_PER_MINUTE) return undefined
  // Nothing else may be awaited between reading and writing: other requests are only held back during storage operations.
  const [state, result] = takeTurn(await stateIn(storage), request, now)
  await storage.put({ [KEY]: state })
  await wakeAt(storage, dueAt(state))
  return result
}

/** Ends expired leases, and deletes a limit that was not used for a long time. Returns the time of the next cleanup. */
export const clearLimit = async (storage: ObjectStorage, now: number): Promise<number | undefined> => {
  const state = await stateIn(storage)
  if (!state) return undefined
  // The time of the last turn must not change, since the state is deleted two hours after it.
  const left = { ...stateAt(state, now), now: state.now }
  if (left.open.length === 0 && left.used.length === 0 && now >= state.now + STATE_KEPT_MS) return undefined
  await storage.put({ [KEY]: left })
  return dueAt(left)
}
