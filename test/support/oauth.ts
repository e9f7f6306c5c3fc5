/** Samples of OAuth requests and responses, and a context that logs everything. */

import type { Fetch } from '../../src/core/call/config.js'
import type { Context } from '../../src/core/call/context.js'
import type { LogEntry } from '../../src/core/call/logger.js'
import { makeContext } from '../../src/core/context/makeContext.js'
import { wrap } from '../../src/core/context/wrap.js'
import { withLogger } from '../../src/core/middleware/withLogger.js'
import { fetchFetcher } from '../../src/core/transport/fetchFetcher.js'
import type { OAuthToken } from '../../src/ops/oauth/oauth.js'
import { anId, aUser } from './fixtures.js'

/** A public connection. */
export const aClient = { client_id: 'client-id', client_secret: 'secret_of_the_client' } as const

/** A token for a user. */
export const aToken = (over: Partial<OAuthToken> = {}): OAuthToken => ({
  access_token: 'ntn_access_token',
  token_type: 'bearer',
  refresh_token: 'nrt_refresh_token',
  bot_id: anId(60),
  workspace_icon: null,
  workspace_name: 'A workspace',
  workspace_id: anId(61),
  owner: { type: 'user', user: aUser() },
  duplicated_template_id: null,
  request_id: anId(99),
  ...over,
})

/** A context that logs everything into `log`, with a `fetch` of the test. */
export const aTalkativeContext = (fetch: Fetch): { readonly ctx: Context; readonly log: ReadonlyArray<LogEntry> } => {
  const log: Array<LogEntry> = []
  const logger = (entry: LogEntry): void => {
    log.push(entry)
  }
  const ctx = makeContext({ auth: 'ntn_test', logger, logLevel: 'debug', fetch }, fetchFetcher)
  return { ctx: wrap(withLogger({ logger, level: 'debug' }))(ctx), log }
}
