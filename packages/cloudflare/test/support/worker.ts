/** The Worker of the tests: runs a program by its name, and has the objects that the programs use. */
import { NotionObject, wake } from '../../src/object/NotionObject.js'
import { cacheScenarios } from './cacheScenarios.js'
import type { Env, Execution, Scenario } from './env.js'
import { limiterScenarios } from './limiterScenarios.js'
import { requestScenarios } from './requestScenarios.js'
import { TimedObject } from './TimedObject.js'

export { NotionObject }

/** A timed object whose storage can be looked at. */
class InspectedObject extends TimedObject {
  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/wake') await wake(this.storage, () => this.nowOf(request))
    if (pathname === '/spoil') await this.storage.put({ limiter: { limit: 'many' } })
    if (pathname === '/wake' || pathname === '/look' || pathname === '/spoil')
      return Response.json({ kept: [...(await this.storage.list())], alarm: await this.storage.getAlarm() })
    return super.fetch(request)
  }
}

export { InspectedObject as TimedObject }

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
