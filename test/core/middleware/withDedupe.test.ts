import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { NotionError } from '../../../src/core/call/error.js'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { sha256 } from '../../../src/core/call/tenant.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { config, deferred, manualClock, type Step, scripted, settled } from '../../support/fakes.js'
import { anError, anId, aRequest } from '../../support/fixtures.js'

type Answer = E.Either<NotionError, unknown>

const tenant = () => 'ada'

/** A fetcher whose responses the test resolves, one per call. */
const waiting = () => {
  const answers: Array<ReturnType<typeof deferred<Answer>>> = []
  const step: Step = () => {
    const answer = deferred<Answer>()
    answers.push(answer)
    return answer.promise
  }
  return { ...scripted(step), answer: (index: number, with_: Answer) => answers[index]?.resolve(with_) }
}

test('default: identical reads in flight share one request', async () => {
  const { fetcher, calls, answer } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const first = deduped(aRequest())()
  const second = deduped(aRequest())()
  await settled()
  answer(0, E.right('ok'))
  expect(await Promise.all([first, second])).toEqual([E.right('ok'), E.right('ok')])
  expect(calls).toHaveLength(1)
})

test('default: a failure is shared', async () => {
  const { fetcher, calls, answer } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const both = [deduped(aRequest())(), deduped(aRequest())()]
  await settled()
  answer(0, E.left(anError('NotFoundError')))
  expect(await Promise.all(both)).toEqual([E.left(anError('NotFoundError')), E.left(anError('NotFoundError'))])
  expect(calls).toHaveLength(1)
})

test.each([
  ['another path', { path: `pages/${anId(2)}` }],
  ['another query', { query: { page_size: 5 } }],
  ['another body', { body: { page_size: 5 } }],
  ['another operation', { op: 'getBlock' }],
])('behavior: a read with %s is not shared', async (_name, over) => {
  const { fetcher, calls, answer } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const both = [deduped(aRequest())(), deduped(aRequest(over))()]
  await settled()
  answer(0, E.right(0))
  answer(1, E.right(1))
  expect(await Promise.all(both)).toEqual([E.right(0), E.right(1)])
  expect(calls).toHaveLength(2)
})

test('behavior: the order of keys in a body does not matter', async () => {
  const { fetcher, calls } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  void deduped(aRequest({ body: { a: { c: 1, d: 2 }, b: [1, 2] } }))()
  void deduped(aRequest({ body: { b: [1, 2], a: { d: 2, c: 1 } } }))()
  await settled()
  expect(calls).toHaveLength(1)
})

test('behavior: different tokens never share a read', async () => {
  const { fetcher, calls } = waiting()
  let token = 'ada'
  const deduped = withDedupe({ tenant: () => token })(fetcher, config)
  void deduped(aRequest())()
  await settled()
  token = 'grace'
  void deduped(aRequest())()
  await settled()
  expect(calls).toHaveLength(2)
})

test('behavior: consecutive reads are not shared', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  const deduped = withDedupe({ tenant })(fetcher, config)
  await deduped(aRequest())()
  await deduped(aRequest())()
  expect(calls).toHaveLength(2)
})

test('behavior: each run of a TaskEither sends its own request', async () => {
  const { fetcher, calls } = scripted(E.left(anError('NetworkError')), E.right('ok'))
  const task = withDedupe({ tenant })(fetcher, config)(aRequest())
  expect(await task()).toEqual(E.left(anError('NetworkError')))
  expect(await task()).toEqual(E.right('ok'))
  expect(calls).toHaveLength(2)
})

test('behavior: writes are never shared', async () => {
  const { fetcher, calls } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  void deduped(aRequest({ kind: 'repeatable', method: 'PATCH' }))()
  void deduped(aRequest({ kind: 'repeatable', method: 'PATCH' }))()
  await settled()
  expect(calls).toHaveLength(2)
})

test('behavior: a read after a write does not join one that began before the write', async () => {
  const { fetcher, calls, answer } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const old = deduped(aRequest())()
  await settled()
  const write = deduped(aRequest({ kind: 'repeatable', method: 'PATCH' }))()
  await settled()
  answer(1, E.right('written'))
  await write
  const fresh = deduped(aRequest())()
  await settled()
  expect(calls).toHaveLength(3)
  answer(0, E.right('before'))
  answer(2, E.right('after'))
  expect([await old, await fresh]).toEqual([E.right('before'), E.right('after')])
})

test('behavior: the end of a read from before a write does not affect sharing of the next one', async () => {
  const { fetcher, calls, answer } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  void deduped(aRequest())()
  await settled()
  const write = deduped(aRequest({ kind: 'once', method: 'POST' }))()
  await settled()
  answer(1, E.right('written'))
  await write
  void deduped(aRequest())()
  await settled()
  answer(0, E.right('before'))
  await settled()
  void deduped(aRequest())()
  await settled()
  expect(calls).toHaveLength(3)
})

test.each(['first', 'second'])('behavior: an abort of the %s caller does not affect the other one', async (who) => {
  const { fetcher, calls, answer } = waiting()
  const controller = new AbortController()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const leaving = () => deduped(aRequest({ signal: controller.signal }))()
  const staying = () => deduped(aRequest({ signal: new AbortController().signal }))()
  const [leaver, stayer] =
    who === 'first' ? [leaving(), staying()] : ((stays) => [leaving(), stays] as const)(staying())
  await settled()
  controller.abort('enough')
  expect(await leaver).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough' } })
  expect(calls[0]?.signal?.aborted).toBe(false)
  answer(0, E.right('ok'))
  expect(await stayer).toEqual(E.right('ok'))
  expect(calls).toHaveLength(1)
})

test('behavior: an abort does not affect a caller without a signal', async () => {
  const { fetcher, calls, answer } = waiting()
  const controller = new AbortController()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const leaver = deduped(aRequest({ signal: controller.signal }))()
  const stayer = deduped(aRequest())()
  await settled()
  controller.abort()
  expect(await leaver).toMatchObject({ left: { _tag: 'AbortError' } })
  expect(calls[0]?.signal?.aborted).toBe(false)
  answer(0, E.right('ok'))
  expect(await stayer).toEqual(E.right('ok'))
})

test('behavior: the request is aborted with its last caller, and the next read sends a new one', async () => {
  const { fetcher, calls } = waiting()
  const controllers = [new AbortController(), new AbortController()]
  const deduped = withDedupe({ tenant })(fetcher, config)
  const both = controllers.map(({ signal }) => deduped(aRequest({ signal }))())
  await settled()
  controllers[0]?.abort()
  await settled()
  expect(calls[0]?.signal?.aborted).toBe(false)
  controllers[1]?.abort()
  await Promise.all(both)
  expect(calls[0]?.signal?.aborted).toBe(true)
  void deduped(aRequest())()
  await settled()
  expect(calls).toHaveLength(2)
})

test('behavior: an aborted signal sends nothing', async () => {
  const { fetcher, calls } = waiting()
  expect(await withDedupe({ tenant })(fetcher, config)(aRequest({ signal: AbortSignal.abort('no') }))()).toMatchObject({
    left: { _tag: 'AbortError', reason: 'no', outcome: 'not-applied' },
  })
  expect(calls).toEqual([])
})

test('behavior: a response is frozen only if it is shared', async () => {
  const { fetcher, answer } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const both = [deduped(aRequest())(), deduped(aRequest())()]
  await settled()
  const shared = { list: [{ text: 'a' }] }
  answer(0, E.right(shared))
  await Promise.all(both)
  expect([Object.isFrozen(shared), Object.isFrozen(shared.list), Object.isFrozen(shared.list[0])]).toEqual([
    true,
    true,
    true,
  ])
  const alone = deduped(aRequest())()
  await settled()
  const own = { list: [] }
  answer(1, E.right(own))
  await alone
  expect(Object.isFrozen(own)).toBe(false)
})

test('behavior: a read with refresh joins no other', async () => {
  const { fetcher, calls } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  void deduped(aRequest({ cache: { resource: 'pages' } }))()
  await settled()
  void deduped(aRequest({ cache: { resource: 'pages', refresh: true } }))()
  await settled()
  expect(calls).toHaveLength(2)
})

test('behavior: reads of an unknown tenant succeed, and are not shared', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  const deduped = withDedupe({ tenant: () => Promise.reject(new Error('no Web Crypto')) })(fetcher, config)
  expect(await Promise.all([deduped(aRequest())(), deduped(aRequest())()])).toEqual([E.right('ok'), E.right('ok')])
  expect(calls).toHaveLength(2)
})

test('behavior: a body that is not JSON is passed on unchanged', async () => {
  const { fetcher } = scripted(E.left(anError('InvalidInputError')))
  expect(await withDedupe({ tenant })(fetcher, config)(aRequest({ body: { count: 1n } }))()).toEqual(
    E.left(anError('InvalidInputError')),
  )
})

test('error: if a read throws, the callers that joined it send their own', async () => {
  const { promise, resolve } = deferred<Answer>()
  const broken = promise.then(() => Promise.reject(new Error('a mistake')))
  const { fetcher, calls } = scripted(() => broken, E.right('ok'))
  const deduped = withDedupe({ tenant })(fetcher, config)
  const all = [undefined, undefined, new AbortController().signal].map((signal) => deduped(aRequest({ signal }))())
  const outcomes = Promise.allSettled(all)
  await settled()
  expect(calls).toHaveLength(1)
  resolve(E.right('never'))
  const ok = { status: 'fulfilled', value: E.right('ok') }
  expect(await outcomes).toMatchObject([{ status: 'rejected' }, ok, ok])
  expect(calls).toHaveLength(2)
})

test('error: if every read throws, each caller gets the exception', async () => {
  const { fetcher } = scripted(() => Promise.reject(new Error('a mistake')))
  const deduped = withDedupe({ tenant })(fetcher, config)
  const outcomes = await Promise.allSettled([deduped(aRequest())(), deduped(aRequest())(), deduped(aRequest())()])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
})

/** Reads with a manual clock. The first requests of the fetcher never settle. */
const unending = (many = 1) => {
  const clock = manualClock()
  const steps = Array.from({ length: many }, (): Step => () => new Promise(() => undefined))
  const { fetcher, calls } = scripted(...steps, E.right('ok'))
  return { clock, calls, deduped: withDedupe({ tenant })(fetcher, { ...config, clock, timeoutMs: 1_000 }) }
}

test('behavior: a caller that joined a read that never settles sends its own after timeoutMs', async () => {
  const { clock, calls, deduped } = unending()
  void deduped(aRequest())()
  await clock.advance(500)
  const joined = [deduped(aRequest())(), deduped(aRequest())()]
  await clock.advance(999)
  expect(calls).toHaveLength(1)
  await clock.advance(1)
  expect(await Promise.all(joined)).toEqual([E.right('ok'), E.right('ok')])
  expect([calls.length, clock.sleeping()]).toEqual([2, 0])
})

test('behavior: a read older than timeoutMs is not joined', async () => {
  const { clock, calls, deduped } = unending()
  void deduped(aRequest())()
  await clock.advance(1_000)
  expect(await deduped(aRequest())()).toEqual(E.right('ok'))
  expect(calls).toHaveLength(2)
})

test('behavior: a caller joins at most two reads that never settle', async () => {
  const { clock, calls, deduped } = unending(3)
  const reads = Array.from({ length: 9 }, () => deduped(aRequest())())
  await clock.advance(1_000)
  await clock.advance(1_000)
  await clock.advance(1_000)
  const ended = await Promise.all(reads.map((read) => Promise.race([read, 'not yet'])))
  expect(ended.filter((end) => end !== 'not yet')).toHaveLength(6)
  expect(calls).toHaveLength(9)
})

test('behavior: a signal aborts the wait for the read of another caller', async () => {
  const { clock, calls, deduped } = unending()
  const controller = new AbortController()
  void deduped(aRequest())()
  const joined = deduped(aRequest({ signal: controller.signal }))()
  await settled()
  controller.abort('enough')
  expect(await joined).toMatchObject({ left: { _tag: 'AbortError', reason: 'enough' } })
  expect([calls.length, clock.sleeping()]).toEqual([1, 0])
})

test('behavior: callers with different timeouts do not share', async () => {
  const { calls, deduped } = unending()
  void deduped(aRequest())()
  expect(await deduped(aRequest({ timeoutMs: 200 }))()).toEqual(E.right('ok'))
  expect(calls).toHaveLength(2)
})

test('behavior: reads that never settle do not accumulate', async () => {
  const { clock, calls, deduped } = unending(2_000)
  for (let number = 0; number < 1_000; number++) void deduped(aRequest({ path: `pages/${number}` }))()
  await clock.advance(1_000)
  for (let number = 0; number < 1_000; number++) void deduped(aRequest({ path: `pages/${number}` }))()
  await settled()
  expect(calls).toHaveLength(2_000)
})

test.each<[string, Partial<NotionRequest<unknown>>, Partial<NotionRequest<unknown>>]>([
  ['different codecs', { codec: { is: () => false } }, { codec: { is: () => false } }],
  ['with and without a codec', { codec: { is: () => false } }, { codec: null }],
  ['an operation and a request of the same name', {}, { codec: null }],
  ['different headers', { headers: { 'x-key': 'a' } }, { headers: { 'x-key': 'b' } }],
  ['with and without headers', { headers: { 'x-key': 'a' } }, {}],
  ['streams', { stream: { headers: {}, open: () => 1 } }, { stream: { headers: {}, open: () => 1 } }],
  ['forms', { content: () => 'a' }, { content: () => 'a' }],
])('behavior: reads are not shared: %s', async (_name, one, other) => {
  const { fetcher, calls } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  void deduped(aRequest(one))()
  void deduped(aRequest(other))()
  await expect.poll(() => calls.length).toBe(2)
})

test('behavior: reads with the same codec and headers are shared', async () => {
  const { fetcher, calls } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const codec = { is: () => true }
  void deduped(aRequest({ codec, headers: { 'x-a': '1', 'x-b': '2' } }))()
  void deduped(aRequest({ codec, headers: { 'X-B': '2', 'X-A': '1' } }))()
  await expect.poll(() => calls.length).toBe(1)
  // By then both keys are computed, each with a hash.
  await Promise.all([sha256(''), sha256('')])
  await settled()
  expect(calls).toHaveLength(1)
})

test('error: an exception of an inner middleware is thrown, and the next read is sent', async () => {
  let broken = true
  const { fetcher } = scripted(E.right('ok'))
  const deduped = withDedupe({ tenant })((request) => {
    if (broken) throw new Error('a mistake')
    return fetcher(request)
  }, config)
  await expect(deduped(aRequest())()).rejects.toThrow('a mistake')
  broken = false
  expect(await deduped(aRequest())()).toEqual(E.right('ok'))
})
