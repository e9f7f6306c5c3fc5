/** The Durable Object that Workers share. */
import type { ObjectState, ObjectStorage } from '../platform.js'
import { clearLimit, turn } from './storedLimits.js'
import { clearVersions, read, write } from './storedVersions.js'

/** A value that an object keeps only if it has versions, or a limiter: it is one of the two for ever. */
const isLimiter = async (storage: ObjectStorage): Promise<boolean> => (await storage.get('limiter')) !== undefined

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refused = (status: number, why: string): Response => new Response(why, { status })

/**
 * Answers one request to an object.
 *
 * @internal
 */
export const answer = async (storage: ObjectStorage, request: Request, now: () => number): Promise<Response> => {
  if (request.method !== 'POST') return refused(405, 'only POST')
  const { pathname } = new URL(request.url)
  const question = jsonOf(await request.text())
  const routes: Readonly<Record<string, typeof turn | typeof read | typeof write>> = {
    '/turn': turn,
    '/read': read,
    '/write': write,
  }
  const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined
  if (!route) return refused(404, 'no such question: turn, read or write')
  const given = await route(storage, question, now())
  return given === undefined ? refused(400, `this is no question for ${pathname.slice(1)}`) : Response.json(given)
}

/**
 * What the alarm of an object does.
 *
 * @internal
 */
export const wake = async (storage: ObjectStorage, now: () => number): Promise<void> => {
  const again = (await isLimiter(storage)) ? await clearLimit(storage, now()) : await clearVersions(storage, now())
  if (again === undefined) await storage.deleteAll()
  else await storage.setAlarm(again)
}

/**
 * The Durable Object that Workers share: export it from your Worker, and bind it in its configuration. One object keeps the limit of one
 * token, for {@link durableObjectRateLimiter}; another one the versions of what is cached, if a cache is given the binding.
 *
 * All it knows is in its storage before it answers, so it may be evicted at any time. An alarm ends the leases of Workers that died,
 * and empties the storage when nothing was asked for two hours.
 *
 * @example
 * export { NotionObject } from '@notion-fp/cloudflare'
 */
export class NotionObject {
  readonly #storage: ObjectStorage

  constructor({ storage }: ObjectState) {
    this.#storage = storage
  }

  /** Answers the clients of this package. */
  fetch(request: Request): Promise<Response> {
    return answer(this.#storage, request, Date.now)
  }

  /** Called by the platform. */
  alarm(): Promise<void> {
    return wake(this.#storage, Date.now)
  }
}
