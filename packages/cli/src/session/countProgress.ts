/** Counts the requests of a job and what it has done, and shows both in a progress line. */
import type { Middleware } from 'notion-fp'
import { progressLine } from '../terminal/progressLine.js'
import type { Terminal } from '../terminal/terminal.js'

/** The counts of a job. */
export interface Progress {
  /** Counts each request. */
  readonly counting: Middleware
  /** Counts one thing that is done. */
  readonly advance: () => void
  /** How many requests were sent. */
  readonly requests: () => number
  /** Removes the line. */
  readonly clear: () => void
}

/** Starts to count; `what` names the things that are done. */
export const countProgress = (terminal: Terminal, what: string): Progress => {
  const line = progressLine(terminal, what)
  let [requests, done] = [0, 0]
  const report = (): void => line.report({ requests, retries: 0, done })
  return {
    counting: (next) => (request) => {
      requests++
      report()
      return next(request)
    },
    advance: () => {
      done++
      report()
    },
    requests: () => requests,
    clear: line.clear,
  }
}
