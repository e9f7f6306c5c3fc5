/**
 * The errors of jobs on files that have no request of their own.
 *
 * @internal
 */
import type { Call } from '../../../core/call/call.js'
import { abortError, failedCall, type NotionError } from '../../../core/call/error.js'
import { thrown, wordsOf } from '../../../core/transport/thrown.js'

const callOfJob = (op: string): Call => ({ op, kind: 'read', method: 'GET', path: '' })

/** The error of something that threw: a stream, or a function of the caller. If the signal is aborted, that is the reason. */
export const failedWork = (op: string, what: string, thing: unknown, signal: AbortSignal | undefined): NotionError => {
  if (signal?.aborted) return abortError(callOfJob(op), signal)
  const cause = thrown(thing)
  return failedCall('NetworkError', callOfJob(op), 'not-applied', `${what}: ${wordsOf(cause)}`, { cause })
}
