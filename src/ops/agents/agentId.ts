/**
 * Ids of agents: the built-in agent has a name in place of an id.
 *
 * @internal
 */
import { type Check, ID_EXPECTED } from '../../core/input/check.js'
import { idOf, PLACES } from '../../core/input/idKinds.js'
import { idFieldRule } from '../../core/input/idRule.js'

/** The name of Notion's built-in agent. */
const NOTION_AI = 'notion_ai'

const parseAgentId = (given: unknown): string | undefined =>
  given === NOTION_AI ? NOTION_AI : idOf(given, PLACES.other)

/** The id of an agent in a path or query, a URL that contains it, or `notion_ai`. */
export const agentId: Check = (given, reject) => parseAgentId(given) ?? reject(ID_EXPECTED)

/** The rule for every `agent_id` of a body, and of its path. */
export const agentIdRule = idFieldRule('agent_id', parseAgentId)
