/** The transport that uses only the platform's `fetch`. */
import type { Transport } from '../call/context.js'
import { exchange } from './exchange.js'

/**
 * Sends requests with `fetch`: the platform's, or the one in the config. It is the smallest transport.
 *
 * @example
 * import { fetchFetcher, getPage, makeContext } from 'notion-fp'
 *
 * const ctx = makeContext({ auth: 'ntn_…', timeoutMs: 10_000 }, fetchFetcher)
 * const page = getPage(ctx, { page_id: '0f0e0d0c0b0a49088706050403020100' })
 */
export const fetchFetcher: Transport = (config) => exchange(config, config.fetch)
