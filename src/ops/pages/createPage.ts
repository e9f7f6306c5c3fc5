import type { Type } from 'io-ts'
import type { BodyCall } from '../../core/input/bodyCall.js'
import type { CoverRequest } from '../../core/objects/file.js'
import type { IconRequest } from '../../core/objects/icon.js'
import type { Parent } from '../../core/objects/parent.js'
import {
  allRowsTag,
  bodyCall,
  type Context,
  contentRule,
  decodeWith,
  exclusive,
  type InvalidInput,
  type NotionError,
  type NotionRequest,
  objects,
  once,
  optional,
  record,
  relatedTag,
  send,
  type TaskEither,
  withIssues,
} from '../../core/operation.js'
import { either } from '../../core/schema/combinators.js'
import { propertyIssues } from '../../props/propertyLimits.js'
import type { PropertyValuesRequest } from '../../props/propertyValueRequest.js'
import { valueLimits } from '../../props/valueLimits.js'
import { AsyncTask } from '../async_tasks/asyncTask.js'
import type { BlockRequest } from '../blocks/blockRequest.js'
import { type MarkdownVersion, markdownVersionIssues } from './markdownVersion.js'
import type { NewPageParentRequest, PagePositionRequest, TemplateRequest } from './newPageRequest.js'
import { isFullPage, type Page, PageOrPartial, type PartialPage } from './page.js'
import { newPageParent, writtenTags } from './pageTags.js'

/** Parameters of {@link createPage}, with at most one of `children` (or `content`), `markdown` and `template`. */
export interface CreatePageParams {
  /** The parent. Default the private pages of the user that the connection acts for. */
  readonly parent?: NewPageParentRequest | undefined
  /** The property values; only `title` unless the parent is a data source. */
  readonly properties?: PropertyValuesRequest | undefined
  /** Default none. */
  readonly icon?: IconRequest | null | undefined
  /** Default none. */
  readonly cover?: CoverRequest | null | undefined
  /** The content: at most 100 blocks per array and 1000 in total, with two levels of children below the first. */
  readonly children?: ReadonlyArray<BlockRequest> | undefined
  /** Alias of `children`. */
  readonly content?: ReadonlyArray<BlockRequest> | undefined
  /** The content in enhanced Markdown. A leading heading becomes the title if `properties` has none. */
  readonly markdown?: string | undefined
  /** The syntax of `markdown`; not allowed without it. Default `v1`, enhanced Markdown. */
  readonly markdown_version?: MarkdownVersion | undefined
  /** Whether Notion may respond with an {@link AsyncTask} before the page is complete. Default `false`. */
  readonly allow_async?: boolean | undefined
  /** The template to apply. Notion applies it after its response. Default none. */
  readonly template?: TemplateRequest | { readonly type: 'none' } | undefined
  /** The position among the content of the parent. Default the end. */
  readonly position?: PagePositionRequest | undefined
  /** Ids or names of the properties to return. Default all. */
  readonly filter_properties?: ReadonlyArray<string> | undefined
}

/** Parameters of {@link createPage} for a synchronous response: never an {@link AsyncTask}. */
export interface CreatePageSyncParams extends CreatePageParams {
  /** Notion responds when the page is complete. */
  readonly allow_async?: false | undefined
}

/** The content must come from one source. */
const contentConflicts = ({ children, content, markdown, template }: CreatePageParams): ReadonlyArray<InvalidInput> => {
  const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0
  return exclusive({
    children: isEmpty(children) ? undefined : children,
    content: isEmpty(content) ? undefined : content,
    markdown,
    template: template?.type === 'none' ? undefined : template,
  })
}

type Created = Page | PartialPage | AsyncTask

const checkParams = (params: CreatePageParams): BodyCall<CreatePageParams> => {
  const blocks = optional(objects())
  const checks = { parent: optional(record), properties: optional(record), children: blocks, content: blocks }
  return bodyCall('POST', 'pages', params, checks, contentRule(valueLimits))
}

const requestOf = <Answer extends Created>(
  codec: Type<Answer>,
  { call, given }: BodyCall<CreatePageParams>,
): NotionRequest<Answer> => {
  const { parent, properties } = given
  const parentOf = (answer: Created | undefined): Parent | undefined =>
    answer?.object === 'page' && isFullPage(answer) ? answer.parent : newPageParent(parent)
  return {
    op: 'createPage',
    ...once,
    ...withIssues(call, propertyIssues(properties), contentConflicts(given), markdownVersionIssues(given)),
    decode: decodeWith(codec),
    writes: (answer) => {
      const createdIn = parentOf(answer)
      const isKnown = createdIn || parent?.database_id === undefined
      return [...(isKnown ? writtenTags(createdIn, properties) : [allRowsTag]), ...(properties ? [relatedTag] : [])]
    },
  }
}

const PageOrTask: Type<Created> = either(PageOrPartial, AsyncTask)

/** The request that {@link createPage} sends. */
export function createPageRequest(params: CreatePageSyncParams): NotionRequest<Page | PartialPage>
export function createPageRequest(params: CreatePageParams): NotionRequest<Page | PartialPage | AsyncTask>
export function createPageRequest(
  params: CreatePageParams,
): NotionRequest<Page | PartialPage> | NotionRequest<Page | PartialPage | AsyncTask> {
  const checked = checkParams(params)
  return checked.given.allow_async ? requestOf(PageOrTask, checked) : requestOf(PageOrPartial, checked)
}

/**
 * Creates a page: in another page, as a row of a data source, or in the private section of a user.
 *
 * Not idempotent: not retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The parent, the properties and the content of the page.
 * @returns The new page; only its id if the connection can write but not read; with `allow_async` possibly an
 * {@link AsyncTask}. Fails with a {@link NotionError}, in particular with `InvalidInputError` if the content has more
 * than one source, and `ValidationError` if a value does not fit its property; a `ServerError` may have the id of the
 * new page in `committedId`.
 * @see https://developers.notion.com/reference/post-page
 * @example
 * import { type Context, createPage } from 'notion-fp'
 * import { number, title } from 'notion-fp/props'
 *
 * const addTask = (ctx: Context, data_source_id: string, name: string) =>
 *   createPage(ctx, {
 *     parent: { type: 'data_source_id', data_source_id },
 *     properties: { Name: title(name), Estimate: number(3) },
 *     children: [{ paragraph: { rich_text: [{ text: { content: 'To be planned.' } }] } }],
 *   })
 */
export function createPage(ctx: Context, params: CreatePageSyncParams): TaskEither<NotionError, Page | PartialPage>
export function createPage(
  ctx: Context,
  params: CreatePageParams,
): TaskEither<NotionError, Page | PartialPage | AsyncTask>
export function createPage(
  ctx: Context,
  params: CreatePageParams,
): TaskEither<NotionError, Page | PartialPage | AsyncTask> {
  return send(ctx, createPageRequest(params))
}
