/** The entry `@notion-fp/simulator/msw`: a simulator behind Mock Service Worker. */
import { type HttpHandler, http } from 'msw'
import { FILE_ORIGIN } from './domain/files/fileAddress.js'
import type { Simulator } from './simulator.js'

/** The options of the handlers. */
export interface HandlerOptions {
  /** The address to intercept; `https://api.notion.com` by default. */
  readonly baseUrl?: string
}

/**
 * Handlers for Mock Service Worker that send requests for Notion's address, and for that of its files, to a simulator.
 *
 * @example
 * import { createSimulator } from '@notion-fp/simulator'
 * import { handlers } from '@notion-fp/simulator/msw'
 * import { setupServer } from 'msw/node'
 *
 * const server = setupServer(...handlers(createSimulator()))
 * server.listen()
 * server.close() // after the tests
 */
export const handlers = (
  simulator: Pick<Simulator, 'fetch'>,
  options: HandlerOptions = {},
): ReadonlyArray<HttpHandler> => {
  const baseUrl = (options.baseUrl ?? 'https://api.notion.com').replace(/\/+$/, '')
  return [`${baseUrl}/*`, `${FILE_ORIGIN}/*`].map((address) =>
    http.all(address, ({ request }) => simulator.fetch(request.clone())),
  )
}
