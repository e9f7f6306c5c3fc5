/**
 * Decodes the messages on the stream of a session.
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
import type { SessionEventBase } from './sessionEvent.js'
import { SessionStreamMessage, type StreamFailure } from './sessionStream.js'
import type { ServerSentEvent } from './sse.js'

/** The names of session events; others, such as keep-alives, are ignored. */
const SESSION_EVENTS = /^(?:message$|session\.|event\.|stream\.)/

/** The error for a message that does not have the documented shape. */
export const shapeError = (call: Call, outcome: Outcome, body: unknown, mismatches: DecodeFailure): DecodeError => {
  const [first] = mismatches
  const place = first?.path || 'the top level'
  const message = `${headline(call, outcome)}the stream does not have the documented shape at ${place} (expected ${first?.expected})`
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

/** The error that Notion reported on the stream. */
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

/** The minimum that the stream needs of a message, even if responses are not validated. */
type MinimalMessage =
  | { readonly type: 'session.snapshot'; readonly session: { readonly id: string } }
  | { readonly type: 'event.committed'; readonly event: Pick<SessionEventBase, 'id' | 'session_id' | 'sequence'> }
  | { readonly type: 'stream.error'; readonly error: { readonly [name: string]: unknown } }
  | { readonly type: UnknownType }

const MinimalMessage: Type<MinimalMessage> = variants<MinimalMessage, 'type'>('type', {
  'session.snapshot': struct({ session: struct({ id: string }) }),
  'event.committed': struct({ event: struct({ id: string, session_id: string, sequence: number }) }),
  'stream.error': struct({ error: anyObject }),
})

/** Messages that control the stream: a damaged one is a failure. */
const UNKNOWN_CONTROL = /^unknown:stream\./

/** The decoded message, validated as the config requires; `undefined` if it does not belong to a session. */
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
  if (!SESSION_EVENTS.test(event)) return undefined
  const error = shapeError(call, outcome, json === undefined ? data : json, decoded.left)
  if (validate === 'strict' || !MinimalMessage.is(json)) return left(error)
  // With `warn` and `off`, a message is returned although it does not match.
  const lenient =
    validate === 'contain' ? decode(tryParseJson(data), []) : right(unsafeCast<SessionStreamMessage>(json))
  if (lenient._tag === 'Left' || UNKNOWN_CONTROL.test(lenient.right.type)) return left(error)
  if (validate !== 'off') logMismatches(config, call.op, error.message, decoded.left)
  return lenient
}
