import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { withTimeout } from '../../../src/core/middleware/withTimeout.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { manualClock } from '../../support/fakes.js'
import { aRequest } from '../../support/fixtures.js'

const neverAnswers = (clock = manualClock()) => ({
  clock,
  ctx: makeContext(
    { auth: 'ntn_a', clock, logLevel: 'silent', fetch: () => new Promise(() => undefined) },
    fetchFetcher,
  ),
})

test('default: replaces the timeoutMs of the config', async () => {
  const { ctx, clock } = neverAnswers()
  const result = pipe(ctx, wrap(withTimeout(60_000))).fetcher(aRequest())()
  let ended = false
  result.then(() => {
    ended = true
  })
  await clock.advance(59_999)
  expect(ended).toBe(false)
  await clock.advance(1)
  expect(await result).toMatchObject({ left: { _tag: 'TimeoutError', timeoutMs: 60_000 } })
})

test('behavior: does not affect other contexts with the same config', async () => {
  const { ctx, clock } = neverAnswers()
  wrap(withTimeout(60_000))(ctx)
  const result = ctx.fetcher(aRequest())()
  await clock.advance(30_000)
  expect(await result).toMatchObject({ left: { _tag: 'TimeoutError', timeoutMs: 30_000 } })
})

test.each([0, -1, Number.NaN])('error: throws for %d milliseconds', (timeoutMs) => {
  expect(() => withTimeout(timeoutMs)).toThrow(TypeError)
})
