import type { TaskEither } from 'fp-ts/TaskEither'
import type { Type } from 'io-ts'
import { AsyncTask } from '../../core/codec/asyncTask.js'
import { decodeWith } from '../../core/codec/decode.js'
import { either } from '../../core/codec/kernel.js'
import { isFullPage, type Page, PageOrPartial, type PartialPage } from '../../core/codec/page.js'
import type { Parent } from '../../core/codec/parent.js'
import type { Context } from '../../core/context.js'
import type { InvalidInput, NotionError } from '../../core/error.js'
import type { NotionRequest } from '../../core/fetcher.js'
import { checkedContent } from '../../core/limits.js'
import type { BlockRequest } from '../../core/params/block.js'
import type { CoverRequest } from '../../core/params/file.js'
import type { IconRequest } from '../../core/params/icon.js'
import type { NewPageParentRequest, PagePositionRequest, TemplateRequest } from '../../core/params/pageParams.js'
import type { PropertyValuesRequest } from '../../core/params/propertyValues.js'
import { checkedProperties } from '../../core/propertyLimits.js'
import { route } from '../../core/route.js'
import { send } from '../../core/send.js'
import { propertyIds } from '../../core/url.js'
import { newPageParent, writtenTags } from '../shared/pageTags.js'
import { allRowsTag, relatedTag } from '../shared/wideTags.js'

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
export interface CreatePageNowParams extends CreatePageParams {
  /** Notion answers when it is done. */
  readonly allow_async?: false | undefined
}

/** Content can come from one source alone. */
const contradictions = (params: CreatePageParams): ReadonlyArray<InvalidInput> => {
  const template = params.template?.type === 'none' ? undefined : params.template
  const { children, content, markdown } = params
  const [first, ...others] = Object.entries({ children, content, markdown, template }).filter(
    ([, given]) => given !== undefined && !(Array.isArray(given) && given.length === 0),
  )
  return others.map(([field, given]) => ({ field, given, allowed: `left out beside ${first?.[0]}` }))
}

/** What Notion answers at once, and what it may answer where it need not be done. */
type Created = Page | PartialPage | AsyncTask

const requestOf = <Answer extends Created>(codec: Type<Answer>, params: CreatePageParams): NotionRequest<Answer> => {
  const { filter_properties, properties, allow_async, ...rest } = params
  const checked = checkedContent('', rest)
  const values = properties && checkedProperties('properties', properties)
  const parentOf = (answer: Created | undefined): Parent | undefined =>
    answer?.object === 'page' && isFullPage(answer) ? answer.parent : newPageParent(checked.value.parent)
  return {
    op: 'createPage',
    kind: 'once',
    ...route('POST', 'pages', {}, [...checked.issues, ...(values?.issues ?? []), ...contradictions(params)]),
    query: { filter_properties: propertyIds(filter_properties) },
    body: { ...checked.value, properties: values?.value, allow_async },
    decode: decodeWith(codec),
    writes: (answer) => {
      const parent = parentOf(answer)
      const known = parent || params.parent?.database_id === undefined
      return [...(known ? writtenTags(parent, properties) : [allRowsTag]), ...(properties ? [relatedTag] : [])]
    },
  }
}

const PageOrTask: Type<Created> = /*#__PURE__*/ (() => either(PageOrPartial, AsyncTask))()

/** The request that {@link createPage} sends. */
export function createPageRequest(params: CreatePageNowParams): NotionRequest<Page | PartialPage>
export function createPageRequest(params: CreatePageParams): NotionRequest<Page | PartialPage | AsyncTask>
export function createPageRequest(
  params: CreatePageParams,
): NotionRequest<Page | PartialPage> | NotionRequest<Page | PartialPage | AsyncTask> {
  return params.allow_async ? requestOf(PageOrTask, params) : requestOf(PageOrPartial, params)
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
export function createPage(ctx: Context, params: CreatePageNowParams): TaskEither<NotionError, Page | PartialPage>
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
