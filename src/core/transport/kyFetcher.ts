/** The transport that uses ky. This library handles timeouts, retries and status codes, so they are disabled in ky. */
import ky from 'ky'
import type { Transport } from '../call/context.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { exchange } from './exchange.js'

/**
 * Sends requests with ky, using the platform's `fetch` or the one in the config. `createContext` uses this transport.
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
      // Bypasses the `Request` that ky creates, since many `fetch` functions accept only a URL. ky returns the response unread, and
      // `exchange` reads only the part that `FetchResponse` declares.
      fetch: async () => unsafeCast<Response>(await config.fetch(url, init)),
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
    }),
  )
