/**
 * Logs the mismatches of a response that is returned nevertheless.
 *
 * @internal
 */

import type { DecodeFailure } from '../call/call.js'
import type { Config } from '../call/config.js'
import { isLogged } from '../call/logger.js'
import { redactText } from './redact.js'

/** The maximum number of logged paths, and the maximum length of each. */
const MOST_PATHS = 20
const MOST_CHARACTERS = 150

/** Logs the paths of mismatches in one entry at `warn`, without values and without secrets. */
export const logMismatches = (
  { logger, logLevel }: Config,
  op: string,
  message: string,
  mismatches: DecodeFailure,
  secrets: ReadonlyArray<string> = [],
): void => {
  if (!isLogged('warn', logLevel)) return
  const paths = mismatches.slice(0, MOST_PATHS).map(({ path }) => redactText(secrets, path).slice(0, MOST_CHARACTERS))
  logger({ level: 'warn', message, op, mismatches: paths, count: mismatches.length })
}
