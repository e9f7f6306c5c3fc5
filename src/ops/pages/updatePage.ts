import { DEFAULT_NOTION_VERSION, type NotionVersion } from '../../core/call/version.js'
import type { CoverRequest } from '../../core/objects/file.js'
import type { IconRequest } from '../../core/objects/icon.js'
import {
  allRowsTag,
  bodyCall,
  type Context,
  childrenTag,
  contentRule,
  decodeWith,
  type NotionError,
  type NotionRequest,
  objectTag,
  once,
  optional,
  record,
  relatedTag,
  repeatable,
  send,
  type TaskEither,
  withIssues,
} from '../../core/operation.js'
import { propertyIssues } from '../../props/propertyLimits.js'
import type { PropertyValuesRequest } from '../../props/propertyValueRequest.js'
import { valueLimits } from '../../props/valueLimits.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { treeTags } from '../shared/globalTags.js'
import type { TemplateRequest } from './newPageRequest.js'
import { isFullPage, type Page, PageOrPartial, type PartialPage } from './page.js'
import { writtenTags } from './pageTags.js'

/** Parameters of {@link updatePage}; omitted fields are left unchanged. */
export interface UpdatePageParams {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** The new values. An array replaces the previous one; Notion ignores names that the page does not have. */
  readonly properties?: PropertyValuesRequest | undefined
  /** `null` removes it. */
  readonly icon?: IconRequest | null | undefined
  /** `null` removes it. */
  readonly cover?: CoverRequest | null | undefined
  /** Whether it is locked for editing in the Notion app. */
  readonly is_locked?: boolean | undefined
  /** The template to add to the content. Notion applies it after its response. */
  readonly template?: TemplateRequest | undefined
  /** Whether to erase the content, which the API cannot restore. Default `false`. */
  readonly erase_content?: boolean | undefined
  /** `true` moves it to the trash, `false` restores it. */
  readonly in_trash?: boolean | undefined
  /** The former name of `in_trash`; sent as `in_trash` from version 2026-03-11 on. */
  readonly archived?: boolean | undefined
  readonly is_archived?: boolean | undefined
  /** Ids or names of the properties to return. Default all. */
  readonly filter_properties?: ReadonlyArray<string> | undefined
}

/** The request that {@link updatePage} sends. */
export const updatePageRequest = (
  params: UpdatePageParams,
  version: NotionVersion = DEFAULT_NOTION_VERSION,
): NotionRequest<Page | PartialPage> => {
  const { call, given } = bodyCall(
    'PATCH',
    'pages/{page_id}',
    params,
    { properties: optional(record) },
    contentRule(valueLimits),
  )
  const { page_id, properties, template, in_trash, archived, is_archived, erase_content } = given
  return {
    op: 'updatePage',
    // A template adds content each time it is applied.
    ...(template ? once : repeatable),
    ...withIssues(call, propertyIssues(properties)),
    body: adaptBodyToVersion(version, call.body),
    decode: decodeWith(PageOrPartial),
    writes: (answer) => [
      objectTag(page_id),
      childrenTag(page_id),
      ...(answer && isFullPage(answer) ? writtenTags(answer.parent, properties) : [allRowsTag]),
      ...(properties ? [relatedTag] : []),
      ...treeTags(in_trash, archived, is_archived, erase_content),
    ],
  }
}

/**
 * Updates the properties, icon, cover or lock of a page, or moves it to the trash or restores it.
 *
 * With a `template` it is not idempotent: not retried if the outcome is unknown.
 *
 * @param ctx The context to send the request with.
 * @param params The page and the changes.
 * @returns The updated page; only its id if the connection can write but not read. Fails with a {@link NotionError}, in
 * particular with `ValidationError` if a value does not fit its property.
 * @see https://developers.notion.com/reference/patch-page
 * @example
 * import { type Context, updatePage } from 'notion-fp'
 * import { checkbox } from 'notion-fp/props'
 *
 * const finish = (ctx: Context, page_id: string) =>
 *   updatePage(ctx, { page_id, properties: { Done: checkbox(true) }, icon: { emoji: '✅' } })
 */
export const updatePage = (ctx: Context, params: UpdatePageParams): TaskEither<NotionError, Page | PartialPage> =>
  send(ctx, updatePageRequest(params, versionOf(ctx)))
