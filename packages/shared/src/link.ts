/** Commands to a shared store, with a timeout and a circuit breaker: after a failure, commands fail at once for a while. */
import type { Clock, LogEntry, Logger } from 'notion-fp'

/** The reply, or the reason why there is none. */
export type Reply<A> = { readonly ok: true; readonly value: A } | { readonly ok: false; readonly reason: string }

/** A connection to one shared store, as this package sees it: it sends commands, and knows whether the store is available. */
export interface Link {
  /**
   * Sends a command, and decodes the reply; `read` returns `undefined` for an impossible reply. It never rejects. During an outage,
   * it fails at once, and tries again after a time that doubles with each failure.
   */
  readonly run: <A>(send: () => Promise<unknown>, read: (reply: unknown) => A | undefined) => Promise<Reply<A>>
  /** How long no command is sent, in milliseconds, after a failure; 0 if the next command is sent. */
  readonly restMs: () => number
  /** The number of the current outage, from 1; 0 if the store is available. */
  readonly outage: () => number
  /** Logs a problem, the same one at most once a minute. */
  readonly report: (message: string) => void
}

/** The dependencies of a link. */
export interface LinkOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly commandTimeoutMs: number
  /** The name in the log, such as `Redis cache`. */
  readonly name: string
  /** What happens during an outage, for the log. */
  readonly meanwhile: string
  /** The message of a failure, which must not contain the command. Default: the message of the error. */
  readonly reasonOf?: ((error: unknown) => string) | undefined
  /** The state of the connection, for the reason of a timeout. */
  readonly connection?: (() => string | undefined) | undefined
}

/** How long no command is sent after the first failure; doubled with each further one. */
const FIRST_REST_MS = 1_000
const MAX_REST_MS = 30_000
/** A minute, in which the same problem is logged once. */
const LOG_INTERVAL_MS = 60_000
/** The maximum length of a reason: a client may put a whole reply into the message of its error. */
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

/** The log of a link. `report` logs the same problem at most once a minute. */
const openLog = (logger: Logger, name: string, elapsed: () => number) => {
  const loggedAt = new Map<string, number>()
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
    // A message may contain the name of a key, so there may be many: old ones are removed.
    for (const [known, at] of loggedAt) if (at <= now - LOG_INTERVAL_MS) loggedAt.delete(known)
    loggedAt.set(message, now)
    log('warn', message)
  }
  return { log, report }
}

/** Opens a link. */
export const openLink = (options: LinkOptions): Link => {
  const { clock, logger, commandTimeoutMs, name, meanwhile, reasonOf: messageOf = reasonOf } = options
  const connection = options.connection ?? (() => undefined)
  const elapsed = elapsedOf(clock)
  const { log, report } = openLog(logger, name, elapsed)
  let restUntil = 0
  let restMs = 0
  let failedAt = Number.NEGATIVE_INFINITY
  let down: string | undefined
  let outages = 0

  const fail = (reason: string, began: number): { readonly ok: false; readonly reason: string } => {
    // Commands that were in flight together fail together, and count once.
    if (began <= failedAt) return { ok: false, reason }
    failedAt = elapsed()
    restMs = Math.min(MAX_REST_MS, restMs === 0 ? FIRST_REST_MS : restMs * 2)
    restUntil = failedAt + restMs
    if (down === undefined) outages++
    down = reason
    report(`unavailable, so ${meanwhile}: ${reason}`)
    return { ok: false, reason }
  }

  const succeed = <A>(value: A): { readonly ok: true; readonly value: A } => {
    if (down !== undefined) log('info', 'available again')
    down = undefined
    restMs = 0
    return { ok: true, value }
  }

  return {
    run: async (send, read) => {
      const began = elapsed()
      if (down !== undefined) {
        if (began < restUntil) return { ok: false, reason: down }
        // Until this command has succeeded, the others fail at once.
        restUntil = began + commandTimeoutMs
      }
      try {
        const value = read(await inTime(clock, commandTimeoutMs, connection, send()))
        return value === undefined ? fail('its reply is not what was asked for', began) : succeed(value)
      } catch (error) {
        return fail(messageOf(error), began)
      }
    },
    restMs: () => (down === undefined ? 0 : Math.max(0, Math.ceil(restUntil - elapsed()))),
    outage: () => (down === undefined ? 0 : outages),
    report,
  }
}
