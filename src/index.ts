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
export { DateValue } from './core/codec/date.js'
export { decodeWith } from './core/codec/decode.js'
export {
  type BuiltInIcon,
  type Cover,
  CustomEmoji,
  FileObject,
  HostedFile,
  Icon,
  Link,
} from './core/codec/file.js'
export type { UnknownType } from './core/codec/kernel.js'
export { type List, listOf, type RequestStatus } from './core/codec/list.js'
export { isFullPage, Page, PageOrPartial, PartialPage } from './core/codec/page.js'
export { Parent } from './core/codec/parent.js'
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
  type Config,
  type ContextOptions,
  consoleLogger,
  type Fetch,
  type LogEntry,
  type Logger,
  type LogLevel,
  type TransportOptions,
  type Validate,
} from './core/config.js'
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
export { type RequestParams, request } from './core/request.js'
export { childrenTag, objectTag, rowsTag, type Tag, usersTag } from './core/tag.js'
export { tenantOf } from './core/tenant.js'
export { fetchFetcher } from './core/transport/fetchFetcher.js'
export { kyFetcher } from './core/transport/kyFetcher.js'
export { DEFAULT_NOTION_VERSION, type NotionVersion } from './core/version.js'
export { type GetPageParams, getPage, getPageRequest } from './ops/pages/getPage.js'
