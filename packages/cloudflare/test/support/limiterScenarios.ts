/** What a Worker of the tests does with the limiter. */
import { rateLimiterCases } from '@notion-fp/testing'
import { type Permit, type RateLimiter, systemClock } from 'notion-fp'
import { type ManualClock, manualClock, settled } from '../../../../test/support/fakes.js'
import { countUnderWay } from '../../../../test/support/underWay.js'
import { durableObjectRateLimiter, type ObjectNamespace } from '../../src/index.js'
import type { Env, Scenario } from './env.js'
import { timedNamespace } from './timedNamespace.js'

const RATES = { perMinute: 10, maxPerMinute: 10, minPerMinute: 1 }

type Acquired = Awaited<ReturnType<RateLimiter['acquire']>>

export const isPermit = (acquired: Acquired): acquired is Permit => acquired !== undefined && 'passed' in acquired

/** A binding whose objects have the time of a clock, and a wait until no question is under way. */
export const timed = (env: Env, now: () => number) => {
  const { counted, underWay } = countUnderWay()
  const namespace = timedNamespace(env.TIMED, now, counted)
  const settle = async (): Promise<void> => {
    await settled()
    while (underWay() > 0) {
      await new Promise((resolve) => setTimeout(resolve, 0))
      await settled()
    }
  }
  return { namespace, settle }
}

/** A binding that tells when an object has answered first. */
const observedNamespace = (real: ObjectNamespace) => {
  let onResponse: (() => void) | undefined
  const answered = new Promise<void>((resolve) => {
    onResponse = resolve
  })
  const namespace: ObjectNamespace = {
    idFromName: (name) => real.idFromName(name),
    get: (id) => ({
      fetch: async (url, options) => {
        const response = await real.get(id).fetch(url, options)
        const json = await response.json()
        onResponse?.()
        return { ok: response.ok, status: response.status, text: async () => '', json: async () => json }
      },
    }),
  }
  return { namespace, answered }
}

/** A prefix that no other test has, nor one of an earlier run whose storage is still there. */
export const aPrefix = (): string => `test-${crypto.randomUUID()}`

const pair = (env: Env, clock: ManualClock) => {
  const { namespace, settle } = timed(env, clock.now)
  const prefix = aPrefix()
  const make = (): RateLimiter => durableObjectRateLimiter(namespace, { ...RATES, prefix, clock })
  const pass = async (milliseconds: number): Promise<void> => {
    await settle()
    await clock.advance(milliseconds)
    await settle()
  }
  const object = namespace.get(namespace.idFromName(`${prefix}:limit:tenant`))
  const look = async (what: 'look' | 'wake' | 'spoil'): Promise<unknown> =>
    (await object.fetch(`https://object/${what}`, { method: 'POST', body: '' })).json()
  return { limiters: [make(), make()] as const, pass, settle, look }
}

const permitOf = (acquired: Acquired): Permit => {
  if (!isPermit(acquired)) throw new Error(`no permit, but ${JSON.stringify(acquired)}`)
  return acquired
}

/** Lines of a log instead of the console. */
export const aLog = () => {
  const lines: Array<string> = []
  return {
    lines,
    logger: ({ level, message }: { level: string; message: string }) => void lines.push(`${level}: ${message}`),
  }
}

/** A namespace whose objects answer what is given, or reject. */
const namespaceWith = (respond: () => Promise<Response>): ObjectNamespace => ({
  idFromName: (name) => name,
  get: () => ({ fetch: respond }),
})

const FAULTS: Readonly<Record<string, () => Promise<Response>>> = {
  rejects: () => Promise.reject(new Error('Network connection lost.')),
  throws: () => {
    throw new Error('The object is overloaded.')
  },
  'answers 500': async () => new Response('internal error', { status: 500 }),
  'answers text': async () => new Response('<html>'),
  'answers garbage': async () => Response.json({ granted: 3 }),
  'never answers': () => new Promise(() => undefined),
}

export const limiterScenarios: Readonly<Record<string, Scenario>> = {
  'limiter-case': async (env, _ctx, params) => {
    await rateLimiterCases[Number(params.get('index'))]?.run(() => pair(env, manualClock()))
    return 'passed'
  },
  'limiter-fault': async (_env, _ctx, params) => {
    const fault = FAULTS[params.get('name') ?? '']
    if (!fault) throw new Error('no such fault')
    const onUnavailable = params.get('how') === 'fail' ? 'fail' : 'local'
    const { lines, logger } = aLog()
    const limiter = durableObjectRateLimiter(namespaceWith(fault), {
      ...RATES,
      onUnavailable,
      logger,
      commandTimeoutMs: 50,
    })
    const acquired = await limiter.acquire('tenant')
    return { acquired: isPermit(acquired) ? 'permit' : acquired, lines }
  },
  /** What one turn at the real object gives, with a clock that is wrong. */
  take: async (env, _ctx, params) => {
    const shift = Number(params.get('shift') ?? 0)
    const { namespace, answered } = observedNamespace(env.NOTION)
    const limiter = durableObjectRateLimiter(namespace, {
      ...RATES,
      prefix: params.get('prefix') ?? '',
      clock: { ...systemClock, now: () => Date.now() + shift },
    })
    const leaving = new AbortController()
    const calls = Array.from({ length: Number(params.get('count')) }, () => limiter.acquire('tenant', leaving.signal))
    await answered
    await settled()
    leaving.abort()
    return (await Promise.all(calls)).filter(isPermit).length
  },
  refuse: async (env, ctx, params) => {
    const limiter = durableObjectRateLimiter(env.NOTION, {
      ...RATES,
      prefix: params.get('prefix') ?? '',
      waitUntil: (work) => ctx.waitUntil(work),
    })
    permitOf(await limiter.acquire('tenant')).refused(60_000)
    return 'refused'
  },
  storage: async (env) => {
    const clock = manualClock(Date.now() + 3_600_000)
    const { limiters, pass, settle, look } = pair(env, clock)
    const began = clock.now()
    const dead = limiters[0].acquire('tenant')
    await settle()
    const asked = await look('look')
    await pass(30_000)
    const leased = await look('wake')
    await pass(60_000)
    const over = await look('wake')
    await pass(7_200_000)
    const idle = await look('wake')
    return { began, isPermit: isPermit(await dead), asked, leased, over, idle }
  },
  spoilt: async (env) => {
    const clock = manualClock()
    const { limiters, look } = pair(env, clock)
    permitOf(await limiters[0].acquire('tenant'))
    await look('spoil')
    return isPermit(await limiters[1].acquire('tenant'))
  },
  questions: async (env, _ctx, params) => {
    const object = env.NOTION.get(env.NOTION.idFromName('asked'))
    const response = await object.fetch(`https://object/${params.get('path')}`, {
      method: params.get('method') ?? 'POST',
      body: params.get('body') ?? '',
    })
    return { status: response.status, text: await response.text() }
  },
}
