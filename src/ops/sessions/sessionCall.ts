/**
 * What goes to a session, whether its answer is wanted at once or as a stream.
 *
 * @internal
 */

import type { CallKind } from '../../core/call/call.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { type BodyCall, bodyCall } from '../../core/input/bodyCall.js'
import { optional } from '../../core/input/check.js'
import { objects, refusing } from '../../core/input/shape.js'
import type { SessionRequest } from './sessionRequest.js'

/** The parts of a request that do not depend on how it is answered. */
type SessionCall = BodyCall<SessionRequest>['call'] & {
  /** `repeatable` where it only asks for what happened, else `once`. */
  readonly kind: CallKind
}

/** What is missing: something to say or to read on from, and the session of all but a message. */
const missing = ({ message, actions, continue_from, session_id }: SessionRequest): ReadonlyArray<InvalidInput> => {
  if (message !== undefined) return []
  if (actions === undefined && continue_from === undefined) {
    return [{ field: 'message', given: message, allowed: 'given, or actions or continue_from in its place' }]
  }
  return session_id === undefined
    ? [{ field: 'session_id', given: session_id, allowed: 'given without a message' }]
    : []
}

/** What is sent to a session, checked. A message or an action happens once; to ask for what happened changes nothing. */
export const sessionCall = (params: SessionRequest): SessionCall => {
  const { call, given } = bodyCall('POST', 'sessions', params, {
    attachments: optional(objects()),
    actions: optional(objects()),
  })
  return { kind: given.continue_from === undefined ? 'once' : 'repeatable', ...refusing(call, missing(given)) }
}
