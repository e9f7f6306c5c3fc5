/** Everything that `notion-fp` exports, each by name; the types of properties are in `notion-fp/props`. */

export { clearCache, getCacheStats } from './core/cache/getCacheStats.js'
export { invalidate } from './core/cache/invalidate.js'
export { type CacheSizes, type LruCacheOptions, lruCache } from './core/cache/lruCache.js'
export { type CacheTtls, makeCache } from './core/cache/makeCache.js'
export { type CacheStore, noCache } from './core/cache/store.js'
export type { Cache, CacheEntry, CacheResource, CacheStats, Keep } from './core/call/cache.js'
export type { Call, CallKind, DecodeFailure, Method, Mismatch, Query, QueryValue } from './core/call/call.js'
export type { Config, Fetch, FetchInit, FetchResponse, Validate } from './core/call/config.js'
export type { Context, Transport } from './core/call/context.js'
export {
  type AbortError,
  type AnswerDetails,
  type AuthenticationError,
  type ConflictError,
  type DecodeError,
  type InvalidInputError,
  matchError,
  type NetworkError,
  type NotFoundError,
  type NotionError,
  type NotionErrorByTag,
  type NotionErrorCases,
  type NotionErrorTag,
  type Outcome,
  type PermissionError,
  type RateLimitError,
  type ServerError,
  type Thrown,
  type TimeoutError,
  type UnexpectedResponseError,
  type ValidationError,
} from './core/call/error.js'
export type { Fetcher, Middleware } from './core/call/fetcher.js'
export { compactId, dashedId } from './core/call/id.js'
export type { InvalidInput } from './core/call/issues.js'
export type { LogEntry, Logger, LogLevel } from './core/call/logger.js'
export { consoleLogger } from './core/call/logger.js'
export type { AsStream, Exchange, FormPart, NotionRequest, Secret } from './core/call/request.js'
export { childrenTag, objectTag, rowsTag, type Tag, usersTag } from './core/call/tag.js'
export type { Tenant } from './core/call/tenant.js'
export { tenantOf } from './core/call/tenant.js'
export { DEFAULT_NOTION_VERSION, type NotionVersion } from './core/call/version.js'
export { addCache, useCache } from './core/context/addCache.js'
export type { TransportOptions } from './core/context/config.js'
export { configFromEnv, type Env } from './core/context/configFromEnv.js'
export { type ContextOptions, createContext } from './core/context/createContext.js'
export { NotionException, reader, toPromise } from './core/context/interop.js'
export { makeContext } from './core/context/makeContext.js'
export { parseConfig } from './core/context/parseConfig.js'
export { type RequestParams, request } from './core/context/request.js'
export { type DefaultsOptions, withDefaults } from './core/context/withDefaults.js'
export { use, wrap } from './core/context/wrap.js'
export { parseId } from './core/input/id.js'
export { parseBlockId, parseDatabaseId, parseViewId } from './core/input/idKinds.js'
export { type Clock, systemClock } from './core/internal/clock.js'
export { type Permit, type RateLimiter, type RateLimitOptions, rateLimiter } from './core/middleware/rateLimiter.js'
export { type WithCacheOptions, withCache } from './core/middleware/withCache.js'
export { type WithDedupeOptions, withDedupe } from './core/middleware/withDedupe.js'
export { withFreshCache } from './core/middleware/withFreshCache.js'
export { withHeaders } from './core/middleware/withHeaders.js'
export { type WithLoggerOptions, withLogger } from './core/middleware/withLogger.js'
export { withoutCache } from './core/middleware/withoutCache.js'
export { type WithRateLimitOptions, withRateLimit } from './core/middleware/withRateLimit.js'
export { isRetryable, type RetryOptions, withRetry } from './core/middleware/withRetry.js'
export { withSignal } from './core/middleware/withSignal.js'
export { withTimeout } from './core/middleware/withTimeout.js'
export type { DateRequest } from './core/objects/date.js'
export { DateValue } from './core/objects/date.js'
export type { CoverRequest, ExternalFileRequest, FileRequest, UploadedFileRequest } from './core/objects/file.js'
export { type Cover, FileObject, HostedFile, Link } from './core/objects/file.js'
export type { BuiltInIconColor, BuiltInIconRequest, CustomEmojiRequest, IconRequest } from './core/objects/icon.js'
export { type BuiltInIcon, CustomEmoji, Icon } from './core/objects/icon.js'
export { type List, listOf, type RequestStatus } from './core/objects/list.js'
export { Parent } from './core/objects/parent.js'
export {
  type Annotations,
  type Color,
  type EquationRichText,
  type LinkMention,
  type Mention,
  type MentionRichText,
  RichText,
  RichTextItem,
  type TemplateMention,
  type TextRichText,
  type UnknownRichText,
} from './core/objects/richText.js'
export type {
  AnnotationsRequest,
  EquationRequest,
  MentionedRequest,
  MentionRequest,
  MentionTextRequest,
  RichTextRequest,
  TemplateMentionRequest,
  TextRequest,
} from './core/objects/richTextRequest.js'
export type { PropertySort, Sort, SortDirection, Timestamp, TimestampSort } from './core/objects/sort.js'
export { UnknownObject } from './core/objects/unknownObject.js'
export type { UserRequest } from './core/objects/user.js'
export {
  type Bot,
  type BotOwner,
  type BotUser,
  Group,
  isFullUser,
  PartialUser,
  type PersonUser,
  type UnknownUser,
  User,
  UserOrPartial,
} from './core/objects/user.js'
export {
  type Adapted,
  collect,
  iterate,
  iteratePages,
  type PageParams,
  type PaginatedOp,
  type Results,
} from './core/pagination/paginate.js'
export type {
  AbsentBesideABlock,
  AbsentBesideAConditionAndBelowTheSecondLevel,
  AbsentBesideAnotherChange,
  AbsentBesideAnotherCondition,
  AbsentBesideAnotherInput,
  AbsentBesideAnotherParent,
  AbsentBesideAnotherSource,
  AbsentBesideAnotherType,
  AbsentBesideDiscussionId,
  AbsentBesideIsEmpty,
  AbsentBesideMarkdown,
  AbsentBesideParent,
  AbsentBesideRichText,
  AbsentForThisGrantType,
  AbsentInThisSort,
} from './core/schema/absent.js'
export type { Unchecked, UnknownType } from './core/schema/combinators.js'
export { decodeWith } from './core/schema/decode.js'
export type { EmptyRequest } from './core/schema/exactlyOne.js'
export type { Hidden } from './core/schema/hidden.js'
export type { Word } from './core/schema/variants.js'
export type { EventStream } from './core/transport/eventStream.js'
export { fetchFetcher } from './core/transport/fetchFetcher.js'
export { kyFetcher } from './core/transport/kyFetcher.js'
export {
  Agent,
  type AgentAvatar,
  AgentIcon,
  type AgentModel,
  type AgentPauseReason,
  type AgentStatus,
  type AgentType,
  AgentVersion,
  Creator,
} from './ops/agents/agent.js'
export { AgentCreditLimit, AgentInsights, AgentStatusChange, DeletedAgent } from './ops/agents/agentAnswers.js'
export {
  type AgentApp,
  AgentConnection,
  type AppConnection,
  type DiscordConnection,
  type DiscordServer,
  type McpConnection,
  type McpServer,
  type McpTool,
  type NotionConnection,
  type SlackConnection,
  type SlackWorkspace,
} from './ops/agents/agentConnection.js'
export type { AgentCondition, AgentDateCondition, AgentFilter, AgentSort } from './ops/agents/agentFilter.js'
export {
  type AgentPermission,
  AppPermission,
  type AppTarget,
  DiscordPermission,
  type DiscordTarget,
  NotionPermission,
  type NotionTarget,
  SlackPermission,
  type SlackTarget,
} from './ops/agents/agentPermission.js'
export type { AgentOperation } from './ops/agents/agentRequest.js'
export {
  type AgentSchedule,
  AgentTrigger,
  type KnownAgentTrigger,
  type ScheduleEnd,
  type UnknownAgentTrigger,
} from './ops/agents/agentTrigger.js'
export { type BatchAgentsParams, batchAgents, batchAgentsRequest } from './ops/agents/batchAgents.js'
export { type DeleteAgentParams, deleteAgent, deleteAgentRequest } from './ops/agents/deleteAgent.js'
export { type GetAgentParams, getAgent, getAgentRequest } from './ops/agents/getAgent.js'
export {
  type GetAgentInsightsParams,
  getAgentInsights,
  getAgentInsightsRequest,
} from './ops/agents/getAgentInsights.js'
export { type QueryAgentsParams, queryAgents, queryAgentsRequest } from './ops/agents/queryAgents.js'
export {
  type UpdateAgentCreditLimitParams,
  updateAgentCreditLimit,
  updateAgentCreditLimitRequest,
} from './ops/agents/updateAgentCreditLimit.js'
export {
  type UpdateAgentStatusParams,
  updateAgentStatus,
  updateAgentStatusRequest,
} from './ops/agents/updateAgentStatus.js'
export {
  AsyncTask,
  type AsyncTaskFailure,
  type AsyncTaskOperation,
  type FailedAsyncTask,
  isAsyncTask,
  type PendingAsyncTask,
  type SucceededAsyncTask,
  type UnknownAsyncTask,
} from './ops/async_tasks/asyncTask.js'
export { type GetAsyncTaskParams, getAsyncTask, getAsyncTaskRequest } from './ops/async_tasks/getAsyncTask.js'
export {
  type AppendBlockChildrenParams,
  appendBlockChildren,
  appendBlockChildrenRequest,
} from './ops/blocks/appendBlockChildren.js'
export { BlockBase, type NoContent } from './ops/blocks/block/base.js'
export type { CodeLanguage } from './ops/blocks/block/language.js'
export {
  type BookmarkBlock,
  CaptionedLink,
  ChildContent,
  type ChildDatabaseBlock,
  type ChildPageBlock,
  type EmbedBlock,
  type LinkBlock,
  type LinkPreviewBlock,
  type LinkToPageBlock,
  LinkToPageContent,
} from './ops/blocks/block/link.js'
export {
  type AudioBlock,
  type FileBlock,
  FileContent,
  type ImageBlock,
  type MediaBlock,
  MediaContent,
  type PdfBlock,
  type VideoBlock,
} from './ops/blocks/block/media.js'
export {
  type CalendarEvent,
  type MeetingNotesBlock,
  type MeetingNotesChildren,
  MeetingNotesContent,
  type Recording,
  type TranscriptionBlock,
  type UnsupportedBlock,
  UnsupportedContent,
} from './ops/blocks/block/meetingNotes.js'
export {
  type BreadcrumbBlock,
  type ColumnBlock,
  ColumnContent,
  type ColumnListBlock,
  type DividerBlock,
  type StructureBlock,
  type SyncedBlock,
  SyncedBlockContent,
  type SyncedFrom,
  type TabBlock,
  type TableBlock,
  TableContent,
  type TableOfContentsBlock,
  TableOfContentsContent,
  type TableRowBlock,
  TableRowContent,
} from './ops/blocks/block/structure.js'
export {
  type BulletedListItemBlock,
  type CalloutBlock,
  CalloutContent,
  type CodeBlock,
  CodeContent,
  type EquationBlock,
  EquationContent,
  type Heading1Block,
  type Heading2Block,
  type Heading3Block,
  type Heading4Block,
  HeadingContent,
  type NumberedListItemBlock,
  NumberedListItemContent,
  type ParagraphBlock,
  ParagraphContent,
  type QuoteBlock,
  type TemplateBlock,
  TemplateContent,
  type TextBlock,
  TextContent,
  type ToDoBlock,
  ToDoContent,
  type ToggleBlock,
} from './ops/blocks/block/text.js'
export { Block, BlockOrPartial, isFullBlock, PartialBlock, type UnknownBlock } from './ops/blocks/block.js'
export type {
  CalloutContentRequest,
  ChildlessContentRequests,
  CodeContentRequest,
  EquationContentRequest,
  FileContentRequest,
  HeadingContentRequest,
  LinkContentRequest,
  LinkToPageContentRequest,
  MediaContentRequest,
  NestingContentRequests,
  ParagraphContentRequest,
  SyncedBlockContentRequest,
  TableOfContentsContentRequest,
  TableRowContentRequest,
  TemplateContentRequest,
  TextContentRequest,
  ToDoContentRequest,
} from './ops/blocks/blockContentRequest.js'
export type {
  BlockPosition,
  BlockRequest,
  BlockUpdate,
  BlockUpdates,
  ColumnContentRequest,
  ColumnListContentRequest,
  ColumnRequest,
  ConvertedRowRequest,
  FileUpdate,
  LeafBlockRequest,
  MediaUpdate,
  NestedBlockRequest,
  TabListContentRequest,
  TableContentRequest,
  TableRowRequest,
  TabRequest,
} from './ops/blocks/blockRequest.js'
export { type DeleteBlockParams, deleteBlock, deleteBlockRequest } from './ops/blocks/deleteBlock.js'
export { type GetBlockParams, getBlock, getBlockRequest } from './ops/blocks/getBlock.js'
export {
  type GetBlockChildrenParams,
  getBlockChildren,
  getBlockChildrenRequest,
} from './ops/blocks/getBlockChildren.js'
export { type UpdateBlockParams, updateBlock, updateBlockRequest } from './ops/blocks/updateBlock.js'
export {
  Comment,
  type CommentAttachment,
  type CommentDisplayName,
  CommentOrPartial,
  type CommentParent,
  isFullComment,
  PartialComment,
} from './ops/comments/comment.js'
export type {
  CommentAttachmentRequest,
  CommentContentRequest,
  CommentDisplayNameRequest,
  CommentParentRequest,
  CommentPlaceRequest,
} from './ops/comments/commentRequest.js'
export { type CreateCommentParams, createComment, createCommentRequest } from './ops/comments/createComment.js'
export { type DeleteCommentParams, deleteComment, deleteCommentRequest } from './ops/comments/deleteComment.js'
export { type GetCommentParams, getComment, getCommentRequest } from './ops/comments/getComment.js'
export { type GetCommentsParams, getComments, getCommentsRequest } from './ops/comments/getComments.js'
export { type UpdateCommentParams, updateComment, updateCommentRequest } from './ops/comments/updateComment.js'
export { ListedCustomEmoji } from './ops/custom_emojis/customEmoji.js'
export {
  type GetCustomEmojisParams,
  getCustomEmojis,
  getCustomEmojisRequest,
} from './ops/custom_emojis/getCustomEmojis.js'
export {
  type CreateDataSourceParams,
  createDataSource,
  createDataSourceRequest,
} from './ops/data_sources/createDataSource.js'
export {
  DataSource,
  DataSourceOrPartial,
  type DataSourceSchema,
  isFullDataSource,
  PartialDataSource,
} from './ops/data_sources/dataSource.js'
export { type GetDataSourceParams, getDataSource, getDataSourceRequest } from './ops/data_sources/getDataSource.js'
export {
  type EntriesParams,
  type GetDataSourceEntriesParams,
  getDataSourceEntries,
} from './ops/data_sources/getDataSourceEntries.js'
export {
  type GetDataSourceTemplatesParams,
  getDataSourceTemplates,
  getDataSourceTemplatesRequest,
} from './ops/data_sources/getDataSourceTemplates.js'
export { isFullPageOrDataSource, PageOrDataSource } from './ops/data_sources/pageOrDataSource.js'
export {
  type QueryDataSourceParams,
  queryDataSource,
  queryDataSourceRequest,
  type RowsParams,
} from './ops/data_sources/queryDataSource.js'
export { DataSourceTemplate, DataSourceTemplates } from './ops/data_sources/template.js'
export {
  type UpdateDataSourceParams,
  updateDataSource,
  updateDataSourceRequest,
} from './ops/data_sources/updateDataSource.js'
export { type CreateDatabaseParams, createDatabase, createDatabaseRequest } from './ops/databases/createDatabase.js'
export {
  Database,
  DatabaseOrPartial,
  DataSourceReference,
  isFullDatabase,
  PartialDatabase,
} from './ops/databases/database.js'
export type {
  DatabaseParentRequest,
  DataSourceParentRequest,
  PageParentRequest,
  WorkspaceParentRequest,
} from './ops/databases/databaseParentRequest.js'
export type { DataSourceOfParams } from './ops/databases/dataSourceOf.js'
export { type GetDatabaseParams, getDatabase, getDatabaseRequest } from './ops/databases/getDatabase.js'
export { type GetDatabaseEntriesParams, getDatabaseEntries } from './ops/databases/getDatabaseEntries.js'
export { type QueryDatabaseParams, queryDatabase } from './ops/databases/queryDatabase.js'
export { type UpdateDatabaseParams, updateDatabase, updateDatabaseRequest } from './ops/databases/updateDatabase.js'
export {
  type CompleteFileUploadParams,
  completeFileUpload,
  completeFileUploadRequest,
} from './ops/file_uploads/completeFileUpload.js'
export {
  type CreateFileUploadParams,
  createFileUpload,
  createFileUploadRequest,
} from './ops/file_uploads/createFileUpload.js'
export {
  type FileImportFailure,
  FileImportResult,
  FileUpload,
  type FileUploadCreator,
  type FileUploadParts,
  type FileUploadStatus,
} from './ops/file_uploads/fileUpload.js'
export type { FileRequestContent, FileUploadMode } from './ops/file_uploads/fileUploadRequest.js'
export { type GetFileUploadParams, getFileUpload, getFileUploadRequest } from './ops/file_uploads/getFileUpload.js'
export { type GetFileUploadsParams, getFileUploads, getFileUploadsRequest } from './ops/file_uploads/getFileUploads.js'
export { type SendFileUploadParams, sendFileUpload, sendFileUploadRequest } from './ops/file_uploads/sendFileUpload.js'
export {
  type CreateMeetingNoteParams,
  createMeetingNote,
  createMeetingNoteRequest,
} from './ops/meeting_notes/createMeetingNote.js'
export {
  MeetingNote,
  MeetingNoteOrPartial,
  MeetingNotes,
  meetingNotesIn,
  type NamedMeetingNote,
  type TranscriptionNote,
  type UnknownMeetingNote,
} from './ops/meeting_notes/meetingNote.js'
export type {
  MeetingLanguage,
  MeetingSourceRequest,
  RecordedMeetingRequest,
  UploadedMeetingRequest,
} from './ops/meeting_notes/meetingNoteRequest.js'
export type {
  MeetingNotesConditions,
  MeetingNotesDate,
  MeetingNotesDateCondition,
  MeetingNotesDateRange,
  MeetingNotesDateRangeValue,
  MeetingNotesDateValue,
  MeetingNotesEmptyCondition,
  MeetingNotesFilter,
  MeetingNotesGroup,
  MeetingNotesPersonCondition,
  MeetingNotesPersonValue,
  MeetingNotesPropertyFilter,
  MeetingNotesSort,
  MeetingNotesTextCondition,
} from './ops/meeting_notes/meetingNotesFilter.js'
export {
  type QueryMeetingNotesParams,
  queryMeetingNotes,
  queryMeetingNotesRequest,
} from './ops/meeting_notes/queryMeetingNotes.js'
export { type CreateOAuthTokenParams, createOAuthToken, createOAuthTokenRequest } from './ops/oauth/createOAuthToken.js'
export {
  type IntrospectOAuthTokenParams,
  introspectOAuthToken,
  introspectOAuthTokenRequest,
} from './ops/oauth/introspectOAuthToken.js'
export { OAuthIntrospection, type OAuthOwner, OAuthRevocation, OAuthToken } from './ops/oauth/oauth.js'
export type { AuthorizationCodeGrant, OAuthClient, OAuthGrant, RefreshTokenGrant } from './ops/oauth/oauthGrant.js'
export { type RevokeOAuthTokenParams, revokeOAuthToken, revokeOAuthTokenRequest } from './ops/oauth/revokeOAuthToken.js'
export {
  type CreatePageNowParams,
  type CreatePageParams,
  createPage,
  createPageRequest,
} from './ops/pages/createPage.js'
export { type GetPageParams, getPage, getPageRequest } from './ops/pages/getPage.js'
export { type GetPageMarkdownParams, getPageMarkdown, getPageMarkdownRequest } from './ops/pages/getPageMarkdown.js'
export { type GetPagePropertyParams, getPageProperty, getPagePropertyRequest } from './ops/pages/getPageProperty.js'
export type {
  ContentUpdateRequest,
  InsertContentRequest,
  MarkdownUpdate,
  MarkdownUpdates,
  ReplaceContentRangeRequest,
  ReplaceContentRequest,
  UpdateContentRequest,
} from './ops/pages/markdownRequest.js'
export type { MovedPageParentRequest } from './ops/pages/movedPageRequest.js'
export { type MovePageParams, movePage, movePageRequest } from './ops/pages/movePage.js'
export type { NewPageParentRequest, PagePositionRequest, TemplateRequest } from './ops/pages/newPageRequest.js'
export { isFullPage, Page, PageOrPartial, PartialPage } from './ops/pages/page.js'
export { PageMarkdown } from './ops/pages/pageMarkdown.js'
export {
  isPropertyItemList,
  type ListedProperty,
  PageProperty,
  PropertyItem,
  PropertyItemList,
  type PropertyItemOf,
  type PropertyItemPayloads,
  type RollupItemResult,
  type UnknownPropertyItem,
} from './ops/pages/propertyItem.js'
export { type UpdatePageParams, updatePage, updatePageRequest } from './ops/pages/updatePage.js'
export {
  type UpdatePageMarkdownNowParams,
  type UpdatePageMarkdownParams,
  updatePageMarkdown,
  updatePageMarkdownRequest,
} from './ops/pages/updatePageMarkdown.js'
export { type GetAllDatabasesParams, getAllDatabases } from './ops/search/getAllDatabases.js'
export { type GetAllPagesParams, getAllPages } from './ops/search/getAllPages.js'
export { type SearchFilter, type SearchParams, type SearchSort, search, searchRequest } from './ops/search/search.js'
export type { SearchAllParams } from './ops/search/searchAll.js'
export { type CancelSessionParams, cancelSession, cancelSessionRequest } from './ops/sessions/cancelSession.js'
export { type GetSessionParams, getSession, getSessionRequest } from './ops/sessions/getSession.js'
export {
  type QuerySessionEventsParams,
  querySessionEvents,
  querySessionEventsRequest,
} from './ops/sessions/querySessionEvents.js'
export { type QuerySessionsParams, querySessions, querySessionsRequest } from './ops/sessions/querySessions.js'
export {
  type ActionOption,
  RequiredAction,
  Session,
  SessionDetails,
  SessionFailure,
  type SessionModels,
} from './ops/sessions/session.js'
export {
  type AgentMessageEvent,
  type AgentThinkingEvent,
  type AgentToolResultEvent,
  type AgentToolUseEvent,
  type EventContent,
  type SessionContent,
  SessionEvent,
  SessionEventBase,
  type SessionFile,
  type SessionStatusEvent,
  type SessionText,
  ToolResultContent,
  ToolUseContent,
  type UnknownSessionEvent,
  type UserMessageEvent,
} from './ops/sessions/sessionEvent.js'
export type {
  SequenceCondition,
  SessionCondition,
  SessionEventCondition,
  SessionEventFilter,
  SessionEventSort,
  SessionFilter,
  SessionSort,
  TimestampCondition,
  WordCondition,
} from './ops/sessions/sessionFilter.js'
export type {
  SessionActionRequest,
  SessionActionsRequest,
  SessionAttachmentRequest,
  SessionContinuationRequest,
  SessionEventType,
  SessionMessageRequest,
  SessionMetadata,
  SessionRequest,
  SessionStatus,
} from './ops/sessions/sessionRequest.js'
export {
  type CommittedEvent,
  type ProvisionalEvent,
  type SessionSnapshot,
  type SessionStreamEvent,
  SessionStreamMessage,
  type StreamEnd,
  type StreamFailure,
  type StreamTimeout,
  type UnknownStreamEvent,
} from './ops/sessions/sessionStream.js'
export {
  CommittedSessionEvent,
  type ProvisionalAgentMessage,
  type ProvisionalEventBase,
  ProvisionalSessionEvent,
  type ProvisionalToolUse,
  type SessionArtifact,
  type SessionUsage,
  type StreamedAgentMessage,
  type StreamedContent,
  type StreamedFile,
  type StreamedStatus,
  type StreamedUserMessage,
  type UnknownProvisionalEvent,
  type UnknownStreamedEvent,
} from './ops/sessions/streamedEvent.js'
export { type StreamSessionParams, streamSession, streamSessionRequest } from './ops/sessions/streamSession.js'
export { type UpdateSessionParams, updateSession, updateSessionRequest } from './ops/sessions/updateSession.js'
export { type GetBotUserParams, getBotUser, getBotUserRequest } from './ops/users/getBotUser.js'
export { type GetUserParams, getUser, getUserRequest } from './ops/users/getUser.js'
export { type GetUsersParams, getUsers, getUsersRequest } from './ops/users/getUsers.js'
export { type CreateViewParams, createView, createViewRequest } from './ops/views/createView.js'
export { type CreateViewQueryParams, createViewQuery, createViewQueryRequest } from './ops/views/createViewQuery.js'
export { type DeleteViewParams, deleteView, deleteViewRequest } from './ops/views/deleteView.js'
export { type DeleteViewQueryParams, deleteViewQuery, deleteViewQueryRequest } from './ops/views/deleteViewQuery.js'
export { type GetViewParams, getView, getViewRequest } from './ops/views/getView.js'
export {
  type GetViewQueryResultsParams,
  getViewQueryResults,
  getViewQueryResultsRequest,
} from './ops/views/getViewQueryResults.js'
export { type GetViewsParams, getViews, getViewsRequest } from './ops/views/getViews.js'
export { type UpdateViewParams, updateView, updateViewRequest } from './ops/views/updateView.js'
export { isFullView, PartialView, View, ViewOrPartial, ViewParent, ViewReference } from './ops/views/view.js'
export {
  type ChartAggregation,
  type ChartConfiguration,
  ChartSettings,
  type ReferenceLine,
} from './ops/views/viewChart.js'
export type {
  ChartAggregationRequest,
  ChartAggregator,
  ChartColorTheme,
  ChartConfigurationRequest,
  ChartSort,
  ChartType,
  ReferenceLineColor,
  ReferenceLineRequest,
  ViewHeight,
} from './ops/views/viewChartRequest.js'
export {
  type BoardConfiguration,
  type CalendarConfiguration,
  type DashboardConfiguration,
  type DashboardRow,
  type DashboardWidget,
  type FormConfiguration,
  type GalleryConfiguration,
  type ListConfiguration,
  type MapConfiguration,
  type TableConfiguration,
  type TimelineArrows,
  type TimelineConfiguration,
  type TimelinePreference,
  ViewConfiguration,
} from './ops/views/viewConfiguration.js'
export type {
  BoardConfigurationRequest,
  CalendarConfigurationRequest,
  FormConfigurationRequest,
  GalleryConfigurationRequest,
  ListConfigurationRequest,
  MapConfigurationRequest,
  SubtasksRequest,
  TableConfigurationRequest,
  TimelineConfigurationRequest,
  TimelinePreferenceRequest,
  TimelineZoomLevel,
  ViewConfigurationRequest,
  ViewCoverRequest,
  ViewDateFormat,
  ViewPropertyRequest,
  ViewTimeFormat,
} from './ops/views/viewConfigurationRequest.js'
export {
  type ViewCompoundFilter,
  ViewFilter,
  type ViewPropertyFilter,
  ViewQuickFilters,
  ViewSort,
  type ViewTimestampFilter,
} from './ops/views/viewFilter.js'
export {
  type CheckboxGroupBy,
  type DateGroupBy,
  type FormulaGroupBy,
  FormulaGrouping,
  GroupBy,
  type NumberGroupBy,
  type PersonGroupBy,
  type RelationGroupBy,
  type SelectGroupBy,
  type StatusGroupBy,
  type TextGroupBy,
  type ViewGroupSort,
} from './ops/views/viewGroupBy.js'
export type {
  CheckboxGroupByRequest,
  DateGroupByRequest,
  DateGrouping,
  FormulaGroupByRequest,
  FormulaGroupingRequest,
  GroupByRequest,
  GroupSort,
  GroupSortDirection,
  NumberGroupByRequest,
  PersonGroupByRequest,
  RelationGroupByRequest,
  SelectGroupByRequest,
  StatusGroupByRequest,
  TextGroupByRequest,
  TextGrouping,
} from './ops/views/viewGroupByRequest.js'
export { Subtasks, ViewCover, ViewProperty } from './ops/views/viewProperty.js'
export { DeletedViewQuery, ViewQuery, ViewQueryResult } from './ops/views/viewQuery.js'
export type {
  LinkedDatabaseRequest,
  QuickFilterRequest,
  QuickFiltersRequest,
  QuickFiltersUpdate,
  ViewPositionRequest,
  ViewType,
  WidgetPlacementRequest,
} from './ops/views/viewRequest.js'
export type {
  CheckboxCondition,
  CompoundFilter,
  DateCondition,
  DateOrRelativeDate,
  ExistenceCondition,
  Filter,
  FilterableType,
  FormulaCondition,
  MultiSelectCondition,
  NumberCondition,
  PeopleCondition,
  PropertyConditions,
  PropertyFilter,
  RelationCondition,
  RelativeDate,
  RollupCondition,
  RollupItemCondition,
  SelectCondition,
  SimpleFilter,
  StatusCondition,
  TextCondition,
  TimestampFilter,
  VerificationCondition,
  VerificationFilterState,
} from './props/filter.js'
export {
  type ConfigPayloads,
  type ConfigType,
  type EmptyConfig,
  type NumberFormat,
  OptionConfig,
  PropertyConfig,
  type PropertyConfigOf,
  type RelationConfig,
  type RollupConfig,
  StatusGroup,
  type SyncedProperty,
  type UnknownPropertyConfig,
} from './props/propertyConfig.js'
export {
  FileWithName,
  PageReference,
  Place,
  type SelectColor,
  SelectOption,
  UniqueId,
  UserOrGroup,
  Verification,
} from './props/propertyParts.js'
export {
  FormulaResult,
  type PropertyPayloads,
  type PropertyType,
  PropertyValue,
  type PropertyValueOf,
  type RollupFunction,
  RollupItem,
  RollupResult,
  type UnknownPropertyValue,
} from './props/propertyValue.js'
export type {
  FileValueRequest,
  GroupRequest,
  PageReferenceRequest,
  PlaceRequest,
  PropertyValueRequest,
  PropertyValueRequestOf,
  PropertyValueRequests,
  PropertyValuesRequest,
  SelectOptionRequest,
  VerificationRequest,
  WritablePropertyType,
} from './props/propertyValueRequest.js'
export type {
  ConfigRequests,
  ConfigUpdates,
  OptionRequest,
  OptionUpdate,
  PropertyConfigRequest,
  PropertyConfigUpdate,
  PropertyRename,
  RelationConfigRequest,
  RollupConfigRequest,
  SchemaRequest,
  SchemaUpdate,
} from './props/schemaRequest.js'
export { eventTags } from './webhooks/eventTags.js'
export {
  type ParseWebhookParams,
  parseWebhook,
  type WebhookDecodeError,
  type WebhookError,
  type WebhookHandshake,
  type WebhookSignatureError,
  webhookStatus,
} from './webhooks/parseWebhook.js'
export type { SignatureProblem, SignedBody } from './webhooks/signature.js'
export { type SignWebhookParams, signWebhook } from './webhooks/signWebhook.js'
export { type VerifyWebhookParams, verifyWebhook } from './webhooks/verifyWebhook.js'
export {
  type WebhookActor,
  type WebhookEntity,
  WebhookEventBase,
  type WebhookParent,
  WebhookReference,
} from './webhooks/webhookBase.js'
export {
  type UnknownWebhookEvent,
  type WebhookCommentEvent,
  type WebhookContentEvent,
  WebhookEvent,
  type WebhookFileUploadEvent,
  type WebhookFileUploadFailedEvent,
  type WebhookObjectEvent,
  type WebhookPropertiesEvent,
  type WebhookSchemaChange,
  type WebhookSchemaEvent,
  type WebhookTranscriptEvent,
  type WebhookViewCreatedEvent,
  type WebhookViewUpdatedEvent,
} from './webhooks/webhookEvent.js'
