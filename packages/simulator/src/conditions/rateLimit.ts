/** Limits requests as Notion does: a window starts with a request, and may be used up in one burst. */
import { Refusal } from '../domain/errors.js'
import { MINUTE } from '../domain/values/durations.js'
import type { RequestInfo } from './requestInfo.js'

/** A separate limit for some requests, in addition to that of the token. */
export interface EndpointLimit {
  readonly match: (request: RequestInfo) => boolean
  /** The number of such requests that a token has in one window. */
  readonly requests: number
}

/** How requests are limited. Each window starts with a request, and may be used up in one burst. */
export interface RateLimitOptions {
  /** Requests of one token in a window: 180 by default, as on most plans; 600 on the largest. */
  readonly requests?: number
  /** The length of a window, in milliseconds: 60,000 by default. */
  readonly windowMs?: number
  /** Requests of all tokens together in a window; unlimited by default. */
  readonly workspaceRequests?: number
  /** The length of the window of the workspace, in milliseconds: 60,000 by default. */
  readonly workspaceWindowMs?: number
  /** Limits of single endpoints, per token. */
  readonly endpoints?: ReadonlyArray<EndpointLimit>
  /** Tokens that are always blocked, however long they wait. */
  readonly blocked?: ReadonlyArray<string>
}

/** Counts a request, or returns why it is refused. A request that is refused does not count. */
export type RateLimit = (request: RequestInfo, now: number) => Refusal | undefined

interface Window {
  readonly key: string
  readonly max: number
  readonly length: number
  readonly reason: string
}

const rateLimited = (reason: string, seconds: number): Refusal =>
  new Refusal('rate_limited', 'You have been rate limited. Please try again in a few minutes.', {
    rate_limit_reason: reason,
    retry_after: String(seconds),
  })

const windowsOf = (options: RateLimitOptions, request: RequestInfo): ReadonlyArray<Window> => {
  const token = request.token ?? ''
  const length = options.windowMs ?? MINUTE
  const endpoints = (options.endpoints ?? []).flatMap(({ match, requests }, index) =>
    match(request)
      ? [{ key: `${index}:${token}`, max: requests, length, reason: 'public_api_endpoint_rate_limit' }]
      : [],
  )
  const own = { key: `token:${token}`, max: options.requests ?? 180, length, reason: 'public_api_request_rate_limit' }
  if (options.workspaceRequests === undefined) return [...endpoints, own]
  const all = {
    key: 'workspace',
    max: options.workspaceRequests,
    length: options.workspaceWindowMs ?? MINUTE,
    reason: 'public_api_space_request_rate_limit',
  }
  return [...endpoints, own, all]
}

/** The number of windows that are stored; the least recently used ones are dropped. */
const MAX_WINDOWS = 10_000

/** Counts requests per token, as Notion does. */
export const createRateLimit = (options: RateLimitOptions): RateLimit => {
  const counts = new Map<string, { readonly since: number; used: number }>()
  return (request, now) => {
    if (request.token !== undefined && options.blocked?.includes(request.token) === true)
      return rateLimited('public_api_request_blocked', MINUTE / 1000)
    const windows = windowsOf(options, request).map((window) => {
      const known = counts.get(window.key)
      const count = known !== undefined && now < known.since + window.length ? known : { since: now, used: 0 }
      return { window, count }
    })
    const full = windows.filter(({ window, count }) => count.used >= window.max)
    const waits = full.map(({ window, count }) => count.since + window.length - now)
    const longest = waits.indexOf(Math.max(...waits))
    const worst = full[longest]
    if (worst !== undefined)
      return rateLimited(worst.window.reason, Math.max(1, Math.ceil((waits[longest] ?? 0) / 1000)))
    for (const { window, count } of windows) {
      count.used += 1
      // The latest window is the last.
      counts.delete(window.key)
      counts.set(window.key, count)
    }
    for (const key of counts.keys()) {
      if (counts.size <= MAX_WINDOWS) break
      counts.delete(key)
    }
    return undefined
  }
}
