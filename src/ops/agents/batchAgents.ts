import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objects,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { AsyncTask } from '../async_tasks/asyncTask.js'
import type { AgentOperation } from './agentRequest.js'

/** What {@link batchAgents} takes. */
export interface BatchAgentsParams {
  /** What to do, 1 to 100. */
  readonly operations: ReadonlyArray<AgentOperation>
}

/** The most operations in one batch. */
const MAX_OPERATIONS = 100

/** The request that {@link batchAgents} sends. */
export const batchAgentsRequest = (params: BatchAgentsParams): NotionRequest<AsyncTask> => ({
  op: 'batchAgents',
  // The end would be the same, but each sending makes a task of its own, and that of the second would tell of failures.
  kind: 'once',
  ...bodyCall('POST', 'agents/batch', params, { operations: objects(MAX_OPERATIONS, 1) }).call,
  decode: decodeWith(AsyncTask),
})

/**
 * Does something to each of many agents, 100 at most. The answer is a task: `getAsyncTask` tells what came of it. Each operation
 * stands alone: one that fails undoes none of the others. In public beta.
 *
 * A failure that leaves open what became of it is not tried again. Fails with `InvalidInputError` for a malformed id and for no
 * or too many operations, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/notion-agent-apis/batch-agents
 * @example
 * import { batchAgents, type Context } from 'notion-fp'
 *
 * const disableAll = (ctx: Context, ids: ReadonlyArray<string>) =>
 *   batchAgents(ctx, {
 *     operations: ids.map((agent_id) => ({ action: 'update_status', agent_id, fields: { status: 'disabled' } })),
 *   })
 */
export const batchAgents = (ctx: Context, params: BatchAgentsParams): TaskEither<NotionError, AsyncTask> =>
  send(ctx, batchAgentsRequest(params))
