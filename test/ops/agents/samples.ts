/** What the operations on agents take and are answered, so that what they declare can be seen. */
import { batchAgentsRequest } from '../../../src/ops/agents/batchAgents.js'
import { deleteAgentRequest } from '../../../src/ops/agents/deleteAgent.js'
import { getAgentRequest } from '../../../src/ops/agents/getAgent.js'
import { getAgentInsightsRequest } from '../../../src/ops/agents/getAgentInsights.js'
import { queryAgentsRequest } from '../../../src/ops/agents/queryAgents.js'
import { updateAgentCreditLimitRequest } from '../../../src/ops/agents/updateAgentCreditLimit.js'
import { updateAgentStatusRequest } from '../../../src/ops/agents/updateAgentStatus.js'
import { agent_id } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getAgentRequest, [{ agent_id }]),
  seen(queryAgentsRequest, [{}]),
  seen(getAgentInsightsRequest, [{ agent_id }]),
  seen(updateAgentCreditLimitRequest, [{ agent_id, credit_limit: null }]),
  seen(updateAgentStatusRequest, [{ agent_id, status: 'active' }]),
  seen(deleteAgentRequest, [{ agent_id }]),
  seen(batchAgentsRequest, [{ operations: [{ action: 'delete', agent_id }] }]),
]
