/** `client.sessions.stream` of the official client. */
import type { SessionStreamEvent } from '../ops/sessions/sessionStream.js'
import { type StreamSessionParams, streamSession } from '../ops/sessions/streamSession.js'
import { clientError } from './clientError.js'
import { type ContextOf, prepareCall, type WithAuth } from './method.js'
import { type Mutable, mutableCopy } from './mutable.js'

/** Creates `client.sessions.stream`, which yields the events as they arrive, or throws. */
export const sessionStreamOf = (contextOf: ContextOf) =>
  async function* (args: StreamSessionParams & WithAuth): AsyncGenerator<Mutable<SessionStreamEvent>, void> {
    for await (const event of streamSession(...prepareCall<StreamSessionParams>(contextOf, args))) {
      if (event._tag === 'Left') throw clientError(event.left)
      yield mutableCopy(event.right)
    }
  }
