/** Changes the timeout of some calls. */

import type { Middleware } from '../call/fetcher.js'
import type { NotionRequest } from '../call/request.js'
import { checkOptions, POSITIVE } from '../internal/options.js'

/**
 * Sets the timeout of each attempt of a context's calls, in milliseconds, including reading the body. It replaces the `timeoutMs` of
 * the config.
 *
 * @throws TypeError for a timeout that is not greater than 0.
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
