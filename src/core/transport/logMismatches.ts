/**
 * What the log says of an answer that is given although it is not as documented.
 *
 * @internal
 */

import type { DecodeFailure } from '../call/call.js'
import type { Config } from '../call/config.js'
import { isLogged } from '../call/logger.js'
import { redactText } from './redact.js'

/** How many places are logged, and how much of the path of each: all of a large answer may differ. */
const MOST_PATHS = 20
const MOST_CHARACTERS = 150

/** Logs the places that differ, in one line at `warn`: never what is there, and never a secret, given their spellings. */
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
