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
  optional,
  record,
  refusing,
  relatedTag,
  send,
  type TaskEither,
} from '../../core/operation.js'
import { propertyIssues } from '../../props/propertyLimits.js'
import type { PropertyValuesRequest } from '../../props/propertyValueRequest.js'
import { adaptBodyToVersion, versionOf } from '../shared/adaptBodyToVersion.js'
import { treeTags } from '../shared/globalTags.js'
import type { TemplateRequest } from './newPageRequest.js'
import { isFullPage, type Page, PageOrPartial, type PartialPage } from './page.js'
import { writtenTags } from './pageTags.js'

/** What {@link updatePage} takes. What is left out stays as it is. */
export interface UpdatePageParams {
  /** The id of the page, with dashes or without, or its address. */
  readonly page_id: string
  /** New values. A list takes the place of the one that was there; a name that the page does not have is passed over. */
  readonly properties?: PropertyValuesRequest | undefined
  /** `null` takes it away. */
  readonly icon?: IconRequest | null | undefined
  /** `null` takes it away. */
  readonly cover?: CoverRequest | null | undefined
  /** Whether it is locked against edits in Notion's own app. */
  readonly is_locked?: boolean | undefined
  /** What to add to its content. Notion does so after it has answered. */
  readonly template?: TemplateRequest | undefined
  /** Whether to throw away all its content, which cannot be brought back through the API. Default `false`. */
  readonly erase_content?: boolean | undefined
  /** `true` moves it to the trash, `false` brings it back. */
  readonly in_trash?: boolean | undefined
  /** The older name of `in_trash`, sent as that from version 2026-03-11 on. */
  readonly archived?: boolean | undefined
  readonly is_archived?: boolean | undefined
  /** Ids or names of the properties to give; all, where it is left out. */
  readonly filter_properties?: ReadonlyArray<string> | undefined
}

/** The request that {@link updatePage} sends. */
export const updatePageRequest = (
  params: UpdatePageParams,
  version: NotionVersion = DEFAULT_NOTION_VERSION,
): NotionRequest<Page | PartialPage> => {
  const { call, given } = bodyCall('PATCH', 'pages/{page_id}', params, { properties: optional(record) }, contentRule())
  const { page_id, properties, template, in_trash, archived, is_archived, erase_content } = given
  return {
    op: 'updatePage',
    // A template adds to the content each time that it is applied.
    kind: template ? 'once' : 'repeatable',
    ...refusing(call, propertyIssues(properties)),
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
 * Changes the properties of a page, its icon, cover or lock, or moves it to the trash or back. Its id alone is given where the
 * connection may not read.
 *
 * Fails with `InvalidInputError` for a malformed id and for what is beyond the limits of the API, with `ValidationError` for a
 * value that does not fit its property, and with what every call can fail with. With a `template` it happens once: a failure that
 * leaves open what became of it is not tried again.
 *
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
