/**
 * The errors of jobs on files that do not come from a request.
 *
 * @internal
 */
import type { Call } from '../../../core/call/call.js'
import { abortError, failedCall, type NotionError } from '../../../core/call/error.js'
import { thrown, wordsOf } from '../../../core/transport/thrown.js'

const callOfJob = (op: string): Call => ({ op, kind: 'read', method: 'GET', path: '' })

/** The error for an exception of a stream or of a function of the caller; an `AbortError` if the signal is aborted. */
export const failedWork = (op: string, what: string, thing: unknown, signal: AbortSignal | undefined): NotionError => {
  if (signal?.aborted) return abortError(callOfJob(op), signal)
  const cause = thrown(thing)
  return failedCall('NetworkError', callOfJob(op), 'not-applied', `${what}: ${wordsOf(cause)}`, { cause })
}
