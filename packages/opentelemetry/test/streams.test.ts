/** Spans of streamed responses, which end with the stream, not with the call. One test collects garbage on purpose. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { withTracing } from '@notion-fp/opentelemetry'
import { fetchFetcher, makeContext, type SessionStreamMessage, streamSession, withSignal, wrap } from 'notion-fp'
import { expect, test } from 'vitest'
import { aCommittedEvent, aSession } from '../../../test/support/agents.js'
import { fakeClock, settled } from '../../../test/support/fakes.js'
import { anId } from '../../../test/support/fixtures.js'
import { type Opening, streams, wire } from '../../../test/support/streams.js'
import { eventsOf, tracing } from './support.js'

const session_id = anId(31)
const snapshot: SessionStreamMessage = { type: 'session.snapshot', session: aSession() }
const committed: SessionStreamMessage = { type: 'event.committed', event: aCommittedEvent(1) }
const end: SessionStreamMessage = { type: 'stream.end', session_id, status: 'completed', last_sequence: 1 }

const opening = (
  ending: 'ends' | 'breaks' | 'stays open',
  ...messages: ReadonlyArray<SessionStreamMessage>
): Opening => ({
  pieces: messages.map(wire),
  ending,
})

const setUp = (...openings: ReadonlyArray<Opening>) => {
  const { fetch, opened } = streams(...openings)
  const { tracer, spans, open } = tracing()
  const bare = makeContext({ auth: 'ntn_test', logLevel: 'silent', fetch, clock: fakeClock() }, fetchFetcher)
  return { ctx: wrap(withTracing({ tracer }))(bare), opened, spans, open }
}

const messages = (ctx: Parameters<typeof streamSession>[0]) =>
  streamSession(ctx, { message: 'A secret question' })[Symbol.asyncIterator]()

test('default: the span of a stream is open while it is read, and ends with it', async () => {
  const { ctx, spans, open } = setUp(opening('ends', snapshot, committed, end))
  const iterator = messages(ctx)
  expect(await iterator.next()).toMatchObject({ value: { right: { type: 'session.snapshot' } } })
  expect([open(), spans().length]).toEqual([1, 0])
  while (!(await iterator.next()).done);
  expect(open()).toBe(0)
  expect(spans().map(({ name }) => name)).toEqual(['POST /v1/sessions'])
  expect(spans()[0]?.attributes).toMatchObject({ 'http.response.status_code': 200 })
  expect(spans()[0]?.attributes).not.toHaveProperty('error.type')
  expect(JSON.stringify([spans()[0]?.attributes, eventsOf(spans()[0])])).not.toMatch(/secret|ntn_/)
})

test('behavior: the span of a stream that is left ends without an error, and the stream is canceled', async () => {
  const { ctx, spans, open, opened } = setUp(opening('stays open', snapshot, committed))
  for await (const message of streamSession(ctx, { message: 'Hello' })) {
    expect(message._tag).toBe('Right')
    break
  }
  await settled()
  expect(open()).toBe(0)
  expect(opened[0]?.cancelled).toBe(true)
  expect(spans()[0]?.attributes).not.toHaveProperty('error.type')
})

test('error: the span of a stream that breaks', async () => {
  const { ctx, spans, open } = setUp(opening('breaks', snapshot))
  const iterator = messages(ctx)
  await iterator.next()
  expect(await iterator.next()).toMatchObject({ value: { left: { _tag: 'NetworkError' } } })
  expect(open()).toBe(0)
  expect(spans()[0]?.attributes['error.type']).toBe('NetworkError')
})

test('error: the span of a stream that is aborted while it is waited for', async () => {
  const { ctx, spans, open, opened } = setUp(opening('stays open', snapshot))
  const controller = new AbortController()
  const iterator = messages(wrap(withSignal(controller.signal))(ctx))
  await iterator.next()
  const waiting = iterator.next()
  controller.abort()
  expect(await waiting).toMatchObject({ value: { left: { _tag: 'AbortError' } } })
  await settled()
  expect(open()).toBe(0)
  expect(opened[0]?.cancelled).toBe(true)
  expect(spans()[0]?.attributes['error.type']).toBe('AbortError')
})

test('error: the span of a stream that is aborted while its reader does something else', async () => {
  const { ctx, spans, open } = setUp(opening('stays open', snapshot))
  const controller = new AbortController()
  await messages(wrap(withSignal(controller.signal))(ctx)).next()
  controller.abort()
  expect(open()).toBe(0)
  expect(spans()[0]?.attributes['error.type']).toBe('AbortError')
})

/** Collects what nothing refers to, as often as it takes. */
const collectGarbage = async (isDone: () => boolean): Promise<void> => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  for (let turn = 0; turn < 50 && !isDone(); turn++) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('behavior: the span of a stream whose iterator is forgotten ends when it is collected', async () => {
  const { ctx, spans, open, opened } = setUp(opening('stays open', snapshot))
  await messages(ctx).next()
  expect(open()).toBe(1)
  await collectGarbage(() => open() === 0)
  expect(open()).toBe(0)
  expect(opened[0]?.cancelled).toBe(true)
  expect(spans()[0]?.attributes).not.toHaveProperty('error.type')
})

test('behavior: a stream that continues on another connection has a span for each', async () => {
  const { ctx, spans, open } = setUp(opening('breaks', snapshot, committed), opening('ends', snapshot, end))
  const iterator = messages(ctx)
  while (!(await iterator.next()).done);
  expect(open()).toBe(0)
  expect(spans().map(({ attributes }) => attributes['error.type'])).toEqual(['NetworkError', undefined])
})

test('behavior: what is read is what came, whatever its pieces', async () => {
  const bytes = new TextEncoder().encode([snapshot, committed, end].map(wire).join(''))
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.slice(at * 7, at * 7 + 7))
  const { ctx } = setUp({ pieces, ending: 'ends' })
  const types: Array<string> = []
  for await (const message of streamSession(ctx, { message: 'Hello' }))
    types.push(message._tag === 'Right' ? message.right.type : message.left.message)
  expect(types).toEqual(['session.snapshot', 'event.committed', 'stream.end'])
})
