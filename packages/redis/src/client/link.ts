/** The way to Redis: runs scripts in limited time, remembers whether Redis answers, and reports when that changes. */
import type { Clock, LogEntry, Logger } from 'notion-fp'
import { evaluateOf, type RedisClient } from './client.js'

/** What a script replied, or why it did not. */
export type Reply<A> = { readonly ok: true; readonly value: A } | { readonly ok: false; readonly reason: string }

/** A script with the reader of its reply, which gives `undefined` for a reply that the script cannot have given. */
export interface Script<A> {
  readonly source: string
  readonly read: (reply: unknown) => A | undefined
}

/** The way to one Redis. */
export interface Link {
  /** Runs a script. It never rejects. While Redis is unavailable, it fails at once, and tries again after a time that doubles. */
  readonly run: <A>(script: Script<A>, keys: ReadonlyArray<string>, args: ReadonlyArray<string>) => Promise<Reply<A>>
  /** How long nothing is sent, in milliseconds, because Redis did not answer; 0 if the next command is sent. */
  readonly restMs: () => number
  /** The number of the outage, if the last command failed; otherwise 0. */
  readonly outage: () => number
  /** Logs a problem, the same one at most once a minute. */
  readonly report: (message: string) => void
}

/** What a link needs. */
export interface LinkOptions {
  readonly clock: Clock
  readonly logger: Logger
  readonly commandTimeoutMs: number
  /** Who uses it, for the log: `rate limiter` or `cache`. */
  readonly user: string
  /** What happens meanwhile, for the log. */
  readonly meanwhile: string
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

/** The message of a failure, without the credentials of an address, and without the command, which may contain a page. */
const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message || error.name : String(error)
  // A failed connection to several addresses has no message of its own.
  const code: unknown = Reflect.get(Object(error), 'code')
  const told = message === 'AggregateError' && typeof code === 'string' ? code : message
  return told
    .replace(/,? *(command was|with args beginning with): ?.*/s, '')
    .replace(/\/\/[^@\s/]*@/g, '//')
    .replaceAll(/\s+/g, ' ')
    .slice(0, MAX_REASON)
}

/** The SHA-1 of a script, as hex. */
const hashOf = async (source: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(source))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The result of work that began; rejects if it takes too long. What becomes of it then is ignored. */
const inTime = <A>(clock: Clock, milliseconds: number, work: Promise<A>): Promise<A> =>
  new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => reject(new Error(`no reply within ${milliseconds} ms`)))
    work.then(resolve, reject).finally(cancel)
  })

/** Opens a link over a client. */
export const openLink = (client: RedisClient, options: LinkOptions): Link => {
  const { clock, logger, commandTimeoutMs, user, meanwhile } = options
  const evaluate = evaluateOf(client)
  const elapsed = elapsedOf(clock)
  const hashes = new Map<string, Promise<string>>()
  const loggedAt = new Map<string, number>()
  let restUntil = 0
  let restMs = 0
  let failedAt = Number.NEGATIVE_INFINITY
  let down: string | undefined
  let outages = 0

  const log = (level: LogEntry['level'], message: string): void => {
    try {
      // A logger may also return a promise that rejects.
      Promise.resolve(logger({ level, message: `Redis ${user}: ${message}` })).catch(() => undefined)
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

  const evaluated = async (
    source: string,
    keys: ReadonlyArray<string>,
    args: ReadonlyArray<string>,
  ): Promise<unknown> => {
    const hash = hashes.get(source) ?? hashOf(source)
    hashes.set(source, hash)
    try {
      return await evaluate.byHash(await hash, keys, args)
    } catch (error) {
      // Redis does not know the script yet, or it was flushed. `EVAL` also loads it.
      if (!/NOSCRIPT/.test(reasonOf(error))) throw error
      return await evaluate.full(source, keys, args)
    }
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
    run: async ({ source, read }, keys, args) => {
      const began = elapsed()
      if (down !== undefined) {
        if (began < restUntil) return { ok: false, reason: down }
        // Until this command has succeeded, the others fail at once.
        restUntil = began + commandTimeoutMs
      }
      try {
        const value = read(await inTime(clock, commandTimeoutMs, evaluated(source, keys, args)))
        if (value === undefined) return failed('its reply is not that of the script', began)
        if (down !== undefined) log('info', 'available again')
        down = undefined
        restMs = 0
        return { ok: true, value }
      } catch (error) {
        return failed(reasonOf(error), began)
      }
    },
    restMs: () => (down === undefined ? 0 : Math.max(0, Math.ceil(restUntil - elapsed()))),
    outage: () => (down === undefined ? 0 : outages),
    report,
  }
}
