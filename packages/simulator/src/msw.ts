import { type HttpHandler, http } from 'msw'
import type { Simulator } from './createSimulator.js'

/** How the handlers of a simulator are made. */
export interface HandlerOptions {
  /** The address to take the place of; `https://api.notion.com` unless given. */
  readonly baseUrl?: string
}

/** Handlers for Mock Service Worker that answer every request to Notion's address from a simulator. */
export const handlers = (
  simulator: Pick<Simulator, 'fetch'>,
  options: HandlerOptions = {},
): ReadonlyArray<HttpHandler> => {
  const baseUrl = (options.baseUrl ?? 'https://api.notion.com').replace(/\/+$/, '')
  return [http.all(`${baseUrl}/*`, ({ request }) => simulator.fetch(request.clone()))]
}
