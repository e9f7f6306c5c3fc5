export {
  type Cache,
  type CacheEntry,
  type CacheResource,
  type CacheStats,
  type CacheStore,
  clearCache,
  getCacheStats,
  noCache,
} from './core/cache/cache.js'
export { type CacheSizes, type LruCacheOptions, lruCache } from './core/cache/lruCache.js'
export { type CacheTtls, makeCache } from './core/cache/makeCache.js'
export { type Clock, systemClock } from './core/clock.js'
export { AsyncTask, type AsyncTaskFailure, type AsyncTaskOperation, isAsyncTask } from './core/codec/asyncTask.js'
export { BlockBase, type NoContent } from './core/codec/block/base.js'
export type { CodeLanguage } from './core/codec/block/language.js'
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
} from './core/codec/block/link.js'
export {
  type AudioBlock,
  type FileBlock,
  FileContent,
  type ImageBlock,
  type MediaBlock,
  MediaContent,
  type PdfBlock,
  type VideoBlock,
} from './core/codec/block/media.js'
export {
  type CalendarEvent,
  type MeetingNotesBlock,
  type MeetingNotesChildren,
  MeetingNotesContent,
  type Recording,
  type TranscriptionBlock,
  type UnsupportedBlock,
  UnsupportedContent,
} from './core/codec/block/meetingNotes.js'
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
} from './core/codec/block/structure.js'
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
} from './core/codec/block/text.js'
export { Block, BlockOrPartial, isFullBlock, PartialBlock, type UnknownBlock } from './core/codec/block.js'
export {
  Database,
  DatabaseOrPartial,
  DataSourceReference,
  isFullDatabase,
  PartialDatabase,
} from './core/codec/database.js'
export {
  DataSource,
  DataSourceOrPartial,
  type DataSourceSchema,
  isFullDataSource,
  PartialDataSource,
} from './core/codec/dataSource.js'
export { DateValue } from './core/codec/date.js'
export { decodeWith } from './core/codec/decode.js'
export { type BuiltInIcon, type Cover, CustomEmoji, FileObject, HostedFile, Icon, Link } from './core/codec/file.js'
export type { UnknownType } from './core/codec/kernel.js'
export { type List, listOf, type RequestStatus } from './core/codec/list.js'
export { isFullPage, Page, PageOrPartial, PartialPage } from './core/codec/page.js'
export { isFullPageOrDataSource, PageOrDataSource } from './core/codec/pageOrDataSource.js'
export { Parent } from './core/codec/parent.js'
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
} from './core/codec/propertyConfig.js'
export {
  FileWithName,
  FormulaResult,
  PageReference,
  Place,
  type PropertyPayloads,
  type PropertyType,
  PropertyValue,
  type PropertyValueOf,
  type RollupFunction,
  RollupItem,
  RollupResult,
  type SelectColor,
  SelectOption,
  UniqueId,
  type UnknownPropertyValue,
  UserOrGroup,
  Verification,
} from './core/codec/propertyValue.js'
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
} from './core/codec/richText.js'
export { DataSourceTemplate, DataSourceTemplates } from './core/codec/template.js'
export {
  type Bot,
  type BotUser,
  Group,
  isFullUser,
  PartialUser,
  type PersonUser,
  type UnknownUser,
  User,
  UserOrPartial,
} from './core/codec/user.js'
export {
  BASE_URL,
  type Config,
  type ContextOptions,
  consoleLogger,
  type Fetch,
  type LogEntry,
  type Logger,
  type LogLevel,
  SENDABLE_TOKEN,
  type TransportOptions,
  type Validate,
  VERSION,
} from './core/config.js'
export { configFromEnv, type Env } from './core/configFromEnv.js'
export { type Context, makeContext, type Transport, use } from './core/context.js'
export { createContext } from './core/createContext.js'
export {
  type AbortError,
  type AnswerDetails,
  type AuthenticationError,
  type ConflictError,
  type DecodeError,
  type InvalidInput,
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
} from './core/error.js'
export type {
  Call,
  CallKind,
  DecodeFailure,
  Exchange,
  Fetcher,
  FormPart,
  Method,
  Middleware,
  Mismatch,
  NotionRequest,
  Query,
  QueryValue,
} from './core/fetcher.js'
export { compactId, dashedId, parseBlockId, parseId, parseViewId } from './core/id.js'
export { NotionException, reader, toPromise } from './core/interop.js'
export { type Permit, type RateLimiter, type RateLimitOptions, rateLimiter } from './core/middleware/rateLimiter.js'
export type { Tenant } from './core/middleware/requestKey.js'
export { type WithCacheOptions, withCache } from './core/middleware/withCache.js'
export { type WithDedupeOptions, withDedupe } from './core/middleware/withDedupe.js'
export { withFreshCache } from './core/middleware/withFreshCache.js'
export { type WithLoggerOptions, withLogger } from './core/middleware/withLogger.js'
export { withoutCache } from './core/middleware/withoutCache.js'
export { type WithRateLimitOptions, withRateLimit } from './core/middleware/withRateLimit.js'
export { isRetryable, type RetryOptions, withRetry } from './core/middleware/withRetry.js'
export { withSignal } from './core/middleware/withSignal.js'
export {
  type Adapted,
  collect,
  iterate,
  iteratePages,
  type PageParams,
  type PaginatedOp,
  type Results,
} from './core/paginate.js'
export type {
  BlockPosition,
  BlockRequest,
  BlockUpdate,
  BlockUpdates,
  ColumnContentRequest,
  ColumnListContentRequest,
  ColumnRequest,
  FileUpdate,
  LeafBlockRequest,
  MediaUpdate,
  NestedBlockRequest,
  TabListContentRequest,
  TableContentRequest,
  TableRowRequest,
  TabRequest,
} from './core/params/block.js'
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
} from './core/params/blockContent.js'
export type { CoverRequest, ExternalFileRequest, FileRequest, UploadedFileRequest } from './core/params/file.js'
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
  Timestamp,
  TimestampFilter,
  VerificationCondition,
  VerificationFilterState,
} from './core/params/filter.js'
export type { BuiltInIconColor, BuiltInIconRequest, IconRequest } from './core/params/icon.js'
export type { NewPageParentRequest, PagePositionRequest, TemplateRequest } from './core/params/pageParams.js'
export type {
  DatabaseParentRequest,
  DataSourceParentRequest,
  PageParentRequest,
  WorkspaceParentRequest,
} from './core/params/parent.js'
export type {
  DateRequest,
  FileValueRequest,
  GroupRequest,
  PageReferenceRequest,
  PlaceRequest,
  PropertyValueRequest,
  PropertyValueRequestOf,
  PropertyValueRequests,
  PropertyValuesRequest,
  SelectOptionRequest,
  UserRequest,
  VerificationRequest,
  WritablePropertyType,
} from './core/params/propertyValues.js'
export type {
  AnnotationsRequest,
  CustomEmojiRequest,
  EquationRequest,
  MentionedRequest,
  MentionRequest,
  MentionTextRequest,
  RichTextRequest,
  TemplateMentionRequest,
  TextRequest,
} from './core/params/richText.js'
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
} from './core/params/schema.js'
export type { PropertySort, Sort, SortDirection, TimestampSort } from './core/params/sort.js'
export { parseConfig } from './core/parseConfig.js'
export { type RequestParams, request } from './core/request.js'
export { childrenTag, objectTag, rowsTag, type Tag, usersTag } from './core/tag.js'
export { tenantOf } from './core/tenant.js'
export { fetchFetcher } from './core/transport/fetchFetcher.js'
export { kyFetcher } from './core/transport/kyFetcher.js'
export { useCache } from './core/useCache.js'
export { DEFAULT_NOTION_VERSION, type NotionVersion } from './core/version.js'
export {
  type AppendBlockChildrenParams,
  appendBlockChildren,
  appendBlockChildrenRequest,
} from './ops/blocks/appendBlockChildren.js'
export { type DeleteBlockParams, deleteBlock, deleteBlockRequest } from './ops/blocks/deleteBlock.js'
export { type GetBlockParams, getBlock, getBlockRequest } from './ops/blocks/getBlock.js'
export {
  type GetBlockChildrenParams,
  getBlockChildren,
  getBlockChildrenRequest,
} from './ops/blocks/getBlockChildren.js'
export { type UpdateBlockParams, updateBlock, updateBlockRequest } from './ops/blocks/updateBlock.js'
export {
  type CreateDataSourceParams,
  createDataSource,
  createDataSourceRequest,
} from './ops/data_sources/createDataSource.js'
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
export {
  type QueryDataSourceParams,
  queryDataSource,
  queryDataSourceRequest,
  type RowsParams,
} from './ops/data_sources/queryDataSource.js'
export {
  type UpdateDataSourceParams,
  updateDataSource,
  updateDataSourceRequest,
} from './ops/data_sources/updateDataSource.js'
export { type CreateDatabaseParams, createDatabase, createDatabaseRequest } from './ops/databases/createDatabase.js'
export { type GetDatabaseParams, getDatabase, getDatabaseRequest } from './ops/databases/getDatabase.js'
export { type GetDatabaseEntriesParams, getDatabaseEntries } from './ops/databases/getDatabaseEntries.js'
export { type QueryDatabaseParams, queryDatabase } from './ops/databases/queryDatabase.js'
export { type UpdateDatabaseParams, updateDatabase, updateDatabaseRequest } from './ops/databases/updateDatabase.js'
export {
  type CreatePageNowParams,
  type CreatePageParams,
  createPage,
  createPageRequest,
} from './ops/pages/createPage.js'
export { type GetPageParams, getPage, getPageRequest } from './ops/pages/getPage.js'
export { type UpdatePageParams, updatePage, updatePageRequest } from './ops/pages/updatePage.js'
export { type GetAllDatabasesParams, getAllDatabases } from './ops/search/getAllDatabases.js'
export { type GetAllPagesParams, getAllPages } from './ops/search/getAllPages.js'
export { type SearchFilter, type SearchParams, type SearchSort, search, searchRequest } from './ops/search/search.js'
export { type GetBotUserParams, getBotUser, getBotUserRequest } from './ops/users/getBotUser.js'
export { type GetUserParams, getUser, getUserRequest } from './ops/users/getUser.js'
export { type GetUsersParams, getUsers, getUsersRequest } from './ops/users/getUsers.js'
