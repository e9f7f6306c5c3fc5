/** Another time for some calls than for most. */

import type { Middleware } from '../call/fetcher.js'
import type { NotionRequest } from '../call/request.js'
import { checkOptions, POSITIVE } from '../internal/options.js'

/**
 * Gives every attempt of a context's calls so many milliseconds, the reading of the body included, in place of the `timeoutMs` of
 * the config.
 *
 * @throws TypeError for a time that is not greater than 0.
 * @example
 * import { type Context, sendFileUpload, withTimeout, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const upload = (ctx: Context, file_upload_id: string, data: Blob) =>
 *   sendFileUpload(pipe(ctx, wrap(withTimeout(300_000))), { file_upload_id, file: { filename: 'film.mp4', data } })
 */
export const withTimeout = (timeoutMs: number): Middleware => {
  checkOptions({ timeoutMs }, { timeoutMs: POSITIVE }, 'timeoutMs')
  return (next) =>
    <A>(request: NotionRequest<A>) =>
      next({ ...request, timeoutMs })
}
