import {
  bodyCall,
  type Context,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objects,
  once,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { AsyncTask } from '../async_tasks/asyncTask.js'
import { agentIdRule } from './agentId.js'
import type { AgentOperation } from './agentRequest.js'

/** Parameters of {@link batchAgents}. */
export interface BatchAgentsParams {
  /** The operations, 1 to 100. */
  readonly operations: ReadonlyArray<AgentOperation>
}

/** The maximum number of operations in one batch. */
const MAX_OPERATIONS = 100

/** The request that {@link batchAgents} sends. */
export const batchAgentsRequest = (params: BatchAgentsParams): NotionRequest<AsyncTask> => ({
  op: 'batchAgents',
  // Repeating it has the same effect, but starts a second task, which would report failures.
  ...once,
  ...bodyCall('POST', 'agents/batch', params, { operations: objects(MAX_OPERATIONS, 1) }, agentIdRule).call,
  decode: decodeWith(AsyncTask),
})

/**
 * Updates or deletes up to 100 agents in one asynchronous batch. In public beta.
 *
 * The operations are independent: one that fails does not undo the others. Not idempotent: not retried if the outcome
 * is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The operations to run.
 * @returns The task that runs the batch; `getAsyncTask` returns its result. Fails with a {@link NotionError}.
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
