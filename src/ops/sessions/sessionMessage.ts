/**
 * From the events of a stream to what they say of a session.
 *
 * @internal
 */

import { type Either, left, right } from 'fp-ts/Either'
import type { Type } from 'io-ts'
import type { Call, DecodeFailure } from '../../core/call/call.js'
import type { Config } from '../../core/call/config.js'
import {
  callOf,
  type DecodeError,
  failure,
  headline,
  type NotionError,
  type Outcome,
  type UnexpectedResponseError,
} from '../../core/call/error.js'
import { tryParseJson } from '../../core/internal/tryParseJson.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { anyObject, number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { decodeWith } from '../../core/schema/decode.js'
import { variants } from '../../core/schema/variants.js'
import { logMismatches } from '../../core/transport/logMismatches.js'
import type { ServerSentEvent } from '../../core/transport/sse.js'
import type { SessionEventBase } from './sessionEvent.js'
import { SessionStreamMessage, type StreamFailure } from './sessionStream.js'

/** The names of events that this library may know; others, such as signs of life, are not for it. */
const OF_SESSIONS = /^(?:message$|session\.|event\.|stream\.)/

/** The failure that something of another shape on a stream is. */
export const shapeError = (call: Call, outcome: Outcome, body: unknown, mismatches: DecodeFailure): DecodeError => {
  const [first] = mismatches
  const place = first?.path || 'its top'
  const message = `${headline(call, outcome)}the stream has another shape at ${place} (expected ${first?.expected})`
  return failure({
    _tag: 'DecodeError',
    message,
    outcome,
    status: 200,
    mismatches,
    call: callOf(call),
    headers: {},
    body,
  })
}

/** The failure that Notion told of on a stream. */
export const streamError = (call: Call, outcome: Outcome, body: StreamFailure): UnexpectedResponseError => {
  const { code, message } = body.error
  return failure({
    _tag: 'UnexpectedResponseError',
    message: `${headline(call, outcome)}${code}: ${message}`,
    outcome,
    status: 200,
    code,
    call: callOf(call),
    headers: {},
    body,
  })
}

/** What of a message a reader of the stream cannot do without, checked or not. */
type Bones =
  | { readonly type: 'session.snapshot'; readonly session: { readonly id: string } }
  | { readonly type: 'event.committed'; readonly event: Pick<SessionEventBase, 'id' | 'session_id' | 'sequence'> }
  | { readonly type: 'stream.error'; readonly error: { readonly [name: string]: unknown } }
  | { readonly type: UnknownType }

const Bones: Type<Bones> = variants<Bones, 'type'>('type', {
  'session.snapshot': struct({ session: struct({ id: string }) }),
  'event.committed': struct({ event: struct({ id: string, session_id: string, sequence: number }) }),
  'stream.error': struct({ error: anyObject }),
})

/** Messages that a reader of the stream acts on: one that is damaged is a failure. */
const CONTROL = /^unknown:stream\./

/** What an event says, as far as the config asks for a check; nothing for one that is not of a session. */
export const sessionMessage = (
  config: Config,
  call: Call,
  outcome: Outcome,
  { event, data }: ServerSentEvent,
): Either<NotionError, SessionStreamMessage> | undefined => {
  const { validate } = config
  const json = tryParseJson(data)
  const decode = decodeWith(SessionStreamMessage)
  const decoded = decode(json)
  if (decoded._tag === 'Right') return decoded
  if (!OF_SESSIONS.test(event)) return undefined
  const error = shapeError(call, outcome, json === undefined ? data : json, decoded.left)
  if (validate === 'strict' || !Bones.is(json)) return left(error)
  const given = validate === 'contain' ? decode(tryParseJson(data), []) : right(unsafeCast<SessionStreamMessage>(json))
  if (given._tag === 'Left' || CONTROL.test(given.right.type)) return left(error)
  if (validate !== 'off') logMismatches(config, call.op, error.message, decoded.left)
  return given
}
