import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { getBotUser, use, withSignal } from '../../../src/index.js'
import { metered } from '../../../src/jobs/shared/meter.js'
import { EVERY_FAULT, tried } from '../../support/everyFault.js'

describe('behavior: a meter', () => {
  test('counts requests, and retries apart from them', async () => {
    const { ctx, failAt } = await tried()
    const meter = metered(ctx, {})
    failAt(0, async () => new Response('', { status: 503 }))
    expect(E.isRight(await getBotUser(meter.ctx, {})())).toBe(true)
    expect([meter.requests(), meter.retries(), meter.left()]).toEqual([1, 1, Number.POSITIVE_INFINITY])
  })

  // A 409 says that a write conflicts; a read that gets one is not repeated.
  test.each(Object.entries(EVERY_FAULT).filter(([name]) => !name.startsWith('409')))(
    'counts one request, and one retry, for a read that first fails: %s',
    async (_, failing) => {
      const { ctx, failAt, sent } = await tried()
      const meter = metered(ctx, {})
      failAt(0, failing)
      expect(E.isRight(await getBotUser(meter.ctx, {})())).toBe(true)
      expect([meter.requests(), meter.retries(), sent()]).toEqual([1, 1, 2])
    },
  )

  test('sends no request beyond max_requests', async () => {
    const { ctx, sent } = await tried()
    const meter = metered(ctx, { max_requests: 1 })
    await getBotUser(meter.ctx, {})()
    const second = await getBotUser(meter.ctx, {})()
    expect(second).toMatchObject({ left: { _tag: 'AbortError', outcome: 'not-applied', reason: 'max_requests' } })
    expect([sent(), meter.requests(), meter.left()]).toEqual([1, 1, 0])
  })

  test('aborts requests when the signal of the job is aborted', async () => {
    const { ctx } = await tried()
    const meter = metered(ctx, { signal: AbortSignal.abort('enough') })
    expect(await getBotUser(meter.ctx, {})()).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough' } })
  })

  test.each(['job', 'operation'])('aborts requests when the signal of the %s is aborted, of two', async (which) => {
    const { ctx } = await tried()
    const [job, operation] = [new AbortController(), new AbortController()]
    const meter = metered(ctx, { signal: job.signal })
    const controller = which === 'job' ? job : operation
    const inFlight = getBotUser(use(withSignal(operation.signal))(meter.ctx), {})()
    controller.abort('enough')
    expect(await inFlight).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough' } })
  })

  test('reads past the cache', async () => {
    const { ctx, sent } = await tried()
    const meter = metered(ctx, {})
    await getBotUser(meter.ctx, {})()
    await getBotUser(meter.ctx, {})()
    expect(sent()).toBe(2)
  })

  test('reports progress, and ignores a callback that throws', async () => {
    const { ctx } = await tried()
    const seen: Array<unknown> = []
    const meter = metered(ctx, {
      on_progress: (progress) => {
        seen.push(progress)
        throw new Error('ignored')
      },
    })
    meter.advance(2, 5)
    meter.advance(3)
    expect(seen).toEqual([
      { requests: 0, retries: 0, done: 2, total: 5 },
      { requests: 0, retries: 0, done: 5, total: 5 },
    ])
  })

  test('ignores a callback that rejects', async () => {
    const { ctx } = await tried()
    const rejected: Array<unknown> = []
    const note = (reason: unknown): void => {
      rejected.push(reason)
    }
    process.on('unhandledRejection', note)
    try {
      metered(ctx, { on_progress: async () => Promise.reject(new Error('ignored')) }).advance(1)
      await new Promise(setImmediate)
    } finally {
      process.off('unhandledRejection', note)
    }
    expect(rejected).toEqual([])
  })
})
