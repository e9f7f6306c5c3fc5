import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { NotionError } from '../../../src/core/error.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { config, deferred, type Step, scripted, settled } from '../../support/fakes.js'
import { anError, anId, aRequest } from '../../support/fixtures.js'

type Answer = E.Either<NotionError, unknown>

const tenant = () => 'ada'

/** A fetcher whose answers the test gives, each to its own call. */
const waiting = () => {
  const answers: Array<ReturnType<typeof deferred<Answer>>> = []
  const step: Step = () => {
    const answer = deferred<Answer>()
    answers.push(answer)
    return answer.promise
  }
  return { ...scripted(step), answer: (index: number, with_: Answer) => answers[index]?.resolve(with_) }
}

test('default: identical reads in flight share one exchange', async () => {
  const { fetcher, calls, answer } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const first = deduped(aRequest())()
  const second = deduped(aRequest())()
  await settled()
  answer(0, E.right('ok'))
  expect(await Promise.all([first, second])).toEqual([E.right('ok'), E.right('ok')])
  expect(calls).toHaveLength(1)
})

test('default: a failure is shared, too', async () => {
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
])('behavior: %s is another read', async (_name, over) => {
  const { fetcher, calls, answer } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  const both = [deduped(aRequest())(), deduped(aRequest(over))()]
  await settled()
  answer(0, E.right(0))
  answer(1, E.right(1))
  expect(await Promise.all(both)).toEqual([E.right(0), E.right(1)])
  expect(calls).toHaveLength(2)
})

test('behavior: the order of names in a body makes no difference', async () => {
  const { fetcher, calls } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  void deduped(aRequest({ body: { a: { c: 1, d: 2 }, b: [1, 2] } }))()
  void deduped(aRequest({ body: { b: [1, 2], a: { d: 2, c: 1 } } }))()
  await settled()
  expect(calls).toHaveLength(1)
})

test('behavior: two tokens never share a read', async () => {
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

test('behavior: one after the other is not shared', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  const deduped = withDedupe({ tenant })(fetcher, config)
  await deduped(aRequest())()
  await deduped(aRequest())()
  expect(calls).toHaveLength(2)
})

test('behavior: the same TaskEither run twice starts afresh', async () => {
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

test('behavior: a read that begins after a write has ended joins none that began before it', async () => {
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

test('behavior: a read that a write overtook does not end the sharing of the next one', async () => {
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

test.each(['first', 'second'])('behavior: an abort of the %s caller does not cancel its twin', async (who) => {
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

test('behavior: an abort does not cancel a twin that has no signal', async () => {
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

test('behavior: the exchange ends when the last caller has left, and the next reader begins a new one', async () => {
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

test('behavior: a signal that has fired starts nothing', async () => {
  const { fetcher, calls } = waiting()
  expect(await withDedupe({ tenant })(fetcher, config)(aRequest({ signal: AbortSignal.abort('no') }))()).toMatchObject({
    left: { _tag: 'AbortError', reason: 'no', outcome: 'not-applied' },
  })
  expect(calls).toEqual([])
})

test('behavior: an answer that is shared is frozen, one that is not is its reader’s own', async () => {
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

test('behavior: a read that must be fresh joins none', async () => {
  const { fetcher, calls } = waiting()
  const deduped = withDedupe({ tenant })(fetcher, config)
  void deduped(aRequest({ cache: { resource: 'pages' } }))()
  await settled()
  void deduped(aRequest({ cache: { resource: 'pages', refresh: true } }))()
  await settled()
  expect(calls).toHaveLength(2)
})

test('behavior: callers who cannot be told apart share nothing, and are answered', async () => {
  const { fetcher, calls } = scripted(E.right('ok'))
  const deduped = withDedupe({ tenant: () => Promise.reject(new Error('no Web Crypto')) })(fetcher, config)
  expect(await Promise.all([deduped(aRequest())(), deduped(aRequest())()])).toEqual([E.right('ok'), E.right('ok')])
  expect(calls).toHaveLength(2)
})

test('behavior: a body that is no JSON goes on to where it is refused', async () => {
  const { fetcher } = scripted(E.left(anError('InvalidInputError')))
  expect(await withDedupe({ tenant })(fetcher, config)(aRequest({ body: { count: 1n } }))()).toEqual(
    E.left(anError('InvalidInputError')),
  )
})

test('error: what a middleware below throws is thrown to every caller, and stands in nobody’s way', async () => {
  const { promise, resolve } = deferred<Answer>()
  let broken = true
  const deduped = withDedupe({ tenant })(
    scripted(() =>
      broken ? promise.then(() => Promise.reject(new Error('a mistake'))) : Promise.resolve(E.right('ok')),
    ).fetcher,
    config,
  )
  const both = [deduped(aRequest())(), deduped(aRequest({ signal: new AbortController().signal }))()]
  const outcomes = Promise.allSettled(both)
  await settled()
  resolve(E.right('never'))
  expect(await outcomes).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  broken = false
  expect(await deduped(aRequest())()).toEqual(E.right('ok'))
})

test('error: what a middleware below throws before it begins is thrown as it is, and stands in nobody’s way', async () => {
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
