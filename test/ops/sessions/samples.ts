/** What the operations on sessions take and are answered, so that what they declare can be seen. */
import { cancelSessionRequest } from '../../../src/ops/sessions/cancelSession.js'
import { getSessionRequest } from '../../../src/ops/sessions/getSession.js'
import { querySessionEventsRequest } from '../../../src/ops/sessions/querySessionEvents.js'
import { querySessionsRequest } from '../../../src/ops/sessions/querySessions.js'
import { streamSessionRequest } from '../../../src/ops/sessions/streamSession.js'
import { updateSessionRequest } from '../../../src/ops/sessions/updateSession.js'
import { session_id } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getSessionRequest, [{ session_id }]),
  seen(
    updateSessionRequest,
    [{ message: 'words' }],
    [{ session_id, actions: [] }],
    [{ session_id, continue_from: 'an event' }],
  ),
  seen(streamSessionRequest, [{ message: 'words' }]),
  seen(cancelSessionRequest, [{ session_id }]),
  seen(querySessionsRequest, [{}]),
  seen(querySessionEventsRequest, [{ session_id }]),
]
