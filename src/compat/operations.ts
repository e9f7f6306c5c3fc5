/** The operation of each method of the official client. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../core/call/context.js'
import type { NotionError } from '../core/call/error.js'
import type { List } from '../core/objects/list.js'
import { batchAgents } from '../ops/agents/batchAgents.js'
import { deleteAgent } from '../ops/agents/deleteAgent.js'
import { getAgent } from '../ops/agents/getAgent.js'
import { getAgentInsights } from '../ops/agents/getAgentInsights.js'
import { queryAgents } from '../ops/agents/queryAgents.js'
import { updateAgentCreditLimit } from '../ops/agents/updateAgentCreditLimit.js'
import { updateAgentStatus } from '../ops/agents/updateAgentStatus.js'
import { getAsyncTask } from '../ops/async_tasks/getAsyncTask.js'
import { appendBlockChildren } from '../ops/blocks/appendBlockChildren.js'
import { deleteBlock } from '../ops/blocks/deleteBlock.js'
import { getBlock } from '../ops/blocks/getBlock.js'
import { getBlockChildren } from '../ops/blocks/getBlockChildren.js'
import { updateBlock } from '../ops/blocks/updateBlock.js'
import { createComment } from '../ops/comments/createComment.js'
import { deleteComment } from '../ops/comments/deleteComment.js'
import { getComment } from '../ops/comments/getComment.js'
import { getComments } from '../ops/comments/getComments.js'
import { updateComment } from '../ops/comments/updateComment.js'
import { getCustomEmojis } from '../ops/custom_emojis/getCustomEmojis.js'
import { createDataSource } from '../ops/data_sources/createDataSource.js'
import { getDataSource } from '../ops/data_sources/getDataSource.js'
import { getDataSourceTemplates } from '../ops/data_sources/getDataSourceTemplates.js'
import type { PageOrDataSource } from '../ops/data_sources/pageOrDataSource.js'
import { queryDataSource } from '../ops/data_sources/queryDataSource.js'
import { updateDataSource } from '../ops/data_sources/updateDataSource.js'
import { createDatabase } from '../ops/databases/createDatabase.js'
import { getDatabase } from '../ops/databases/getDatabase.js'
import { queryDatabase } from '../ops/databases/queryDatabase.js'
import { updateDatabase } from '../ops/databases/updateDatabase.js'
import { completeFileUpload } from '../ops/file_uploads/completeFileUpload.js'
import { createFileUpload } from '../ops/file_uploads/createFileUpload.js'
import { getFileUpload } from '../ops/file_uploads/getFileUpload.js'
import { getFileUploads } from '../ops/file_uploads/getFileUploads.js'
import { sendFileUpload } from '../ops/file_uploads/sendFileUpload.js'
import { createMeetingNote } from '../ops/meeting_notes/createMeetingNote.js'
import { queryMeetingNotes } from '../ops/meeting_notes/queryMeetingNotes.js'
import { createOAuthToken } from '../ops/oauth/createOAuthToken.js'
import { introspectOAuthToken } from '../ops/oauth/introspectOAuthToken.js'
import { revokeOAuthToken } from '../ops/oauth/revokeOAuthToken.js'
import { createPage } from '../ops/pages/createPage.js'
import { getPage } from '../ops/pages/getPage.js'
import { getPageMarkdown } from '../ops/pages/getPageMarkdown.js'
import { getPageProperty } from '../ops/pages/getPageProperty.js'
import { movePage } from '../ops/pages/movePage.js'
import { updatePage } from '../ops/pages/updatePage.js'
import { updatePageMarkdown } from '../ops/pages/updatePageMarkdown.js'
import { type SearchParams, search } from '../ops/search/search.js'
import { cancelSession } from '../ops/sessions/cancelSession.js'
import { getSession } from '../ops/sessions/getSession.js'
import { querySessionEvents } from '../ops/sessions/querySessionEvents.js'
import { querySessions } from '../ops/sessions/querySessions.js'
import { updateSession } from '../ops/sessions/updateSession.js'
import { getBotUser } from '../ops/users/getBotUser.js'
import { getUser } from '../ops/users/getUser.js'
import { getUsers } from '../ops/users/getUsers.js'
import { createView } from '../ops/views/createView.js'
import { createViewQuery } from '../ops/views/createViewQuery.js'
import { deleteView } from '../ops/views/deleteView.js'
import { deleteViewQuery } from '../ops/views/deleteViewQuery.js'
import { getView } from '../ops/views/getView.js'
import { getViewQueryResults } from '../ops/views/getViewQueryResults.js'
import { getViews } from '../ops/views/getViews.js'
import { updateView } from '../ops/views/updateView.js'

/** What the client once listed as databases are data sources today, which `search` lists. */
const listDatabases = (
  ctx: Context,
  params: Omit<SearchParams, 'filter'>,
): TaskEither<NotionError, List<PageOrDataSource>> =>
  search(ctx, { ...params, filter: { property: 'object', value: 'data_source' } })

/** The operations, by the paths of the methods. `request` and `sessions.stream` are missing: they are not operations that return a promise. */
export const OPERATIONS = {
  search: search,
  pages: {
    create: createPage,
    retrieve: getPage,
    update: updatePage,
    move: movePage,
    retrieveMarkdown: getPageMarkdown,
    updateMarkdown: updatePageMarkdown,
    properties: { retrieve: getPageProperty },
  },
  blocks: {
    retrieve: getBlock,
    update: updateBlock,
    delete: deleteBlock,
    children: { append: appendBlockChildren, list: getBlockChildren },
    meetingNotes: { create: createMeetingNote, query: queryMeetingNotes },
  },
  databases: {
    retrieve: getDatabase,
    create: createDatabase,
    update: updateDatabase,
    // The client had these before version 5, and older tools call them.
    query: queryDatabase,
    list: listDatabases,
  },
  dataSources: {
    retrieve: getDataSource,
    query: queryDataSource,
    create: createDataSource,
    update: updateDataSource,
    listTemplates: getDataSourceTemplates,
  },
  users: { retrieve: getUser, list: getUsers, me: getBotUser },
  comments: {
    create: createComment,
    list: getComments,
    retrieve: getComment,
    update: updateComment,
    delete: deleteComment,
  },
  fileUploads: {
    create: createFileUpload,
    retrieve: getFileUpload,
    list: getFileUploads,
    send: sendFileUpload,
    complete: completeFileUpload,
  },
  views: {
    create: createView,
    retrieve: getView,
    update: updateView,
    delete: deleteView,
    list: getViews,
    queries: {
      create: createViewQuery,
      results: getViewQueryResults,
      delete: deleteViewQuery,
    },
  },
  customEmojis: { list: getCustomEmojis },
  asyncTasks: { retrieve: getAsyncTask },
  agents: {
    retrieve: getAgent,
    query: queryAgents,
    retrieveInsights: getAgentInsights,
    updateCreditLimit: updateAgentCreditLimit,
    updateStatus: updateAgentStatus,
    delete: deleteAgent,
    batch: batchAgents,
  },
  sessions: {
    retrieve: getSession,
    update: updateSession,
    cancel: cancelSession,
    query: querySessions,
    queryEvents: querySessionEvents,
  },
  oauth: {
    token: createOAuthToken,
    introspect: introspectOAuthToken,
    revoke: revokeOAuthToken,
  },
} as const
