/** The ids of agents, one of which has a name. */
import { parseId } from './id.js'
import { id, type PathPart } from './route.js'

/** The agent that everybody has, by name. */
const NOTION_AI = 'notion_ai'

/** The id of an agent, in any spelling, or the name of the agent that everybody has. */
export const parseAgentId = (text: string): string | undefined => (text === NOTION_AI ? text : parseId(text))

/** The id of an agent in a path. */
export const agentId = (given: string): PathPart =>
  given === NOTION_AI ? { given, segment: given, allowed: given } : id(given)
