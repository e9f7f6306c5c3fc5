/** Creates a context with the default middleware. */

import type { Context } from '../call/context.js'
import { kyFetcher } from '../transport/kyFetcher.js'
import type { TransportOptions } from './config.js'
import { makeContext } from './makeContext.js'
import { type DefaultsOptions, withDefaults } from './withDefaults.js'

/** The options of {@link createContext}. */
export interface ContextOptions extends TransportOptions, DefaultsOptions {}

/**
 * Creates a context with ky as the transport and the middleware of {@link withDefaults}: a rate limiter, retries, deduplication of
 * reads, a cache and a logger.
 *
 * @throws TypeError for an invalid option, such as an empty `auth` or a negative `timeoutMs`.
 * @see https://developers.notion.com/reference/intro
 * @example
 * import { createContext, getPage } from 'notion-fp'
 *
 * const ctx = createContext({ auth: 'ntn_…', cache: { ttlMs: { pages: 60_000 } } })
 * const page = getPage(ctx, { page_id: '0f0e0d0c0b0a49088706050403020100' })
 */
export const createContext = (options: ContextOptions): Context =>
  withDefaults(options)(makeContext(options, kyFetcher))
