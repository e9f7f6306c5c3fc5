/**
 * The rules of a limit that processes share, as a pure function from one state to the next. The rate limiter that uses it runs the turns
 * of a token one after the other, and stores the state between them.
 */

import { afterReport } from './afterReport.js'
import { grantPermits, leaveLine } from './grants.js'
import { initialState, type LimiterState, movedBack, stateAt, withoutImpossibleValues } from './limiterState.js'
import { type Turn, type TurnRequest, WITHIN_LIMIT } from './turnMessages.js'

/**
 * One turn of a process: it reports the outcomes of its calls, and gets new permits.
 *
 * At most `limit` permits are in use in any minute. A permit counts for a minute from its response or, if none is reported, from the end of
 * its lease: Notion counted its call before that. The limit is the number of calls that Notion accepted in a minute. While it is used
 * up, one permit at a time goes beyond it, and up to four after some were accepted: if Notion accepts them, the limit grows. After a
 * call within the limit was rejected, it is the number of calls that were accepted nevertheless. Waiting processes queue, with the number
 * of permits that each was given since it joined: free permits go to those with the fewest, one by one.
 *
 * @param state The state after the last turn; `undefined` before the first.
 * @param now The time, in milliseconds, of one clock for all processes.
 * @returns The new state, and the result of the turn.
 */
export const takeTurn = (
  state: LimiterState | undefined,
  request: TurnRequest,
  now: number,
): readonly [state: LimiterState, turn: Turn] => {
  const { process, want } = request
  const begun = withoutImpossibleValues(stateAt(movedBack(state ?? initialState(request, now), now), now), request)
  const reported = request.reports.reduce(afterReport(request), begun)
  // No call beyond the limit was reported in time.
  const ready = reported.probe <= now ? { ...reported, probes: 0 } : reported
  const {
    state: next,
    granted,
    flag,
    wait,
  } = want > 0
    ? grantPermits(ready, request)
    : { state: leaveLine(ready, process), granted: 0, flag: WITHIN_LIMIT, wait: 0 }
  return [
    next,
    {
      granted,
      flag,
      now,
      waitMs: Math.ceil(wait),
      pauseMs: Math.max(0, Math.ceil(next.paused - now)),
      stalledMs: next.stalled < 0 ? -1 : Math.max(0, Math.floor(now - next.stalled)),
      limit: Math.floor(next.limit * 1_000) / 1_000,
    },
  ]
}
