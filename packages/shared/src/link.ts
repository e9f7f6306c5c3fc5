/** Questions to a shared store, in limited time: remembers whether it answers, and logs when that changes. */
import type { Clock, LogEntry, Logger } from 'notion-fp'

/** The reply, or the reason why there is none. */
export type Reply<A> = { readonly ok: true; readonly value: A } | { readonly ok: false; readonly reason: string }

/** Questions to one shared store. */
export interface Link {
  /**
   * Asks, and reads the reply; `read` gives `undefined` for a reply that cannot be right. It never rejects. While nothing is answered,
   * it fails at once, and tries again after a time that doubles.
   */
  readonly run: <A>(ask: () => Promise<unknown>, read: (reply: unknown) => A | undefined) => Promise<Reply<A>>
  /** How long nothing is sent, in milliseconds, because nothing was answered; 0 if the next question is sent. */
  readonly restMs: () => number
  /** The number of the outage, if the last question failed; otherwise 0. */
  readonly outage: () => number
  /** Logs a problem, the same one at most once a minute. */
  readonly report: (message: string) => void
}

/** What a link needs. */
export interface LinkOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly commandTimeoutMs: number
  /** Who asks whom, for the log, such as `Redis cache`. */
  readonly name: string
  /** What happens meanwhile, for the log. */
  readonly meanwhile: string
  /** The message of what was thrown or rejected. Default: its own. It must not contain what was asked. */
  readonly reasonOf?: ((error: unknown) => string) | undefined
  /** What is known of the connection, for the reason of a question that is not answered in time. */
  readonly connection?: (() => string | undefined) | undefined
}

/** How long nothing is sent after a failure; doubled with each one. */
const FIRST_REST_MS = 1_000
const MAX_REST_MS = 30_000
/** The interval in which the same problem is logged once. */
const LOG_INTERVAL_MS = 60_000
/** The most characters of a message of a client that are shown. */
const MAX_REASON = 200

/** The reading of a clock for measuring durations. */
export const elapsedOf = (clock: Clock): (() => number) => clock.monotonic ?? clock.now

/** The message of a failure, without the credentials of an address. */
export const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message || error.name : String(error)
  return message
    .replace(/\/\/[^@\s/]*@/g, '//')
    .replaceAll(/\s+/g, ' ')
    .slice(0, MAX_REASON)
}

/** The result of work that began; rejects if it takes too long. Its later result is ignored. */
const inTime = <A>(clock: Clock, milliseconds: number, connection: () => string | undefined, work: Promise<A>) =>
  new Promise<A>((resolve, reject) => {
    const late = (): void => {
      const known = connection()
      reject(new Error(`no reply within ${milliseconds} ms${known === undefined ? '' : `: ${known}`}`))
    }
    const cancel = clock.after(milliseconds, late)
    work.then(resolve, reject).finally(cancel)
  })

/** Opens a link. */
export const openLink = (options: LinkOptions): Link => {
  const { clock, logger, commandTimeoutMs, name, meanwhile, reasonOf: told = reasonOf } = options
  const connection = options.connection ?? (() => undefined)
  const elapsed = elapsedOf(clock)
  const loggedAt = new Map<string, number>()
  let restUntil = 0
  let restMs = 0
  let failedAt = Number.NEGATIVE_INFINITY
  let down: string | undefined
  let outages = 0

  const log = (level: LogEntry['level'], message: string): void => {
    try {
      // A logger may also return a promise that rejects.
      Promise.resolve(logger({ level, message: `${name}: ${message}` })).catch(() => undefined)
    } catch {
      // A logger that fails must not fail the call.
    }
  }
  const report = (message: string): void => {
    const now = elapsed()
    if ((loggedAt.get(message) ?? Number.NEGATIVE_INFINITY) > now - LOG_INTERVAL_MS) return
    // Messages may contain names of keys: only those of a while are remembered.
    for (const [known, at] of loggedAt) if (at <= now - LOG_INTERVAL_MS) loggedAt.delete(known)
    loggedAt.set(message, now)
    log('warn', message)
  }

  const failed = (reason: string, began: number): { readonly ok: false; readonly reason: string } => {
    // Commands that were under way together fail together, and count once.
    if (began <= failedAt) return { ok: false, reason }
    failedAt = elapsed()
    restMs = Math.min(MAX_REST_MS, restMs === 0 ? FIRST_REST_MS : restMs * 2)
    restUntil = failedAt + restMs
    if (down === undefined) outages++
    down = reason
    report(`unavailable, so ${meanwhile}: ${reason}`)
    return { ok: false, reason }
  }

  return {
    run: async (ask, read) => {
      const began = elapsed()
      if (down !== undefined) {
        if (began < restUntil) return { ok: false, reason: down }
        // Until this command has succeeded, the others fail at once.
        restUntil = began + commandTimeoutMs
      }
      try {
        const value = read(await inTime(clock, commandTimeoutMs, connection, ask()))
        if (value === undefined) return failed('its reply is not what was asked for', began)
        if (down !== undefined) log('info', 'available again')
        down = undefined
        restMs = 0
        return { ok: true, value }
      } catch (error) {
        return failed(told(error), began)
      }
    },
    restMs: () => (down === undefined ? 0 : Math.max(0, Math.ceil(restUntil - elapsed()))),
    outage: () => (down === undefined ? 0 : outages),
    report,
  }
}
