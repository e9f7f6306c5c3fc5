/** Requests to a Worker that are under way at the same time. */
import { type Clock, type Context, createContext, getPage, type RateLimiter, systemClock, toPromise } from 'notion-fp'
import { durableObjectRateLimiter, kvCache, type ObjectNamespace } from '../../src/index.js'
import type { Env, Execution, Scenario } from './env.js'
import { isPermit, timed } from './limiterScenarios.js'

const contextOf = (env: Env, ctx: Execution): Context =>
  createContext({
    auth: 'ntn_token_of_a_test',
    rateLimit: durableObjectRateLimiter(env.NOTION, { waitUntil: (work) => ctx.waitUntil(work) }),
    cache: kvCache(env.CACHE, { versions: env.NOTION }),
    logLevel: 'error',
    // Time passes faster, so that the tests need not wait for a request that never ends.
    clock: { ...systemClock, after: (milliseconds, run) => systemClock.after(milliseconds / 20, run) },
  })

/** What some keep for all requests. */
const state: { context?: Context; limiter?: RateLimiter; waiting?: RateLimiter; isEnding?: boolean } = {}

export const requestScenarios: Readonly<Record<string, Scenario>> = {
  /** A context for each request, as documented, or one for all. */
  page: async (env, ctx, params) => {
    state.context ??= contextOf(env, ctx)
    const context = params.get('context') === 'shared' ? state.context : contextOf(env, ctx)
    const page = toPromise(getPage(context, { page_id: params.get('id') ?? '' }))
    if (!params.has('leaves')) return (await page).id
    while (!state.isEnding) await new Promise((resolve) => setTimeout(resolve, 5))
    return 'over'
  },
  /** Ends a request whose read is under way. */
  end: async () => {
    state.isEnding = true
  },
  /** One of many requests that want a permit each, of a limiter of its own or of one for all. Four are served in each minute. */
  waiting: async (env, ctx, params) => {
    // A minute is over in a second.
    const speed = 60
    const began = Number(params.get('began'))
    const clock: Clock = {
      ...systemClock,
      monotonic: () => performance.now() * speed,
      after: (milliseconds, run) => systemClock.after(milliseconds / speed, run),
      sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
    }
    const { namespace } = timed(env, () => began + (Date.now() - began) * speed)
    const make = (): RateLimiter =>
      durableObjectRateLimiter(namespace, {
        prefix: params.get('prefix') ?? '',
        perMinute: 4,
        maxPerMinute: 4,
        leaseMs: 0,
        commandTimeoutMs: 600_000,
        clock,
        waitUntil: (work) => ctx.waitUntil(work),
      })
    if (params.get('kept') === 'all') state.waiting ??= make()
    const acquiring = (params.get('kept') === 'all' ? state.waiting : make())?.acquire('tenant')
    if (params.has('leaves')) return 'over'
    const acquired = await acquiring
    return isPermit(acquired) ? 'permit' : 'none'
  },
  /** A limiter for all requests, whose first turn is never answered. */
  'shared-limiter': async (env, _ctx, params) => {
    const isFirst = state.limiter === undefined
    let turns = 0
    const namespace: ObjectNamespace = {
      idFromName: (name) => env.NOTION.idFromName(name),
      get: (id) => ({
        fetch: (url, options) =>
          turns++ === 0 ? new Promise<never>(() => undefined) : env.NOTION.get(id).fetch(url, options),
      }),
    }
    // Time passes faster for the limiter, so that the test need not wait.
    const clock = { ...systemClock, monotonic: () => performance.now() * 20 }
    state.limiter ??= durableObjectRateLimiter(namespace, {
      prefix: params.get('prefix') ?? '',
      commandTimeoutMs: 10_000,
      clock,
    })
    if (isFirst) {
      void state.limiter.acquire('tenant')
      return 'over'
    }
    return isPermit(await state.limiter.acquire('tenant')) ? 'permit' : 'none'
  },
}
