import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { Session, SessionDetails } from '../../../src/ops/sessions/session.js'
import { SessionEvent } from '../../../src/ops/sessions/sessionEvent.js'
import { SessionStreamMessage } from '../../../src/ops/sessions/sessionStream.js'
import { CommittedSessionEvent, ProvisionalSessionEvent } from '../../../src/ops/sessions/streamedEvent.js'
import {
  aCommittedEvent,
  aProvisionalEvent,
  aSession,
  aSessionInFull,
  eventSamples,
  streamedSamples,
} from '../../support/agents.js'
import { anId } from '../../support/fixtures.js'
import { spoiled } from '../../support/spoil.js'

test('default: a session, with few or all fields, is returned unchanged', () => {
  const result = decodeWith(Session)(aSession())
  expect(result).toEqual(E.right(aSession()))
  expect(decodeWith(SessionDetails)(aSessionInFull())).toEqual(E.right(aSessionInFull()))
  expect(Session.is(aSessionInFull())).toBe(true)
  expect(SessionDetails.is(aSession())).toBe(false)
})

test('error: an invalid value anywhere in a session is rejected', () => {
  for (const bad of spoiled(aSessionInFull())) expect([bad, SessionDetails.is(bad)]).toEqual([bad, false])
  for (const bad of spoiled(aSession())) expect([bad, Session.is(bad)]).toEqual([bad, false])
  const action = { action_id: anId(32), title: 'May I?', options: [{ id: 'approve' }] }
  expect(decodeWith(Session)({ ...aSession(), required_actions: [action] })).toMatchObject({
    left: [{ path: 'required_actions[0].options[0].label', expected: 'string' }],
  })
})

test('behavior: unknown counts are null, and unknown words are passed through', () => {
  const session = {
    ...aSessionInFull(),
    credits_used: null,
    type_labels: null,
    status: 'dreaming',
    models: { type: 'new' },
  }
  expect(decodeWith(SessionDetails)(session)).toEqual(E.right(session))
})

test.each(eventSamples.map((sample) => [sample.type, sample] as const))(
  'default: an event %s, and an invalid value anywhere in it is rejected',
  (type, event) => {
    expect(decodeWith(SessionEvent)(event)).toEqual(E.right(event))
    const { type: _, ...content } = event
    for (const bad of spoiled(content)) {
      if (typeof bad === 'object') expect([bad, SessionEvent.is({ ...bad, type })]).toEqual([bad, false])
    }
  },
)

test.each(streamedSamples.map((sample) => [sample.type, sample] as const))(
  'default: an event %s on a stream, and an invalid value anywhere in it is rejected',
  (type, event) => {
    expect(decodeWith(CommittedSessionEvent)(event)).toEqual(E.right(event))
    const { type: _, ...content } = event
    for (const bad of spoiled(content)) {
      if (typeof bad === 'object') expect([bad, CommittedSessionEvent.is({ ...bad, type })]).toEqual([bad, false])
    }
  },
)

test('default: a provisional event has no sequence yet', () => {
  const event = aProvisionalEvent()
  expect(decodeWith(ProvisionalSessionEvent)(event)).toEqual(E.right(event))
  expect(CommittedSessionEvent.is(event)).toBe(false)
  for (const bad of spoiled(event)) expect([bad, ProvisionalSessionEvent.is(bad)]).toEqual([bad, false])
})

const messages = [
  { type: 'session.snapshot', session: aSession() },
  { type: 'event.provisional', event: aProvisionalEvent() },
  { type: 'event.committed', event: aCommittedEvent(2) },
  { type: 'stream.timeout', session_id: anId(31), message: 'Open another one.' },
  { type: 'stream.end', session_id: anId(31), status: 'completed', last_sequence: 2 },
  { type: 'stream.error', error: { code: 'a_code', message: 'It broke.', retryable: true }, session_id: anId(31) },
]

test.each(messages.map((message) => [message.type, message] as const))(
  'default: a message %s on a stream, and an invalid value anywhere in it is rejected',
  (type, message) => {
    expect(decodeWith(SessionStreamMessage)(message)).toEqual(E.right(message))
    const { type: _, ...content } = message
    for (const bad of spoiled(content)) {
      if (typeof bad === 'object') expect([bad, SessionStreamMessage.is({ ...bad, type })]).toEqual([bad, false])
    }
  },
)

test('behavior: unknown types are passed through, but need the common fields', () => {
  const event = { ...eventSamples[0], type: 'agent.dream', content: 7 }
  expect(SessionEvent.is(event)).toBe(true)
  expect(CommittedSessionEvent.is(event)).toBe(true)
  expect(SessionEvent.is({ ...event, sequence: 'last' })).toBe(false)
  expect(SessionStreamMessage.is({ type: 'stream.pause' })).toBe(true)
  expect(SessionStreamMessage.is({})).toBe(false)
  expect(
    SessionEvent.is({ ...eventSamples[1], content: [{ type: 'image', image: 7 }], created_by: null, metadata: null }),
  ).toBe(true)
})

test('behavior: never throws, for any input', () => {
  const types = fc.constantFrom('user.message', 'agent.message', 'session.status', 'event.committed', 'stream.end', 'x')
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ type: types, event: fc.anything(), content: fc.anything(), error: fc.anything() }),
  )
  fc.assert(
    fc.property(anything, (value) => {
      expect(decodeWith(SessionEvent)(value)._tag === 'Right').toBe(SessionEvent.is(value))
      expect(decodeWith(SessionStreamMessage)(value)._tag === 'Right').toBe(SessionStreamMessage.is(value))
      expect(decodeWith(SessionDetails)(value)._tag === 'Right').toBe(SessionDetails.is(value))
    }),
  )
})
