/** What the stream of a session gives: what happens in it, and what becomes of the stream. */
import type { Type } from 'io-ts'
import { number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { variants, type Word } from '../../core/schema/variants.js'
import { Session, SessionFailure } from './session.js'
import type { SessionStatus } from './sessionRequest.js'
import { CommittedSessionEvent, ProvisionalSessionEvent } from './streamedEvent.js'

/** How the session was when the stream was opened. */
export interface SessionSnapshot {
  readonly type: 'session.snapshot'
  /** The session as it was then. */
  readonly session: Session
}

/** Something that happens, and may still change. */
export interface ProvisionalEvent {
  readonly type: 'event.provisional'
  /** It has no `sequence` yet; a later one may take its place. */
  readonly event: ProvisionalSessionEvent
}

/** Something that happened. */
export interface CommittedEvent {
  readonly type: 'event.committed'
  /** It stays so; its `id` is what `continue_from` takes. */
  readonly event: CommittedSessionEvent
}

/** The stream was open for as long as Notion allows, and goes on in another one. */
export interface StreamTimeout {
  readonly type: 'stream.timeout'
  /** The session that goes on. */
  readonly session_id: string
  /** A sentence for people; it may change. */
  readonly message: string
}

/** There is no more to come. */
export interface StreamEnd {
  readonly type: 'stream.end'
  /** The session that the stream was of. */
  readonly session_id: string
  /** The status of the session when the stream ended. */
  readonly status: Word<SessionStatus>
  /** The `sequence` of the last event. */
  readonly last_sequence: number
}

/** The stream cannot go on. */
export interface StreamFailure {
  readonly type: 'stream.error'
  /** Why; `retryable` tells whether another try may work. */
  readonly error: SessionFailure
  /** Absent where there is no session yet. */
  readonly session_id?: string
}

/** Something on a stream that this library does not know. */
export interface UnknownStreamEvent {
  readonly type: UnknownType
}

/** Everything that Notion sends on the stream of a session. */
export type SessionStreamMessage =
  | SessionSnapshot
  | ProvisionalEvent
  | CommittedEvent
  | StreamTimeout
  | StreamEnd
  | StreamFailure
  | UnknownStreamEvent

/** What a reader of the stream of a session is given: failures are failures there, and time-outs are seen to. */
export type SessionStreamEvent = Exclude<SessionStreamMessage, StreamTimeout | StreamFailure>

/** Everything that Notion sends on the stream of a session. */
export const SessionStreamMessage: Type<SessionStreamMessage> = variants<SessionStreamMessage, 'type'>('type', {
  'session.snapshot': struct<Omit<SessionSnapshot, 'type'>>({ session: Session }),
  'event.provisional': struct<Omit<ProvisionalEvent, 'type'>>({ event: ProvisionalSessionEvent }),
  'event.committed': struct<Omit<CommittedEvent, 'type'>>({ event: CommittedSessionEvent }),
  'stream.timeout': struct<Omit<StreamTimeout, 'type'>>({ session_id: string, message: string }),
  'stream.end': struct<Omit<StreamEnd, 'type'>>({ session_id: string, status: string, last_sequence: number }),
  'stream.error': struct<Omit<StreamFailure, 'type'>>({ error: SessionFailure }, { session_id: string }),
})
