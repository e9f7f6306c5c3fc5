import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import type { NotionRequest } from '../../core/call/request.js'
import { send } from '../../core/call/send.js'
import { bodyCall } from '../../core/input/bodyCall.js'
import { needed } from '../../core/input/shape.js'
import { decodeWith } from '../../core/schema/decode.js'
import { AgentStatusChange } from './agentAnswers.js'

/** What {@link updateAgentStatus} takes. */
export interface UpdateAgentStatusParams {
  /** The id of the agent, with dashes or without. */
  readonly agent_id: 'notion_ai' | (string & {})
  /** Whether it works: `disabled` stops it, `active` lets it go on. */
  readonly status: 'active' | 'disabled'
}

/** The request that {@link updateAgentStatus} sends. */
export const updateAgentStatusRequest = (params: UpdateAgentStatusParams): NotionRequest<AgentStatusChange> => ({
  op: 'updateAgentStatus',
  kind: 'repeatable',
  ...bodyCall('PATCH', 'agents/{agent_id}/status', params, { status: needed }).call,
  decode: decodeWith(AgentStatusChange),
})

/**
 * Has an agent work, or not. In public beta.
 *
 * Fails with `InvalidInputError` for a malformed id, and with what every call can fail with.
 *
 * @see https://developers.notion.com/reference/notion-agent-apis/update-agent-status
 * @example
 * import { type Context, updateAgentStatus } from 'notion-fp'
 *
 * const disable = (ctx: Context, agent_id: string) => updateAgentStatus(ctx, { agent_id, status: 'disabled' })
 */
export const updateAgentStatus = (
  ctx: Context,
  params: UpdateAgentStatusParams,
): TaskEither<NotionError, AgentStatusChange> => send(ctx, updateAgentStatusRequest(params))
