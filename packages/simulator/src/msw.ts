import { type HttpHandler, http } from 'msw'
import type { Simulator } from './createSimulator.js'
import { FILE_ORIGIN } from './domain/files/address.js'

/** How the handlers of a simulator are made. */
export interface HandlerOptions {
  /** The address to take the place of; `https://api.notion.com` unless given. */
  readonly baseUrl?: string
}

/**
 * Handlers for Mock Service Worker that answer every request to Notion's address, and to that of its files, from a
 * simulator.
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
