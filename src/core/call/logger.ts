/** Logging: entries, loggers and levels. */
import { orUndefined } from '../internal/orUndefined.js'

/**
 * From the most verbose to the least.
 *
 * @internal
 */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** The least severe level that is logged. `debug`: bodies; `info`: a line per call; `warn`: recovered problems; `error`: failures. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * Whether an entry of `level` is logged if `least` is the log level.
 *
 * @internal
 */
export const isLogged = (level: LogLevel, least: LogLevel): boolean =>
  LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(least)

/** One log entry as data. It contains no token, and a body only at `debug`. */
export interface LogEntry {
  readonly level: Exclude<LogLevel, 'silent'>
  readonly message: string
  readonly [field: string]: unknown
}

/** The function that receives log entries. */
export type Logger = (entry: LogEntry) => void

/** Writes entries to the console, with the method of their level. */
export const consoleLogger: Logger = ({ level, message, ...fields }) => console[level](`notion-fp: ${message}`, fields)

/**
 * A logger whose exceptions and rejections are ignored, so that they do not fail a call.
 *
 * @internal
 */
export const quietly =
  (logger: Logger): Logger =>
  (entry) => {
    void orUndefined(() => logger(entry))
  }
