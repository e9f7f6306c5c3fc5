/** Messages on the stream of a session: its events, and the state of the stream. */
import type { Type } from 'io-ts'
import { number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { variants, type Word } from '../../core/schema/variants.js'
import { Session, SessionFailure } from './session.js'
import type { SessionStatus } from './sessionRequest.js'
import { CommittedSessionEvent, ProvisionalSessionEvent } from './streamedEvent.js'

/** The state of the session when the stream was opened. */
export interface SessionSnapshot {
  readonly type: 'session.snapshot'
  /** The session at that time. */
  readonly session: Session
}

/** An event that may still change. */
export interface ProvisionalEvent {
  readonly type: 'event.provisional'
  /** It has no `sequence` yet; a later event may replace it. */
  readonly event: ProvisionalSessionEvent
}

/** An event that is final. */
export interface CommittedEvent {
  readonly type: 'event.committed'
  /** Its `id` can be used for `continue_from`. */
  readonly event: CommittedSessionEvent
}

/** The stream reached the maximum duration that Notion allows; the session continues on another stream. */
export interface StreamTimeout {
  readonly type: 'stream.timeout'
  /** The session that continues. */
  readonly session_id: string
  /** A human-readable message; its wording may change. */
  readonly message: string
}

/** The end of the stream. */
export interface StreamEnd {
  readonly type: 'stream.end'
  /** The session of the stream. */
  readonly session_id: string
  /** The status of the session when the stream ended. */
  readonly status: Word<SessionStatus>
  /** The `sequence` of the last event. */
  readonly last_sequence: number
}

/** The stream failed. */
export interface StreamFailure {
  readonly type: 'stream.error'
  /** The reason; `retryable` tells whether a retry may succeed. */
  readonly error: SessionFailure
  /** Absent if there is no session yet. */
  readonly session_id?: string
}

/** A message of an unknown type. */
export interface UnknownStreamEvent {
  readonly type: UnknownType
}

/** A message on the stream of a session. */
export type SessionStreamMessage =
  | SessionSnapshot
  | ProvisionalEvent
  | CommittedEvent
  | StreamTimeout
  | StreamEnd
  | StreamFailure
  | UnknownStreamEvent

/** What `streamSession` returns: errors are returned as a `Left`, and timeouts lead to a reconnection. */
export type SessionStreamEvent = Exclude<SessionStreamMessage, StreamTimeout | StreamFailure>

/** A message on the stream of a session. */
export const SessionStreamMessage: Type<SessionStreamMessage> = variants<SessionStreamMessage, 'type'>('type', {
  'session.snapshot': struct<Omit<SessionSnapshot, 'type'>>({ session: Session }),
  'event.provisional': struct<Omit<ProvisionalEvent, 'type'>>({ event: ProvisionalSessionEvent }),
  'event.committed': struct<Omit<CommittedEvent, 'type'>>({ event: CommittedSessionEvent }),
  'stream.timeout': struct<Omit<StreamTimeout, 'type'>>({ session_id: string, message: string }),
  'stream.end': struct<Omit<StreamEnd, 'type'>>({ session_id: string, status: string, last_sequence: number }),
  'stream.error': struct<Omit<StreamFailure, 'type'>>({ error: SessionFailure }, { session_id: string }),
})
