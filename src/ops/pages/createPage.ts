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
  optional,
  record,
  refusing,
  relatedTag,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { either } from '../../core/schema/combinators.js'
import { propertyIssues } from '../../props/propertyLimits.js'
import type { PropertyValuesRequest } from '../../props/propertyValueRequest.js'
import { AsyncTask } from '../async_tasks/asyncTask.js'
import type { BlockRequest } from '../blocks/blockRequest.js'
import type { NewPageParentRequest, PagePositionRequest, TemplateRequest } from './newPageRequest.js'
import { isFullPage, type Page, PageOrPartial, type PartialPage } from './page.js'
import { newPageParent, writtenTags } from './pageTags.js'

/** What {@link createPage} takes. Of `children` (or `content`), `markdown` and `template` give one at most. */
export interface CreatePageParams {
  /** What it goes into. Left out, it goes where the user that the connection acts for keeps private pages. */
  readonly parent?: NewPageParentRequest | undefined
  /** Its values; in anything but a data source, `title` alone. */
  readonly properties?: PropertyValuesRequest | undefined
  /** Default none. */
  readonly icon?: IconRequest | null | undefined
  /** Default none. */
  readonly cover?: CoverRequest | null | undefined
  /** Its blocks: at most 100 in any one array, 1000 in all, with two levels of children below the first. */
  readonly children?: ReadonlyArray<BlockRequest> | undefined
  /** Another name of `children`. */
  readonly content?: ReadonlyArray<BlockRequest> | undefined
  /** Its content in Notion's dialect of Markdown. A heading at its top is the title where `properties` has none. */
  readonly markdown?: string | undefined
  /** Whether Notion may answer before it is done, with an {@link AsyncTask} in place of the page. Default `false`. */
  readonly allow_async?: boolean | undefined
  /** What to fill it from. Notion does so after it has answered. Default nothing. */
  readonly template?: TemplateRequest | { readonly type: 'none' } | undefined
  /** Where it goes among the content of its parent. Default the end. */
  readonly position?: PagePositionRequest | undefined
  /** Ids or names of the properties to give; all, where it is left out. */
  readonly filter_properties?: ReadonlyArray<string> | undefined
}

/** What {@link createPage} takes to answer with a page, and never with an {@link AsyncTask}. */
export interface CreatePageSyncParams extends CreatePageParams {
  /** Notion answers when it is done. */
  readonly allow_async?: false | undefined
}

/** Content can come from one source alone. */
const contradictions = ({ children, content, markdown, template }: CreatePageParams): ReadonlyArray<InvalidInput> => {
  const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0
  return exclusive({
    children: isEmpty(children) ? undefined : children,
    content: isEmpty(content) ? undefined : content,
    markdown,
    template: template?.type === 'none' ? undefined : template,
  })
}

type Created = Page | PartialPage | AsyncTask

const checkedCall = (params: CreatePageParams): BodyCall<CreatePageParams> => {
  const blocks = optional(objects())
  const checks = { parent: optional(record), properties: optional(record), children: blocks, content: blocks }
  return bodyCall('POST', 'pages', params, checks, contentRule())
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
    kind: 'once',
    ...refusing(call, propertyIssues(properties), contradictions(given)),
    decode: decodeWith(codec),
    writes: (answer) => {
      const into = parentOf(answer)
      const isKnown = into || parent?.database_id === undefined
      return [...(isKnown ? writtenTags(into, properties) : [allRowsTag]), ...(properties ? [relatedTag] : [])]
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
  const checked = checkedCall(params)
  return checked.given.allow_async ? requestOf(PageOrTask, checked) : requestOf(PageOrPartial, checked)
}

/**
 * Creates a page: in another page, as a row of a data source, or in the private section of a user. Its id alone is given where
 * the connection may not read; with `allow_async` the answer may be an {@link AsyncTask} that tells when the page is there.
 *
 * It happens once: a failure that leaves open what became of it is not tried again, and a `ServerError` may have the id of the
 * new page in `committedId`. Fails with `InvalidInputError` for a malformed id, for what is beyond the limits of the API and for
 * content from two sources, with `ValidationError` for a value that does not fit its property, and with what every call can fail
 * with.
 *
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
