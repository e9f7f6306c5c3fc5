/**
 * Every operation of the library with samples of what it takes and of what it is answered: enough to see from its request what it
 * declares. Tables of the documentation are made of it, and rules that hold for all operations are tested with it.
 */

import { batchAgentsRequest } from '../../src/ops/agents/batchAgents.js'
import { deleteAgentRequest } from '../../src/ops/agents/deleteAgent.js'
import { getAgentRequest } from '../../src/ops/agents/getAgent.js'
import { getAgentInsightsRequest } from '../../src/ops/agents/getAgentInsights.js'
import { queryAgentsRequest } from '../../src/ops/agents/queryAgents.js'
import { updateAgentCreditLimitRequest } from '../../src/ops/agents/updateAgentCreditLimit.js'
import { updateAgentStatusRequest } from '../../src/ops/agents/updateAgentStatus.js'
import { getAsyncTaskRequest } from '../../src/ops/async_tasks/getAsyncTask.js'
import { appendBlockChildrenRequest } from '../../src/ops/blocks/appendBlockChildren.js'
import type { Block } from '../../src/ops/blocks/block.js'
import { deleteBlockRequest } from '../../src/ops/blocks/deleteBlock.js'
import { getBlockRequest } from '../../src/ops/blocks/getBlock.js'
import { getBlockChildrenRequest } from '../../src/ops/blocks/getBlockChildren.js'
import { updateBlockRequest } from '../../src/ops/blocks/updateBlock.js'
import { createCommentRequest } from '../../src/ops/comments/createComment.js'
import { deleteCommentRequest } from '../../src/ops/comments/deleteComment.js'
import { getCommentRequest } from '../../src/ops/comments/getComment.js'
import { getCommentsRequest } from '../../src/ops/comments/getComments.js'
import { updateCommentRequest } from '../../src/ops/comments/updateComment.js'
import { getCustomEmojisRequest } from '../../src/ops/custom_emojis/getCustomEmojis.js'
import { createDataSourceRequest } from '../../src/ops/data_sources/createDataSource.js'
import { getDataSourceRequest } from '../../src/ops/data_sources/getDataSource.js'
import { getDataSourceTemplatesRequest } from '../../src/ops/data_sources/getDataSourceTemplates.js'
import { queryDataSourceRequest } from '../../src/ops/data_sources/queryDataSource.js'
import { updateDataSourceRequest } from '../../src/ops/data_sources/updateDataSource.js'
import { createDatabaseRequest } from '../../src/ops/databases/createDatabase.js'
import { getDatabaseRequest } from '../../src/ops/databases/getDatabase.js'
import { updateDatabaseRequest } from '../../src/ops/databases/updateDatabase.js'
import { completeFileUploadRequest } from '../../src/ops/file_uploads/completeFileUpload.js'
import { createFileUploadRequest } from '../../src/ops/file_uploads/createFileUpload.js'
import { getFileUploadRequest } from '../../src/ops/file_uploads/getFileUpload.js'
import { getFileUploadsRequest } from '../../src/ops/file_uploads/getFileUploads.js'
import { sendFileUploadRequest } from '../../src/ops/file_uploads/sendFileUpload.js'
import { createMeetingNoteRequest } from '../../src/ops/meeting_notes/createMeetingNote.js'
import { queryMeetingNotesRequest } from '../../src/ops/meeting_notes/queryMeetingNotes.js'
import { createOAuthTokenRequest } from '../../src/ops/oauth/createOAuthToken.js'
import { introspectOAuthTokenRequest } from '../../src/ops/oauth/introspectOAuthToken.js'
import { revokeOAuthTokenRequest } from '../../src/ops/oauth/revokeOAuthToken.js'
import { createPageRequest } from '../../src/ops/pages/createPage.js'
import { getPageRequest } from '../../src/ops/pages/getPage.js'
import { getPageMarkdownRequest } from '../../src/ops/pages/getPageMarkdown.js'
import { getPagePropertyRequest } from '../../src/ops/pages/getPageProperty.js'
import { movePageRequest } from '../../src/ops/pages/movePage.js'
import type { PageMarkdown } from '../../src/ops/pages/pageMarkdown.js'
import { updatePageRequest } from '../../src/ops/pages/updatePage.js'
import { updatePageMarkdownRequest } from '../../src/ops/pages/updatePageMarkdown.js'
import { searchRequest } from '../../src/ops/search/search.js'
import { cancelSessionRequest } from '../../src/ops/sessions/cancelSession.js'
import { getSessionRequest } from '../../src/ops/sessions/getSession.js'
import { querySessionEventsRequest } from '../../src/ops/sessions/querySessionEvents.js'
import { querySessionsRequest } from '../../src/ops/sessions/querySessions.js'
import { streamSessionRequest } from '../../src/ops/sessions/streamSession.js'
import { updateSessionRequest } from '../../src/ops/sessions/updateSession.js'
import { getBotUserRequest } from '../../src/ops/users/getBotUser.js'
import { getUserRequest } from '../../src/ops/users/getUser.js'
import { getUsersRequest } from '../../src/ops/users/getUsers.js'
import { createViewRequest } from '../../src/ops/views/createView.js'
import { createViewQueryRequest } from '../../src/ops/views/createViewQuery.js'
import { deleteViewRequest } from '../../src/ops/views/deleteView.js'
import { deleteViewQueryRequest } from '../../src/ops/views/deleteViewQuery.js'
import { getViewRequest } from '../../src/ops/views/getView.js'
import { getViewQueryResultsRequest } from '../../src/ops/views/getViewQueryResults.js'
import { getViewsRequest } from '../../src/ops/views/getViews.js'
import { updateViewRequest } from '../../src/ops/views/updateView.js'
import { aDatabase, aDataSource } from './dataSources.js'
import { aList, aPage, aUser } from './fixtures.js'
import { aMeetingNote } from './meetingNotes.js'
import { aCheckboxItem } from './propertyItems.js'
import { idOf, type Operation, seen } from './seen.js'
import { aView } from './views.js'

const page_id = idOf('PAGE')
const block_id = idOf('BLOCK')
const database_id = idOf('DATABASE')
const data_source_id = idOf('DATA_SOURCE')
const user_id = idOf('USER')
const comment_id = idOf('COMMENT')
const file_upload_id = idOf('FILE_UPLOAD')
const view_id = idOf('VIEW')
const agent_id = idOf('AGENT')
const session_id = idOf('SESSION')
const pageParent = { type: 'page_id', page_id: idOf('PARENT') } as const
const rowsParent = { type: 'data_source_id', data_source_id: idOf('PARENT') } as const
const at = '2026-03-11T10:00:00.000Z'
const somebody = { object: 'user', id: user_id } as const
const aBlock = (id: string): Block => ({
  object: 'block',
  id,
  parent: pageParent,
  created_time: at,
  last_edited_time: at,
  created_by: somebody,
  last_edited_by: somebody,
  has_children: false,
  type: 'divider',
  divider: {},
})
const rich_text = [{ text: { content: 'words' } }] as const
const user = aUser({ id: user_id })
const client = { client_id: 'client', client_secret: 'secret' } as const
const source = aDataSource({ id: data_source_id, parent: { type: 'database_id', database_id } })
const database = aDatabase({
  id: database_id,
  parent: pageParent,
  data_sources: [{ id: data_source_id, name: 'Tasks' }],
})
const aRow = aPage({ id: page_id, parent: rowsParent })
const aSubpage = aPage({ id: page_id, parent: pageParent })
const aMarkdown: PageMarkdown = {
  object: 'page_markdown',
  id: page_id,
  markdown: '',
  truncated: false,
  unknown_block_ids: [],
}
const newOption = { Stage: { select: { name: 'New' } } } as const

/** Every operation that makes one call, by resource. */
export const operations: Readonly<Record<string, ReadonlyArray<Operation>>> = {
  pages: [
    seen(getPageRequest, [{ page_id }, aRow]),
    seen(
      createPageRequest,
      [{ parent: rowsParent, properties: newOption }, aRow],
      [{ parent: pageParent }, aSubpage],
      [{ parent: { type: 'database_id', database_id }, properties: newOption }, aRow],
    ),
    seen(
      updatePageRequest,
      [{ page_id, properties: newOption }, aRow],
      [{ page_id }, aSubpage],
      [{ page_id, template: { type: 'default' } }, aRow],
      [{ page_id, in_trash: true }, aRow],
    ),
    seen(movePageRequest, [{ page_id, parent: rowsParent }, aRow], [{ page_id, parent: pageParent }, aSubpage]),
    seen(getPagePropertyRequest, [{ page_id, property_id: 'PROPERTY' }, aCheckboxItem()]),
    seen(getPageMarkdownRequest, [{ page_id }]),
    seen(
      updatePageMarkdownRequest,
      [{ page_id, type: 'replace_content', replace_content: { new_str: '' } }, aMarkdown],
      [{ page_id, type: 'insert_content', insert_content: { content: '' } }, aMarkdown],
    ),
  ],
  blocks: [
    seen(getBlockRequest, [{ block_id }, aBlock(block_id)]),
    seen(getBlockChildrenRequest, [{ block_id }, aList([aBlock(idOf('CHILD'))])]),
    seen(appendBlockChildrenRequest, [{ block_id, children: [] }, aList([aBlock(idOf('CHILD'))])]),
    seen(updateBlockRequest, [
      { block_id, in_trash: false },
      { ...aBlock(block_id), has_children: true },
    ]),
    seen(deleteBlockRequest, [{ block_id }, { ...aBlock(block_id), has_children: true }]),
  ],
  databases: [
    seen(getDatabaseRequest, [{ database_id }, database]),
    seen(createDatabaseRequest, [{ parent: pageParent }, database]),
    seen(updateDatabaseRequest, [{ database_id, in_trash: true }, database]),
  ],
  data_sources: [
    seen(getDataSourceRequest, [{ data_source_id }, source]),
    seen(queryDataSourceRequest, [{ data_source_id }, aList([aPage({ id: idOf('ROW') })])]),
    seen(createDataSourceRequest, [{ parent: { database_id }, properties: {} }, source]),
    seen(updateDataSourceRequest, [{ data_source_id, in_trash: true, properties: {} }, source]),
    seen(getDataSourceTemplatesRequest, [{ data_source_id }]),
  ],
  search: [seen(searchRequest, [{}])],
  users: [
    seen(getUserRequest, [{ user_id }, user]),
    seen(getUsersRequest, [{}, aList([user])]),
    seen(getBotUserRequest, [{}, user]),
  ],
  comments: [
    seen(createCommentRequest, [{ parent: { page_id }, rich_text }]),
    seen(getCommentsRequest, [{ block_id }]),
    seen(getCommentRequest, [{ comment_id }]),
    seen(updateCommentRequest, [{ comment_id, rich_text }]),
    seen(deleteCommentRequest, [{ comment_id }]),
  ],
  file_uploads: [
    seen(createFileUploadRequest, [{}]),
    seen(sendFileUploadRequest, [{ file_upload_id, file: { filename: 'a.txt', data: new Blob() } }]),
    seen(completeFileUploadRequest, [{ file_upload_id }]),
    seen(getFileUploadRequest, [{ file_upload_id }]),
    seen(getFileUploadsRequest, [{}]),
  ],
  views: [
    seen(getViewsRequest, [{ database_id }]),
    seen(
      createViewRequest,
      [{ data_source_id, name: 'A view', type: 'table', create_database: { parent: pageParent } }, aView()],
      [{ data_source_id, name: 'A view', type: 'table', database_id }, aView()],
    ),
    seen(getViewRequest, [{ view_id }]),
    seen(updateViewRequest, [{ view_id }]),
    seen(deleteViewRequest, [{ view_id }]),
    seen(createViewQueryRequest, [{ view_id }]),
    seen(getViewQueryResultsRequest, [{ view_id, query_id: 'QUERY' }]),
    seen(deleteViewQueryRequest, [{ view_id, query_id: 'QUERY' }]),
  ],
  meeting_notes: [
    seen(
      createMeetingNoteRequest,
      [{ source: { type: 'file_upload', file_upload_id }, parent: pageParent }, aMeetingNote({ id: block_id })],
      [{ source: { type: 'block', block_id } }, aMeetingNote({ id: block_id })],
    ),
    seen(queryMeetingNotesRequest, [{}]),
  ],
  custom_emojis: [seen(getCustomEmojisRequest, [{}])],
  async_tasks: [
    seen(getAsyncTaskRequest, [
      { task_id: idOf('TASK') },
      {
        object: 'async_task',
        id: idOf('TASK'),
        status_url: 'https://api.notion.com/v1/async_tasks/TASK',
        created_time: '2026-01-02T03:04:00.000Z',
        operation: { surface: 'rest', name: 'POST /v1/pages' },
        status: 'succeeded',
        result: {},
      },
    ]),
  ],
  agents: [
    seen(getAgentRequest, [{ agent_id }]),
    seen(queryAgentsRequest, [{}]),
    seen(getAgentInsightsRequest, [{ agent_id }]),
    seen(updateAgentCreditLimitRequest, [{ agent_id, credit_limit: null }]),
    seen(updateAgentStatusRequest, [{ agent_id, status: 'active' }]),
    seen(deleteAgentRequest, [{ agent_id }]),
    seen(batchAgentsRequest, [{ operations: [{ action: 'delete', agent_id }] }]),
  ],
  sessions: [
    seen(getSessionRequest, [{ session_id }]),
    seen(
      updateSessionRequest,
      [{ message: 'words' }],
      [{ session_id, actions: [] }],
      [{ session_id, continue_from: 'an event' }],
    ),
    seen(streamSessionRequest, [{ message: 'words' }]),
    seen(cancelSessionRequest, [{ session_id }]),
    seen(querySessionsRequest, [{}]),
    seen(querySessionEventsRequest, [{ session_id }]),
  ],
  oauth: [
    seen(createOAuthTokenRequest, [{ ...client, grant_type: 'refresh_token', refresh_token: 'token' }]),
    seen(introspectOAuthTokenRequest, [{ ...client, token: 'token' }]),
    seen(revokeOAuthTokenRequest, [{ ...client, token: 'token' }]),
  ],
}
