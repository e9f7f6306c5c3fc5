import { inspect } from 'node:util'
import fc from 'fast-check'
import type { Either } from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import type { Transport } from '../../../src/core/call/context.js'
import type { NotionError } from '../../../src/core/call/error.js'
import type { TransportOptions } from '../../../src/core/context/config.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { withRetry } from '../../../src/core/middleware/withRetry.js'
import { withSignal } from '../../../src/core/middleware/withSignal.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { kyFetcher } from '../../../src/core/transport/kyFetcher.js'
import type { SessionStreamEvent, SessionStreamMessage } from '../../../src/ops/sessions/sessionStream.js'
import {
  type StreamSessionParams,
  streamSession,
  streamSessionRequest,
} from '../../../src/ops/sessions/streamSession.js'
import { aCommittedEvent, aProvisionalEvent, aSession } from '../../support/agents.js'
import { fakeClock, manualClock } from '../../support/fakes.js'
import { anId } from '../../support/fixtures.js'
import { type Opening, streams, wire } from '../../support/streams.js'

const session_id = anId(31)
const snapshot: SessionStreamMessage = { type: 'session.snapshot', session: aSession() }
const provisional: SessionStreamMessage = { type: 'event.provisional', event: aProvisionalEvent() }
const committed = (sequence: number): SessionStreamMessage => ({
  type: 'event.committed',
  event: aCommittedEvent(sequence),
})
const timeout: SessionStreamMessage = { type: 'stream.timeout', session_id, message: 'Open another one.' }
const end: SessionStreamMessage = { type: 'stream.end', session_id, status: 'completed', last_sequence: 2 }

const sends = (...messages: ReadonlyArray<SessionStreamMessage>): Opening => ({
  pieces: messages.map(wire),
  ending: 'ends',
})
const breaks = (...messages: ReadonlyArray<SessionStreamMessage>): Opening => ({
  pieces: messages.map(wire),
  ending: 'breaks',
})

const say: StreamSessionParams = { message: 'Where is it?' }

interface Setting {
  readonly params?: StreamSessionParams
  readonly options?: Partial<TransportOptions>
  readonly transport?: Transport
}

/** A context whose every wait is over at once, with what it was asked and how long it waited. */
const setUp = (openings: ReadonlyArray<Opening>, { options, transport = fetchFetcher }: Setting = {}) => {
  const { fetch, opened } = streams(...openings)
  const clock = fakeClock()
  const ctx = makeContext({ auth: 'ntn_test', logLevel: 'silent', fetch, clock, ...options }, transport)
  return { ctx, opened, slept: clock.slept }
}

/** Everything that a stream gives: the events, and the failure it ended with. */
const readAll = async (stream: AsyncIterable<Either<NotionError, SessionStreamEvent>>) => {
  const events: Array<SessionStreamEvent> = []
  for await (const one of stream) {
    if (one._tag === 'Left') return { events, error: one.left }
    events.push(one.right)
  }
  return { events, error: undefined }
}

/** Reads one stream to its end. */
const run = async (openings: ReadonlyArray<Opening>, setting: Setting = {}) => {
  const { ctx, opened, slept } = setUp(openings, setting)
  const { events, error } = await readAll(streamSession(ctx, setting.params ?? say))
  return { events, error, opened, slept, bodies: opened.map(({ body }) => body) }
}

test.each([
  ['fetch', fetchFetcher],
  ['ky', kyFetcher],
])('default: streams events as they occur, over %s', async (_name, transport) => {
  const messages = [snapshot, provisional, committed(1), committed(2), end]
  const { events, error, opened, bodies, slept } = await run([sends(...messages)], { transport })
  expect(events).toEqual(messages)
  expect({ error, bodies, slept }).toEqual({ error: undefined, bodies: [say], slept: [] })
  expect(opened[0]?.headers.get('accept')).toBe('text/event-stream')
  expect(opened[0]?.headers.get('authorization')).toBe('Bearer ntn_test')
  expect(opened[0]?.headers.get('content-type')).toBe('application/json')
})

test('default: an event is returned before the next one arrives', async () => {
  const { ctx } = setUp([{ pieces: [wire(snapshot)], ending: 'stays open' }])
  const iterator = streamSession(ctx, say)[Symbol.asyncIterator]()
  expect(await iterator.next()).toEqual({ done: false, value: { _tag: 'Right', right: snapshot } })
})

test('params: the same as those of updateSession', () => {
  const params = {
    message: 'm',
    agent_id: 'notion_ai',
    session_id,
    attachments: [{ file_upload: { id: anId(33) } }],
    metadata: { ticket: '7' },
    prompt_context: 'It is late.',
  } as const
  expect(streamSessionRequest(params)).toMatchObject({ kind: 'once', method: 'POST', path: 'sessions', body: params })
  const actions = { session_id, actions: [{ action_id: anId(32), option_id: 'reject' }] } as const
  expect(streamSessionRequest(actions)).toMatchObject({ kind: 'once', body: actions })
  const continuation = { session_id, continue_from: 'event-1' }
  expect(streamSessionRequest(continuation)).toMatchObject({ kind: 'repeatable', body: continuation })
})

test('behavior: reconnects after the last committed event if the stream breaks or ends early', async () => {
  for (const opening of [breaks(snapshot, committed(1), provisional), sends(snapshot, committed(1), provisional)]) {
    const { events, error, bodies, slept } = await run([opening, sends(snapshot, committed(2), end)])
    expect(events).toEqual([snapshot, committed(1), provisional, snapshot, committed(2), end])
    expect(error).toBeUndefined()
    expect(bodies).toEqual([say, { session_id, continue_from: 'event-1' }])
    expect(slept).toEqual([expect.closeTo(500, 0)])
  }
})

test('behavior: a repeated committed event is not returned again', async () => {
  const again = sends(committed(1), committed(2), committed(3), end)
  const { events } = await run([breaks(committed(1), committed(2)), again])
  expect(events).toEqual([committed(1), committed(2), committed(3), end])
})

test('behavior: the event that the caller continues from is not returned', async () => {
  const params = { session_id, continue_from: 'event-1' }
  const { events, bodies } = await run([breaks(), sends(committed(1), committed(2), end)], { params })
  expect(events).toEqual([committed(2), end])
  expect(bodies).toEqual([params, params])
})

test('behavior: a stream that reached its maximum duration is reconnected immediately', async () => {
  const { events, bodies, slept } = await run([
    sends(committed(1), timeout, committed(7)),
    sends(committed(2), timeout),
    sends(end),
  ])
  expect(events).toEqual([committed(1), committed(2), end])
  expect(bodies).toEqual([say, { session_id, continue_from: 'event-1' }, { session_id, continue_from: 'event-2' }])
  expect(slept).toEqual([])
})

test('behavior: consecutive closed streams are reconnected with backoff, without a limit', async () => {
  const openings = Array.from({ length: 9 }, () => sends(timeout))
  const { events, error, slept } = await run([sends(committed(1)), ...openings, sends(end)])
  expect({ events, error }).toEqual({ events: [committed(1), end], error: undefined })
  expect(slept.map(Math.round)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000])
})

test('behavior: waits as long as the stream requests', async () => {
  const first: Opening = { pieces: ['retry: 7000\n', wire(committed(1))], ending: 'breaks' }
  const { slept } = await run([first, breaks(committed(2)), sends(end)])
  expect(slept).toEqual([7000, 7000])
})

test('behavior: a committed event resets the number of failures', async () => {
  const openings = [1, 2, 3, 4, 5, 6, 7, 8].map((sequence) => breaks(committed(sequence)))
  const { events, error, slept } = await run([...openings, sends(end)])
  expect({ count: events.length, error }).toEqual({ count: 9, error: undefined })
  expect(slept.map(Math.round)).toEqual(openings.map(() => 500))
})

test('error: a stream that breaks six times in a row', async () => {
  const { events, error, opened, slept } = await run([breaks(committed(1)), breaks(snapshot)])
  expect(events).toEqual([committed(1), snapshot, snapshot, snapshot, snapshot, snapshot])
  expect(error).toMatchObject({
    _tag: 'NetworkError',
    cause: { name: 'TypeError', message: 'terminated' },
    outcome: 'committed',
    call: { op: 'streamSession', body: { session_id, continue_from: 'event-1' } },
  })
  expect(opened).toHaveLength(6)
  expect(slept.map(Math.round)).toEqual([500, 1000, 2000, 4000, 8000])
})

test.each([
  [breaks(), 'unknown', 'TypeError'],
  [breaks(snapshot), 'committed', 'TypeError'],
  [sends(snapshot, provisional), 'committed', 'Error'],
  [sends(timeout), 'committed', 'stream.timeout'],
])('error: a message is not sent again before an event was committed, %#', async (opening, outcome, name) => {
  const { error, opened } = await run([opening, sends(end)])
  expect(error).toMatchObject({ _tag: 'NetworkError', outcome, cause: { name } })
  expect(opened).toHaveLength(1)
})

test('error: Notion reports an error', async () => {
  const failure: SessionStreamMessage = {
    type: 'stream.error',
    error: { code: 'agent_unavailable', message: 'It is asleep.', retryable: true },
    session_id,
  }
  const { ctx, opened } = setUp([{ pieces: [committed(1), failure].map(wire), ending: 'stays open' }])
  const { events, error } = await readAll(streamSession(ctx, say))
  expect(events).toEqual([committed(1)])
  expect(error).toMatchObject({
    _tag: 'UnexpectedResponseError',
    status: 200,
    code: 'agent_unavailable',
    message: 'streamSession: applied, do not repeat: agent_unavailable: It is asleep.',
    body: failure,
  })
  expect(opened.map(({ cancelled }) => cancelled)).toEqual([true])
})

test('error: a failed connection is returned unchanged', async () => {
  const { events, error, opened } = await run([{ status: 404, code: 'object_not_found' }])
  expect({ events, tag: error?._tag, count: opened.length }).toEqual({ events: [], tag: 'NotFoundError', count: 1 })
  const later = await run([breaks(committed(1)), { status: 403, code: 'restricted_resource' }])
  expect(later.events).toEqual([committed(1)])
  expect(later.error).toMatchObject({ _tag: 'PermissionError' })
})

test('behavior: connections are retried as the context says, a message only if it was not applied', async () => {
  const limited: Opening = { status: 429, code: 'rate_limited', headers: { 'retry-after': '3' } }
  const { ctx, opened, slept } = setUp([
    limited,
    breaks(committed(1)),
    { status: 502, code: 'bad_gateway' },
    sends(end),
  ])
  const clock = fakeClock()
  const retried = pipe(ctx, wrap(withRetry({ clock })))
  expect(await readAll(streamSession(retried, say))).toEqual({ events: [committed(1), end], error: undefined })
  expect(opened).toHaveLength(4)
  expect(clock.slept.map(Math.round)).toEqual([3000, 500])
  expect(slept).toHaveLength(1)

  const broken = setUp([{ status: 502, code: 'bad_gateway' }, sends(end)])
  const { error } = await readAll(streamSession(pipe(broken.ctx, wrap(withRetry({ clock }))), say))
  expect(error).toMatchObject({ _tag: 'ServerError', outcome: 'unknown' })
  expect(broken.opened).toHaveLength(1)
})

test('error: malformed ids are rejected before sending', async () => {
  const { error, opened } = await run([sends(end)], { params: { session_id: 'a', continue_from: 'event-1' } })
  expect(error).toMatchObject({ _tag: 'InvalidInputError', issues: [{ field: 'session_id', given: 'a' }] })
  expect(opened).toEqual([])
})

test('error: a response that is not a stream', async () => {
  const json = () => Response.json(aSession())
  expect((await run([{ answer: json }])).error).toMatchObject({
    _tag: 'DecodeError',
    mismatches: [{ expected: 'a stream of events' }],
    body: aSession(),
  })
  expect((await run([{ answer: json }], { options: { validate: 'off' } })).error).toMatchObject({
    _tag: 'DecodeError',
    mismatches: [{ expected: 'a stream of events' }],
  })
  const html = () => new Response('<p>Who is there?</p>', { headers: { 'content-type': 'text/html' } })
  expect((await run([{ answer: html }])).error).toMatchObject({ _tag: 'UnexpectedResponseError' })
  const failure = () =>
    new Response('{"code":"a_code"}', { status: 503, headers: { 'content-type': 'text/event-stream' } })
  expect((await run([{ answer: failure }])).error).toMatchObject({ _tag: 'ServerError', code: 'a_code' })
  const empty = () => new Response(null, { headers: { 'content-type': 'text/event-stream' } })
  expect((await run([{ answer: empty }])).error).toMatchObject({ _tag: 'UnexpectedResponseError' })
})

test('error: a message of another shape ends the stream, and reports the path', async () => {
  const bad = { type: 'event.committed', event: { ...aCommittedEvent(2), content: 'words' } }
  const pieces = [wire(committed(1)), wire(bad), wire(end)]
  const { events, error } = await run([{ pieces, ending: 'ends' }], { options: { validate: 'strict' } })
  expect(events).toEqual([committed(1)])
  expect(error).toMatchObject({
    _tag: 'DecodeError',
    message:
      'streamSession: applied, do not repeat: the stream does not have the documented shape at event.content (expected Array<object with a type>)',
    mismatches: [{ path: 'event.content' }],
    body: bad,
  })
})

test.each(['warn', 'off'] as const)('behavior: with validate: %s it is returned anyway', async (validate) => {
  const bad = { type: 'event.committed', event: { ...aCommittedEvent(2), content: 'words' } }
  const logged: Array<unknown> = []
  const options = { validate, logLevel: 'warn', logger: (entry: unknown) => logged.push(entry) } as const
  const { events, error } = await run([{ pieces: [wire(bad), wire(end)], ending: 'ends' }], { options })
  expect({ events, error }).toEqual({ events: [bad, end], error: undefined })
  expect(logged).toMatchObject(validate === 'warn' ? [{ op: 'streamSession', mismatches: ['event.content'] }] : [])
})

test('default: a damaged event is returned as an unknown one, and logged', async () => {
  const bad = { type: 'event.committed', event: { ...aCommittedEvent(2), content: 'words' } }
  const logged: Array<unknown> = []
  const options = { logLevel: 'warn', logger: (entry: unknown) => logged.push(entry) } as const
  const { events, error } = await run([{ pieces: [wire(bad), wire(end)], ending: 'ends' }], { options })
  const contained = { ...bad, event: { ...bad.event, type: 'unknown:agent.message' } }
  expect({ events, error }).toEqual({ events: [contained, end], error: undefined })
  expect(logged).toMatchObject([{ op: 'streamSession', mismatches: ['event.content'] }])
})

test('error: a damaged message that ends the stream ends it', async () => {
  for (const bad of [
    { type: 'stream.end' },
    { type: 'stream.timeout', message: 7 },
    { type: 'stream.error', error: {} },
  ]) {
    const { events, error } = await run([{ pieces: [wire(committed(1)), wire(bad)], ending: 'stays open' }])
    expect({ events, tag: error?._tag }).toEqual({ events: [committed(1)], tag: 'DecodeError' })
  }
})

test.each([
  '{"type":"event.committed"}',
  '{"type":"event.committed","event":{"id":"event-2"}}',
  '{"type":"stream.error"}',
  '{"type":"session.snapshot","session":null}',
  '{"type":7}',
  'null',
  'no JSON',
])('error: an unusable message ends the stream, validated or not: %s', async (data) => {
  for (const validate of ['contain', 'strict', 'warn', 'off'] as const) {
    const pieces = [wire(committed(1)), `data: ${data}\n\n`, wire(end)]
    const { events, error } = await run([{ pieces, ending: 'ends' }], { options: { validate } })
    expect({ events, tag: error?._tag }).toEqual({ events: [committed(1)], tag: 'DecodeError' })
  }
})

test('behavior: unknown messages are returned, and keep-alives are not', async () => {
  const unknown = { type: 'session.mood', mood: 'bright' }
  const pieces = [
    ': here\n\n',
    'event: ping\ndata: still here\n\n',
    'event: ping\ndata: {}\n\n',
    wire(unknown),
    wire(end),
  ]
  const { events, error } = await run([{ pieces, ending: 'ends' }])
  expect({ events, error }).toEqual({ events: [unknown, end], error: undefined })
})

test('behavior: the last message can lack its empty line, but must be complete', async () => {
  const whole = wire(end).trimEnd()
  expect((await run([{ pieces: [wire(committed(1)), whole], ending: 'ends' }])).events).toEqual([committed(1), end])
  const half = wire(committed(2)).slice(0, 80)
  const { events, bodies } = await run([
    { pieces: [wire(committed(1)), half], ending: 'ends' },
    sends(committed(2), end),
  ])
  expect(events).toEqual([committed(1), committed(2), end])
  expect(bodies).toEqual([say, { session_id, continue_from: 'event-1' }])
})

test('behavior: the signal ends an open stream', async () => {
  const { ctx, opened } = setUp([{ pieces: [wire(committed(1))], ending: 'stays open' }])
  const controller = new AbortController()
  const iterator = streamSession(pipe(ctx, wrap(withSignal(controller.signal))), say)[Symbol.asyncIterator]()
  expect(await iterator.next()).toMatchObject({ value: { right: committed(1) } })
  const next = iterator.next()
  controller.abort('enough')
  expect(await next).toMatchObject({ value: { left: { _tag: 'AbortError', reason: 'enough', outcome: 'committed' } } })
  expect(await iterator.next()).toEqual({ done: true, value: undefined })
  expect(opened.map(({ cancelled }) => cancelled)).toEqual([true])
})

test('behavior: an aborted signal is not a broken stream, also before an event was committed', async () => {
  const { ctx } = setUp([{ pieces: [wire(snapshot)], ending: 'stays open' }])
  const controller = new AbortController()
  const given = []
  for await (const one of streamSession(pipe(ctx, wrap(withSignal(controller.signal))), say)) {
    given.push(one)
    controller.abort()
  }
  expect(given).toMatchObject([{ right: snapshot }, { left: { _tag: 'AbortError', outcome: 'committed' } }])
})

test('behavior: events already received are not returned after the signal', async () => {
  const { ctx } = setUp([{ pieces: [wire(committed(1)) + wire(committed(2))], ending: 'stays open' }])
  const controller = new AbortController()
  const given = []
  for await (const one of streamSession(pipe(ctx, wrap(withSignal(controller.signal))), say)) {
    given.push(one)
    controller.abort()
  }
  expect(given).toMatchObject([{ right: committed(1) }, { left: { _tag: 'AbortError' } }])
})

test('behavior: the signal ends the backoff before a reconnection', async () => {
  const clock = manualClock()
  const { ctx, opened } = setUp([breaks(committed(1)), sends(end)], { options: { clock } })
  const controller = new AbortController()
  const iterator = streamSession(pipe(ctx, wrap(withSignal(controller.signal))), say)[Symbol.asyncIterator]()
  await iterator.next()
  const next = iterator.next()
  await clock.advance(1)
  controller.abort('enough')
  expect(await next).toMatchObject({ value: { left: { _tag: 'AbortError', reason: 'enough', outcome: 'committed' } } })
  expect({ opened: opened.length, sleeping: clock.sleeping() }).toEqual({ opened: 1, sleeping: 0 })
})

test('behavior: an already aborted signal sends nothing', async () => {
  const { ctx, opened } = setUp([sends(end)])
  const { error } = await readAll(streamSession(pipe(ctx, wrap(withSignal(AbortSignal.abort()))), say))
  expect({ tag: error?._tag, opened }).toEqual({ tag: 'AbortError', opened: [] })
})

test('behavior: leaving the loop closes the stream', async () => {
  const { ctx, opened } = setUp([{ pieces: [wire(committed(1))], ending: 'stays open' }])
  for await (const one of streamSession(ctx, say)) {
    expect(one).toMatchObject({ right: committed(1) })
    break
  }
  expect(opened.map(({ cancelled }) => cancelled)).toEqual([true])
})

test('behavior: no listener remains on a signal that outlives the stream', async () => {
  const { signal } = new AbortController()
  const listeners = new Set<unknown>()
  const { addEventListener, removeEventListener } = signal
  Object.assign(signal, {
    addEventListener: (...[type, listener]: Parameters<typeof addEventListener>) => {
      listeners.add(listener)
      addEventListener.call(signal, type, listener)
    },
    removeEventListener: (...[type, listener]: Parameters<typeof removeEventListener>) => {
      listeners.delete(listener)
      removeEventListener.call(signal, type, listener)
    },
  })
  const { ctx } = setUp([breaks(committed(1)), sends(committed(2), end)])
  const { events } = await readAll(streamSession(pipe(ctx, wrap(withSignal(signal))), say))
  expect({ count: events.length, listeners: listeners.size }).toEqual({ count: 3, listeners: 0 })
})

test('behavior: the timeout bounds the connection, not the stream', async () => {
  const clock = manualClock()
  const { ctx } = setUp([{ pieces: [wire(committed(1)), wire(end)], ending: 'ends' }], {
    options: { clock, timeoutMs: 1000 },
  })
  const iterator = streamSession(ctx, say)[Symbol.asyncIterator]()
  expect(await iterator.next()).toMatchObject({ value: { right: committed(1) } })
  await clock.advance(60_000)
  expect(await iterator.next()).toMatchObject({ value: { right: end } })
  expect(clock.sleeping()).toBe(0)

  const never = setUp([{ answer: () => new Promise(() => undefined) }], { options: { clock, timeoutMs: 1000 } })
  const first = streamSession(never.ctx, say)[Symbol.asyncIterator]().next()
  await clock.advance(1000)
  expect(await first).toMatchObject({ value: { left: { _tag: 'TimeoutError', timeoutMs: 1000, outcome: 'unknown' } } })
})

test('behavior: each loop starts from the beginning', async () => {
  const { ctx, opened } = setUp([sends(committed(1), end)])
  const stream = streamSession(ctx, say)
  expect(opened).toEqual([])
  for (const _loop of [1, 2]) expect((await readAll(stream)).events).toEqual([committed(1), end])
  expect(opened.map(({ body }) => body)).toEqual([say, say])
})

test('behavior: two readers of the same session do not share a stream', async () => {
  const { ctx, opened } = setUp([sends(committed(2), end)])
  const shared = pipe(ctx, wrap(withDedupe({ tenant: () => '' })))
  const params = { session_id, continue_from: 'event-1' }
  const both = [streamSession(shared, params), streamSession(shared, params)].map(readAll)
  for (const { events } of await Promise.all(both)) expect(events).toEqual([committed(2), end])
  expect(opened).toHaveLength(2)
})

test('behavior: however streams are cut and broken, each committed event is returned once and in order', async () => {
  const count = 6
  const all = Array.from({ length: count }, (_one, index) => committed(index + 1))
  const breaking = fc.record({
    /** How many bytes come before it breaks. */
    bytes: fc.nat({ max: 1500 }),
    /** How many events before the one that it continues from are sent again. */
    again: fc.nat({ max: 2 }),
    ending: fc.constantFrom<'ends' | 'breaks'>('ends', 'breaks'),
    piece: fc.integer({ min: 1, max: 300 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(breaking, { maxLength: 4 }), async (breakings) => {
      const left = [...breakings]
      const clock = fakeClock()
      const answer = (asked: unknown): Response => {
        const from = typeof asked === 'object' && asked !== null && 'continue_from' in asked ? asked.continue_from : ''
        const after = Number(String(from).replace('event-', ''))
        const breaks = left.shift()
        const text = [...all.slice(Math.max(0, after - (breaks?.again ?? 1))), end].map(wire).join('')
        const bytes = new TextEncoder().encode(text).subarray(0, breaks?.bytes)
        const size = breaks?.piece ?? 50
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_one, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        )
        return new Response(
          new ReadableStream({
            pull: (controller) => {
              const piece = pieces.shift()
              if (piece) controller.enqueue(piece)
              else if (breaks?.ending === 'breaks') controller.error(new Error('cut'))
              else controller.close()
            },
          }),
          { headers: { 'content-type': 'text/event-stream' } },
        )
      }
      const fetch = async (input: string | URL | Request, init?: RequestInit) =>
        answer(await new Request(input, init).json())
      const ctx = makeContext({ auth: 'ntn_test', fetch, clock }, fetchFetcher)
      const { events, error } = await readAll(streamSession(ctx, { session_id, continue_from: 'event-0' }))
      expect(error).toBeUndefined()
      expect(events).toEqual([...all, end])
    }),
  )
})

test.each<readonly [what: string, opening: Opening]>([
  [
    'what Notion says went wrong',
    {
      pieces: [
        wire({
          type: 'stream.error',
          error: { code: 'ntn_test_token', message: 'no ntn_test_token', retryable: false },
          session_id,
        } as SessionStreamMessage),
      ],
      ending: 'ends',
    },
  ],
  [
    'a message of another shape',
    {
      pieces: [
        `event: message\ndata: ${JSON.stringify({ type: 'session.snapshot', ntn_test_token: ['ntn_test_token'] })}\n\n`,
      ],
      ending: 'ends',
    },
  ],
  ['what is no JSON', { pieces: ['event: message\ndata: {"ntn_test_token"\n\n', 'x'], ending: 'ends' }],
])('error: the token never shows in the error of a stream that repeats it: %s', async (_what, opening) => {
  const { error } = await run([opening], { options: { auth: 'ntn_test_token' } })
  expect(error).toBeDefined()
  expect(inspect({ ...error }, { depth: null })).not.toContain('ntn_test_token')
  expect(inspect({ ...error }, { depth: null })).toContain('(hidden)')
})

test('behavior: a clock that throws does not end a stream with an exception', async () => {
  const broken = () => {
    throw new Error('broken')
  }
  const clock = { ...fakeClock(), sleep: broken, random: broken }
  const { error } = await run([breaks(committed(1)), { status: 403, code: 'restricted_resource' }], {
    options: { clock },
  })
  expect(error?._tag).toBe('PermissionError')
})

const everything = async <A>(given: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const all: Array<A> = []
  for await (const one of given) all.push(one)
  return all
}

test('behavior: a stream that is silent for five minutes counts as broken, and goes on in another one', async () => {
  const clock = manualClock()
  const { ctx, opened } = setUp(
    [{ pieces: [wire(committed(1)), ': a sign of life\n'], ending: 'stays open' }, sends(committed(2), end)],
    { options: { clock } },
  )
  const seen = everything(streamSession(ctx, say))
  await clock.advance(299_000)
  expect(opened.length).toBe(1)
  await clock.advance(1_000)
  expect(opened.map(({ cancelled }) => cancelled)).toEqual([true])
  await clock.advance(60_000)
  expect((await seen).map((said) => said._tag === 'Right' && said.right)).toEqual([committed(1), committed(2), end])
})

test('error: streams that are silent for ever', async () => {
  const clock = manualClock()
  const { ctx, opened } = setUp([{ pieces: [wire(committed(1))], ending: 'stays open' }], { options: { clock } })
  const seen = everything(streamSession(ctx, say))
  for (let minute = 0; minute < 60; minute++) await clock.advance(60_000)
  expect((await seen).at(-1)).toMatchObject({ left: { _tag: 'NetworkError', outcome: 'committed' } })
  expect(opened.length).toBe(6)
})
