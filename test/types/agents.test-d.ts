/** What the compiler accepts and refuses of agents and sessions. Nothing here runs. */
import type {
  AgentBatchParameters,
  AgentBatchResponse,
  CancelSessionParameters,
  CancelSessionResponse,
  DeleteAgentParameters,
  DeleteAgentResponse,
  GetAgentParameters,
  GetAgentResponse,
  GetInsightsParameters,
  GetInsightsResponse,
  QueryAgentsParameters,
  QueryAgentsResponse,
  QuerySessionEventsParameters,
  QuerySessionEventsResponse,
  QuerySessionsParameters,
  QuerySessionsResponse,
  RetrieveSessionParameters,
  RetrieveSessionResponse,
  UpdateAgentCreditLimitParameters,
  UpdateAgentCreditLimitResponse,
  UpdateAgentStatusParameters,
  UpdateAgentStatusResponse,
  UpdateSessionParameters,
  UpdateSessionResponse,
  UpdateSessionStreamParameters,
  UpdateSessionStreamResponse,
} from '@notionhq/client'
import type { Agent } from '../../src/ops/agents/agent.js'
import type {
  AgentCreditLimit,
  AgentInsights,
  AgentStatusChange,
  DeletedAgent,
} from '../../src/ops/agents/agentAnswers.js'
import type { AgentConnection } from '../../src/ops/agents/agentConnection.js'
import type { AgentFilter } from '../../src/ops/agents/agentFilter.js'
import type { AgentOperation } from '../../src/ops/agents/agentRequest.js'
import type { BatchAgentsParams } from '../../src/ops/agents/batchAgents.js'
import type { DeleteAgentParams } from '../../src/ops/agents/deleteAgent.js'
import type { GetAgentParams } from '../../src/ops/agents/getAgent.js'
import type { GetAgentInsightsParams } from '../../src/ops/agents/getAgentInsights.js'
import type { QueryAgentsParams } from '../../src/ops/agents/queryAgents.js'
import type { UpdateAgentCreditLimitParams } from '../../src/ops/agents/updateAgentCreditLimit.js'
import type { UpdateAgentStatusParams } from '../../src/ops/agents/updateAgentStatus.js'
import type { AsyncTask } from '../../src/ops/async_tasks/asyncTask.js'
import type { CancelSessionParams } from '../../src/ops/sessions/cancelSession.js'
import type { GetSessionParams } from '../../src/ops/sessions/getSession.js'
import type { QuerySessionEventsParams } from '../../src/ops/sessions/querySessionEvents.js'
import type { QuerySessionsParams } from '../../src/ops/sessions/querySessions.js'
import type { Session, SessionDetails } from '../../src/ops/sessions/session.js'
import type { SessionEvent } from '../../src/ops/sessions/sessionEvent.js'
import type { SessionEventFilter, SessionFilter } from '../../src/ops/sessions/sessionFilter.js'
import type { SessionRequest } from '../../src/ops/sessions/sessionRequest.js'
import type { SessionStreamEvent, SessionStreamMessage } from '../../src/ops/sessions/sessionStream.js'
import type { CommittedSessionEvent, ProvisionalSessionEvent } from '../../src/ops/sessions/streamedEvent.js'
import type { StreamSessionParams } from '../../src/ops/sessions/streamSession.js'
import type { UpdateSessionParams } from '../../src/ops/sessions/updateSession.js'
import type { Closed, Merged, Names, Same } from './closed.js'

// Everything that the official client accepts is accepted.
export const got = (official: GetAgentParameters): GetAgentParams => official
export const queried = (official: QueryAgentsParameters): QueryAgentsParams => official
export const insights = (official: GetInsightsParameters): GetAgentInsightsParams => official
export const limited = (official: UpdateAgentCreditLimitParameters): UpdateAgentCreditLimitParams => official
export const changed = (official: UpdateAgentStatusParameters): UpdateAgentStatusParams => official
export const deleted = (official: DeleteAgentParameters): DeleteAgentParams => official
export const batch = (official: AgentBatchParameters): BatchAgentsParams => official
export const gotSession = (official: RetrieveSessionParameters): GetSessionParams => official
export const said = (official: UpdateSessionParameters): UpdateSessionParams => official
export const streamed = (official: UpdateSessionStreamParameters): StreamSessionParams => official
export const cancelled = (official: CancelSessionParameters): CancelSessionParams => official
export const sessions = (official: QuerySessionsParameters): QuerySessionsParams => official
export const events = (official: QuerySessionEventsParameters): QuerySessionEventsParams => official

// Every answer of the official client is one of ours.
export const anAgent = (official: GetAgentResponse | QueryAgentsResponse['results'][number]): Agent => official
export const someInsights = (official: GetInsightsResponse): AgentInsights => official
export const aLimit = (official: UpdateAgentCreditLimitResponse): AgentCreditLimit => official
export const aChange = (official: UpdateAgentStatusResponse): AgentStatusChange => official
export const aDeletion = (official: DeleteAgentResponse): DeletedAgent => official
export const aTask = (official: AgentBatchResponse): AsyncTask => official
export const aSession = (official: UpdateSessionResponse | CancelSessionResponse): Session => official
export const details = (official: RetrieveSessionResponse | QuerySessionsResponse['results'][number]): SessionDetails =>
  official
export const anEvent = (official: QuerySessionEventsResponse['results'][number]): SessionEvent => official
export const aMessage = (official: UpdateSessionStreamResponse): SessionStreamMessage => official

// And every answer of ours is one of the official client's, but for these: it says of an agent that was retrieved what it leaves
// out of one that was found, and the other way round; the settings of a trigger are objects of nothing there.
type Varying =
  | 'version'
  | 'has_unpublished_changes'
  | 'last_run_time'
  | 'created_time'
  | 'last_edited_time'
  | 'triggers'
type Whole<A> = Omit<A, Varying | 'agent_type' | 'created_by' | 'icon' | 'connections'>
export const closedAgent = (ours: Closed<Whole<Agent>>): Whole<GetAgentResponse> => ours
export const closedLimit = (ours: Closed<AgentCreditLimit>): UpdateAgentCreditLimitResponse => ours
export const closedChange = (ours: Closed<AgentStatusChange>): UpdateAgentStatusResponse => ours
export const closedDeletion = (ours: Closed<DeletedAgent>): DeleteAgentResponse => ours
export const closedSession = (ours: Closed<Session>): UpdateSessionResponse => ours
// What set an agent going may be `null` here, as all that is beside it.
export const closedDetails = (
  ours: Closed<Omit<SessionDetails, 'trigger_type' | 'created_by'>>,
): Omit<RetrieveSessionResponse, 'trigger_type' | 'created_by'> => ours

// The same fields, each of them.
type OfficialMessage<Type> = Extract<UpdateSessionStreamResponse, { type: Type }>
type OfficialEvent<Type> = OfficialMessage<Type> extends { event: infer Event } ? Event : never
export const names: ReadonlyArray<true> = [
  true satisfies Same<Exclude<keyof Agent, 'request_id'>, keyof GetAgentResponse>,
  true satisfies Same<Merged<Names<AgentConnection>>, Merged<Names<GetAgentResponse['connections'][number]>>>,
  true satisfies Same<Exclude<keyof AgentInsights, 'request_id'>, keyof GetInsightsResponse>,
  true satisfies Same<Exclude<keyof Session, 'request_id'>, keyof UpdateSessionResponse>,
  true satisfies Same<Exclude<keyof SessionDetails, 'request_id'>, keyof RetrieveSessionResponse>,
  true satisfies Same<Merged<Names<SessionEvent>>, Merged<Names<QuerySessionEventsResponse['results'][number]>>>,
  true satisfies Same<Merged<Names<SessionStreamMessage>>, Merged<Names<UpdateSessionStreamResponse>>>,
  true satisfies Same<Merged<Names<CommittedSessionEvent>>, Merged<Names<OfficialEvent<'event.committed'>>>>,
  true satisfies Same<Merged<Names<ProvisionalSessionEvent>>, Merged<Names<OfficialEvent<'event.provisional'>>>>,
]

export const refusedAgentFilters: ReadonlyArray<AgentFilter> = [
  // @ts-expect-error a misspelt property
  { property: 'name', string: { equals: 'a' } },
  // @ts-expect-error a condition of another property
  { property: 'favorited', string: { equals: 'a' } },
  // @ts-expect-error a status that agents do not have
  { property: 'status', status: { in: ['asleep'] } },
  // @ts-expect-error three levels
  { and: [{ or: [{ and: [{ property: 'favorited', checkbox: { equals: true } }] }] }] },
  // @ts-expect-error both compounds at once
  { and: [], or: [] },
]

export const refusedSessionFilters: ReadonlyArray<SessionFilter> = [
  // @ts-expect-error a misspelt condition
  { property: 'status', status: { is: 'queued' } },
  // @ts-expect-error a status that sessions do not have
  { property: 'status', status: { equals: 'done' } },
  // @ts-expect-error a condition of another property
  { property: 'created_at', date: { after: '2026-01-01' } },
]

export const eventFilters: ReadonlyArray<SessionEventFilter> = [
  { and: [{ or: [{ and: [{ property: 'sequence', number: { greater_than: 1 } }] }] }] },
  // @ts-expect-error four levels
  { and: [{ or: [{ and: [{ or: [{ property: 'sequence', number: { greater_than: 1 } }] }] }] }] },
  // @ts-expect-error a type that events do not have
  { property: 'type', event_type: { equals: 'agent.dream' } },
]

export const refusedOperations: ReadonlyArray<AgentOperation> = [
  // @ts-expect-error a misspelt action
  { action: 'remove', agent_id: 'a' },
  // @ts-expect-error fields of another action
  { action: 'update_status', agent_id: 'a', fields: { credit_limit: 1 } },
  // @ts-expect-error fields where there is nothing to set
  { action: 'delete', agent_id: 'a', fields: {} },
]

export const refusedRequests: ReadonlyArray<SessionRequest> = [
  // @ts-expect-error a misspelt parameter
  { mesage: 'm' },
  // @ts-expect-error a message and an action at once
  { message: 'm', session_id: 'a', actions: [] },
  // @ts-expect-error an action in no session
  { actions: [{ action_id: 'a', option_id: 'approve' }] },
  // @ts-expect-error an answer that no action takes
  { session_id: 'a', actions: [{ action_id: 'a', option_id: 'maybe' }] },
  // @ts-expect-error a message that continues
  { session_id: 'a', message: 'm', continue_from: 'event-1' },
]

// An event is told from the others by its type alone, and time-outs and failures are no events.
export const wordsOf = (event: SessionStreamEvent): string =>
  event.type === 'event.committed' && event.event.type === 'agent.message'
    ? event.event.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
    : event.type === 'stream.end'
      ? event.status
      : ''
// @ts-expect-error a time-out is seen to
export const timedOut = (event: SessionStreamEvent): boolean => event.type === 'stream.timeout'
