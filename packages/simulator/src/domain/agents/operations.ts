/**
 * The operations that a batch can contain, which also have endpoints of their own. One that fails does not undo the
 * others of its batch.
 */
import { Refusal } from '../errors.js'
import type { Agent } from '../state/agents.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, oneOf, string } from '../validate/check.js'
import { asObject, asString, type JsonObject } from '../values/json.js'
import { agentId, findOwnAgent } from './agent.js'
import { serializeCreditLimit, serializeDeletedAgent, serializeStatus } from './serialize.js'
import { creditLimitCheck, deleteAgent, setCreditLimit, setStatus, statusCheck } from './updateAgent.js'

/** One kind of operation of a batch. */
interface Operation {
  /** The checks of further fields of its request. */
  readonly checks: Readonly<Record<string, Check>>
  /** Changes an agent, and returns the result in a response. */
  readonly run: (workspace: Workspace, agent: Agent, requested: JsonObject) => JsonObject
}

/** The operations, by the `action` that names them in a batch. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries<Operation>({
    update_status: {
      checks: { fields: fields({ status: statusCheck }, true) },
      run: (workspace, agent, { status = null }) => {
        setStatus(workspace, agent, status)
        return serializeStatus(agent)
      },
    },
    update_credit_limit: {
      checks: { fields: fields({ credit_limit: creditLimitCheck }, true) },
      run: (workspace, agent, { credit_limit: limit = null }) => {
        setCreditLimit(workspace, agent, limit)
        return serializeCreditLimit(agent)
      },
    },
    delete: {
      checks: {},
      run: (workspace, agent) => {
        deleteAgent(workspace, agent)
        return serializeDeletedAgent(agent, workspace.now())
      },
    },
  }),
)

/** Checks one operation of a batch. */
export const operationCheck: Check = (value, path) => {
  const { action } = asObject(value)
  const problems = oneOf(...OPERATIONS.keys())(action, `${path}.action`)
  if (problems.length > 0) return problems
  const { checks } = OPERATIONS.get(asString(action)) ?? {}
  return fields({ action: string(), agent_id: agentId, ...checks }, true)(value, path)
}

/** Runs a checked operation on the agent with an id. Throws a refusal when there is none. */
export const runOperation = (workspace: Workspace, action: string, id: string, requested: JsonObject): JsonObject =>
  OPERATIONS.get(action)?.run(workspace, findOwnAgent(workspace, id), requested) ?? {}

/** The outcome of one operation of a batch: its result, or why it was refused. */
export type OperationOutcome =
  | { readonly status: 'succeeded'; readonly result: JsonObject }
  | { readonly status: 'failed'; readonly refusal: Refusal }

/** Runs a checked operation of a batch. One that fails does not undo the others. */
export const tryOperation = (workspace: Workspace, request: JsonObject): OperationOutcome => {
  const { action, agent_id: id, fields: requested } = request
  try {
    return {
      status: 'succeeded',
      result: runOperation(workspace, asString(action), asString(id), asObject(requested)),
    }
  } catch (reason) {
    if (reason instanceof Refusal) return { status: 'failed', refusal: reason }
    throw reason
  }
}
