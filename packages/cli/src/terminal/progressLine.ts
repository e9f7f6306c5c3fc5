/** Shows the progress of a job in a line on stderr, if that is a terminal. */

import type { Terminal } from './terminal.js'
import { fitText } from './textWidth.js'

/** The progress of a job, as the jobs of the library report it. */
export interface Reported {
  readonly requests: number
  readonly retries: number
  readonly done: number
  readonly total?: number
}

/** Shows progress until it is cleared. */
export interface ProgressLine {
  readonly report: (progress: Reported) => void
  readonly clear: () => void
}

const EVERY_MS = 100

const clockOf = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.ceil(seconds % 60)} s`

/** The line: what is done, how fast, and how long the rest takes. */
export const progressText = (what: string, { requests, retries, done, total }: Reported, elapsedMs: number): string => {
  const rate = elapsedMs > 0 ? done / (elapsedMs / 1000) : 0
  const rest = total !== undefined && rate > 0 && elapsedMs > 2000 ? `, ${clockOf((total - done) / rate)} left` : ''
  const again = retries > 0 ? `, ${retries} retries` : ''
  return `${what}: ${done}${total === undefined ? '' : ` of ${total}`}, ${Math.round(rate)}/s, ${requests} requests${again}${rest}`
}

/** Starts a progress line. */
export const progressLine = ({ err }: Terminal, what: string): ProgressLine => {
  if (!err.isTerminal) return { report: () => undefined, clear: () => undefined }
  // Not the clock of a context, which may not be open yet: the elapsed time is only shown.
  const startedAt = performance.now()
  let shownAt: number | undefined
  return {
    report: (progress) => {
      const now = performance.now()
      if (shownAt !== undefined && now - shownAt < EVERY_MS) return
      shownAt = now
      void err.write(`\r\u001b[K${fitText(progressText(what, progress, now - startedAt), err.columns - 1)}`)
    },
    clear: () => {
      if (shownAt !== undefined) void err.write('\r\u001b[K')
      shownAt = undefined
    },
  }
}
