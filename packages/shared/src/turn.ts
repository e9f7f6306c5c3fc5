/**
 * The rules of a limit that processes share, as a function: a turn of one process makes a new state of the old one. Whoever fills a
 * rate limiter with it sees to it that the turns of a token come one after the other, and keeps the state between them.
 */
import { leaveLine, served } from './grants.js'
import { type Turn, type TurnRequest, WITHIN_LIMIT } from './messages.js'
import { afterReport } from './reports.js'
import { bounded, initialState, type LimiterState, movedBack, stateAt } from './state.js'

/**
 * One turn of a process: it reports the outcome of the calls that its permits were for, and is given new permits.
 *
 * At most `limit` permits are out in any minute. A permit counts for a minute from its response or, if none is reported, from the end of
 * its lease: Notion counted its call before that. The limit is the number of calls that Notion accepted in a minute. While it is used
 * up, one permit at a time goes beyond it, and up to four after some were accepted: if Notion accepts them, the limit grows. After a
 * call within the limit was refused, it is what was accepted nevertheless. Processes that wait stand in a line, with what each has
 * been given since it came: free permits are dealt out to those that have the fewest, one by one.
 *
 * @param state What the last turn left; `undefined` before the first.
 * @param now The time, in milliseconds, of one clock for all processes.
 * @returns The new state, and what the process is given.
 */
export const takeTurn = (
  state: LimiterState | undefined,
  request: TurnRequest,
  now: number,
): readonly [state: LimiterState, turn: Turn] => {
  const { process, want } = request
  const begun = bounded(stateAt(movedBack(state ?? initialState(request, now), now), now), request)
  const reported = request.reports.reduce(afterReport(request), begun)
  // None of those beyond the limit was reported in time.
  const ready = reported.probe <= now ? { ...reported, probes: 0 } : reported
  const { is, granted, flag, wait } =
    want > 0 ? served(ready, request) : { is: leaveLine(ready, process), granted: 0, flag: WITHIN_LIMIT, wait: 0 }
  return [
    is,
    {
      granted,
      flag,
      now,
      waitMs: Math.ceil(wait),
      pauseMs: Math.max(0, Math.ceil(is.paused - now)),
      stalledMs: is.stalled < 0 ? -1 : Math.max(0, Math.floor(now - is.stalled)),
      limit: Math.floor(is.limit * 1_000) / 1_000,
    },
  ]
}
