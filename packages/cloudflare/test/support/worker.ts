/** The Worker of the tests: runs a program by its name, and has the objects that the programs use. */
import { answer, NotionObject, wake } from '../../src/object/NotionObject.js'
import type { ObjectState, ObjectStorage } from '../../src/platform.js'
import { cacheScenarios } from './cacheScenarios.js'
import type { Env, Execution, Scenario } from './env.js'
import { limiterScenarios } from './limiterScenarios.js'
import { requestScenarios } from './requestScenarios.js'

export { NotionObject }

/** An object whose time is that of the question, and whose storage can be looked at. */
export class TimedObject {
  readonly #storage: ObjectStorage

  constructor({ storage }: ObjectState) {
    this.#storage = storage
  }

  async fetch(request: Request): Promise<Response> {
    const now = (): number => Number(request.headers.get('now'))
    const { pathname } = new URL(request.url)
    if (pathname === '/wake') await wake(this.#storage, now)
    if (pathname === '/spoil') await this.#storage.put({ limiter: { limit: 'many' } })
    if (pathname === '/wake' || pathname === '/look' || pathname === '/spoil')
      return Response.json({ kept: [...(await this.#storage.list())], alarm: await this.#storage.getAlarm() })
    return answer(this.#storage, request, now)
  }

  /** The time of the tests is not that of the platform. */
  async alarm(): Promise<void> {}
}

const SCENARIOS: Readonly<Record<string, Scenario>> = { ...limiterScenarios, ...cacheScenarios, ...requestScenarios }

export default {
  fetch: async (request: Request, env: Env, ctx: Execution): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    const scenario = SCENARIOS[pathname.slice(1)]
    if (!scenario) return new Response(`no scenario ${pathname}`, { status: 404 })
    try {
      return Response.json((await scenario(env, ctx, searchParams)) ?? null)
    } catch (error) {
      return new Response(error instanceof Error ? `${error.message}` : String(error), { status: 500 })
    }
  },
}
