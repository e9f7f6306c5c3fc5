/** The Durable Object that Workers share. */
import type { ObjectState, ObjectStorage } from '../platform.js'
import { clearLimit, turn } from './storedLimits.js'
import { clearVersions, read, write } from './storedVersions.js'

/** Whether an object has a limiter; otherwise it has versions. No object has both, since their names differ. */
const isLimiter = async (storage: ObjectStorage): Promise<boolean> => (await storage.get('limiter')) !== undefined

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const errorResponse = (status: number, why: string): Response => new Response(why, { status })

/**
 * Answers one request to an object.
 *
 * @internal
 */
export const answer = async (storage: ObjectStorage, request: Request, now: () => number): Promise<Response> => {
  if (request.method !== 'POST') return errorResponse(405, 'only POST')
  const { pathname } = new URL(request.url)
  const body = jsonOf(await request.text())
  const routes: Readonly<Record<string, typeof turn | typeof read | typeof write>> = {
    '/turn': turn,
    '/read': read,
    '/write': write,
  }
  const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined
  if (!route) return errorResponse(404, 'the path must be turn, read or write')
  const result = await route(storage, body, now())
  return result === undefined ? errorResponse(400, `invalid body for ${pathname.slice(1)}`) : Response.json(result)
}

/**
 * Handles the alarm of an object.
 *
 * @internal
 */
export const wake = async (storage: ObjectStorage, now: () => number): Promise<void> => {
  const nextAlarm = (await isLimiter(storage)) ? await clearLimit(storage, now()) : await clearVersions(storage, now())
  if (nextAlarm === undefined) await storage.deleteAll()
  else await storage.setAlarm(nextAlarm)
}

/**
 * The Durable Object that Workers share: export it from your Worker, and bind it in its configuration. Each token has an object with its
 * limit, for {@link durableObjectRateLimiter}; another object has the versions of cached entries, if a cache has the binding as `versions`.
 *
 * It stores its state before it responds, so it may be evicted at any time. An alarm ends the leases of Workers that died, and clears the
 * storage after two hours without requests.
 *
 * @example
 * export { NotionObject } from '@notion-fp/cloudflare'
 */
export class NotionObject {
  readonly #storage: ObjectStorage

  constructor({ storage }: ObjectState) {
    this.#storage = storage
  }

  /** Handles requests from this package. */
  fetch(request: Request): Promise<Response> {
    return answer(this.#storage, request, Date.now)
  }

  /** Called by the platform. */
  alarm(): Promise<void> {
    return wake(this.#storage, Date.now)
  }
}
