/**
 * The request body of a session, for `updateSession` and `streamSession`.
 *
 * @internal
 */

import type { CallKind } from '../../core/call/call.js'
import type { InvalidInput } from '../../core/call/issues.js'
import type { NotionRequest } from '../../core/call/request.js'
import { type BodyCall, bodyCall } from '../../core/input/bodyCall.js'
import { optional } from '../../core/input/check.js'
import { objects, withIssues } from '../../core/input/shape.js'
import { once, repeatable } from '../../core/transport/writes.js'
import { agentIdRule } from '../agents/agentId.js'
import type { SessionRequest } from './sessionRequest.js'

/** The parts of the request that do not depend on the kind of response. */
type SessionCall = BodyCall<SessionRequest>['call'] & {
  /** `repeatable` if it only continues from an event, otherwise `once`. */
  readonly kind: CallKind
  readonly mayBeApplied: NotionRequest<unknown>['mayBeApplied']
}

/** Issues for missing fields: something to send, and the session unless a message is sent. */
const missingFields = ({
  message,
  actions,
  continue_from,
  session_id,
}: SessionRequest): ReadonlyArray<InvalidInput> => {
  if (message !== undefined) return []
  if (actions === undefined && continue_from === undefined) {
    return [{ field: 'message', given: message, allowed: 'given unless actions or continue_from is' }]
  }
  return session_id === undefined
    ? [{ field: 'session_id', given: session_id, allowed: 'given unless a message is' }]
    : []
}

const CHECKS = { attachments: optional(objects()), actions: optional(objects()) }

/** The checked request. Continuing from an event changes nothing and is idempotent; a message or an action is not. */
export const sessionCall = (params: SessionRequest): SessionCall => {
  const { call, given } = bodyCall('POST', 'sessions', params, CHECKS, agentIdRule)
  return { ...(given.continue_from === undefined ? once : repeatable), ...withIssues(call, missingFields(given)) }
}
