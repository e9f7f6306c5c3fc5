/** Creates a context without middleware. */
import type { Context, Transport } from '../call/context.js'
import { guardedSend } from '../call/guardedSend.js'
import { throwInvalidOption } from '../internal/options.js'
import { resolveConfig, type TransportOptions } from './config.js'

/**
 * Creates a context with a transport and without middleware, which {@link wrap} adds.
 *
 * @throws TypeError for an invalid option, such as an empty `auth` or a negative `timeoutMs`.
 * @example
 * import { fetchFetcher, makeContext, withRetry, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const ctx = pipe(makeContext({ auth: 'ntn_…' }, fetchFetcher), wrap(withRetry()))
 */
export const makeContext = (options: TransportOptions, transport: Transport): Context => {
  const config = resolveConfig(options)
  if (typeof transport !== 'function') throwInvalidOption('transport', 'a function, such as fetchFetcher')
  return { config, fetcher: transport(config), send: guardedSend }
}
