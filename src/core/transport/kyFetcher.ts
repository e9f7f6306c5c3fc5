/** The transport on ky. Time-outs, retries and status codes are ours, so ky does the exchange and nothing else. */
import ky from 'ky'
import type { Transport } from '../call/context.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { exchange } from './exchange.js'

/**
 * Makes each exchange with ky, over the platform's `fetch` or the one in the config; what `createContext` uses.
 *
 * @example
 * import { getPage, kyFetcher, makeContext } from 'notion-fp'
 *
 * const ctx = makeContext({ auth: 'ntn_…' }, kyFetcher)
 * const page = getPage(ctx, { page_id: '0f0e0d0c0b0a49088706050403020100' })
 */
export const kyFetcher: Transport = (config) =>
  exchange(config, (url, init) =>
    ky(url, {
      // What is sent goes past ky, which would make a `Request` of it: many a fetch takes an address alone.
      fetch: async () => unsafeCast<Response>(await config.fetch(url, init)),
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
    }),
  )
