/**
 * Reads a file to its end, over as many connections as necessary.
 *
 * @internal
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { NotionError } from '../../../core/call/error.js'
import type { Connection } from './connection.js'
import type { DownloadError, DownloadProblem } from './downloadError.js'
import { type FileSession, openFile, pause, sessionError } from './openFile.js'

/** The maximum number of consecutive connections that break without a byte. */
const MOST_BREAKS = 5

/** The problem of a file that is too large. */
export const tooLarge = (max_bytes: number): DownloadProblem => ({
  reason: 'too_large',
  words: `more than ${max_bytes} bytes, the max_bytes of the download`,
})

/** The bytes of a file in order. It ends after the first `Left`; a broken connection alone is not one. */
export async function* readFile(
  session: FileSession,
  first: Connection,
  max_bytes: number,
): AsyncGenerator<Either<DownloadError | NotionError, Uint8Array>, void, undefined> {
  let connection = first
  let breaks = 0
  // The reader may stop after a failure, so the connection is closed before it is yielded.
  const failed = (problem: DownloadProblem | 'aborted'): Either<DownloadError | NotionError, never> => {
    connection.close()
    return left(sessionError(session, problem))
  }
  try {
    for (;;) {
      const chunk = await connection.next()
      if (!isLeft(chunk) && chunk.right) {
        breaks = 0
        if (session.received + chunk.right.length > max_bytes) return yield failed(tooLarge(max_bytes))
        session.received += chunk.right.length
        // More than the host announced: it counts compressed bytes, and a browser may hide the compression.
        if (session.received > (session.size ?? Number.POSITIVE_INFINITY)) {
          session.size = undefined
          session.isPlain = false
        }
        yield right(chunk.right)
        continue
      }
      const { size } = session
      // Any end of a connection after the last byte.
      if (session.received === size || (!isLeft(chunk) && size === undefined)) return
      const problem: DownloadProblem | 'aborted' = isLeft(chunk)
        ? chunk.left
        : { reason: 'network', words: `the connection ended before ${size} bytes` }
      if (problem === 'aborted' || breaks >= MOST_BREAKS) return yield failed(problem)
      connection.close()
      if (breaks > 0 && !(await pause(session, breaks))) return yield failed('aborted')
      breaks++
      const again = await openFile(session)
      if (isLeft(again)) return yield again
      connection = again.right
    }
  } finally {
    connection.close()
  }
}
