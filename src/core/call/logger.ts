/** The log: one line as data, where it goes, and how much of it. */
import { orUndefined } from '../internal/orUndefined.js'

/**
 * From the most to the least that is logged.
 *
 * @internal
 */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** How much is logged: `debug` shows bodies, `info` a line per call, `warn` what went wrong but passed, `error` failures. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * Whether a line of some level is logged, where the level of the log is another.
 *
 * @internal
 */
export const isLogged = (level: LogLevel, least: LogLevel): boolean =>
  LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(least)

/** One line of the log as data. It holds no token, and a body only at `debug`. */
export interface LogEntry {
  readonly level: Exclude<LogLevel, 'silent'>
  readonly message: string
  readonly [field: string]: unknown
}

/** Where the log goes. */
export type Logger = (entry: LogEntry) => void

/** Writes to the console, each level to its own method. */
export const consoleLogger: Logger = ({ level, message, ...fields }) => console[level](`notion-fp: ${message}`, fields)

/**
 * A logger that disturbs no call, whatever it throws, at once or later.
 *
 * @internal
 */
export const quietly =
  (logger: Logger): Logger =>
  (entry) => {
    void orUndefined(() => logger(entry))
  }
