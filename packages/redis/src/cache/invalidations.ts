/**
 * The invalidations of this process until Redis has confirmed them. They are kept during an outage, and sent before the next read, so that
 * no read overtakes a write of its own process.
 */

/** The maximum number of pending members; above it, everything is invalidated instead. */
const MAX_PENDING = 10_000

/** Pending invalidations. */
export interface Invalidations {
  /** Adds members, and sends all that are pending. Resolves with whether Redis has confirmed them. */
  readonly add: (members: ReadonlyArray<string>) => Promise<boolean>
  /** Sends all that are pending, unless this is already in progress. Resolves with whether Redis has confirmed them. */
  readonly flush: () => Promise<boolean>
}

/**
 * Opens a list of invalidations.
 *
 * @param send Sends members to Redis, and resolves with whether it has confirmed them.
 * @param everything The member whose invalidation invalidates everything.
 */
export const openInvalidations = (
  send: (members: ReadonlyArray<string>) => Promise<boolean>,
  everything: string,
): Invalidations => {
  /** The members, with the number of the last invalidation of each. */
  const pending = new Map<string, number>()
  let count = 0
  let flushing: Promise<boolean> | undefined

  const sendAll = async (): Promise<boolean> => {
    while (pending.size > 0) {
      const sent = [...pending]
      if (!(await send(sent.map(([member]) => member)))) return false
      // A member that was invalidated again in the meantime is sent again.
      for (const [member, number] of sent) if (pending.get(member) === number) pending.delete(member)
    }
    return true
  }
  const flush = async (): Promise<boolean> => {
    if (pending.size === 0) return true
    flushing ??= sendAll().finally(() => {
      flushing = undefined
    })
    return flushing
  }
  const add = (members: ReadonlyArray<string>): Promise<boolean> => {
    count++
    for (const member of members) pending.set(member, count)
    if (pending.size > MAX_PENDING) {
      pending.clear()
      pending.set(everything, count)
    }
    return flush()
  }
  return { add, flush }
}
