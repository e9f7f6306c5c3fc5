import type { Type } from 'io-ts'
import type { BodyCall } from '../../core/input/bodyCall.js'
import {
  bodyCall,
  type Context,
  childrenTag,
  decodeWith,
  type InvalidInput,
  type NotionError,
  type NotionRequest,
  needed,
  objectTag,
  once,
  repeatable,
  send,
  type TaskEither,
  treeTag,
  withIssues,
} from '../../core/operation.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { AsyncTask } from '../async_tasks/asyncTask.js'
import type { MarkdownUpdate } from './markdownRequest.js'
import type { MarkdownVersion } from './markdownVersion.js'
import { PageMarkdown } from './pageMarkdown.js'

interface PageMarkdownOptions {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** Whether Notion may respond with an {@link AsyncTask} before the update is complete. Default `false`. */
  readonly allow_async?: boolean | undefined
  /** The syntax of the change and of the response. Default `v1`, enhanced Markdown. */
  readonly markdown_version?: MarkdownVersion | undefined
}

/**
 * Parameters of {@link updatePageMarkdown}: the page, the `type` of the change, and the change under the name of that
 * type. Notion recommends `update_content` and `replace_content`.
 */
export type UpdatePageMarkdownParams = PageMarkdownOptions & MarkdownUpdate

/** Parameters of {@link updatePageMarkdown} for a synchronous response: never an {@link AsyncTask}. */
export type UpdatePageMarkdownSyncParams = UpdatePageMarkdownParams & { readonly allow_async?: false | undefined }

/** The maximum number of replacements in one request. */
const MAX_UPDATES = 100

const tooManyUpdates = ({ update_content }: MarkdownUpdate): ReadonlyArray<InvalidInput> => {
  const given: unknown = update_content ? update_content.content_updates : undefined
  const allowed = `at most ${MAX_UPDATES} elements`
  return Array.isArray(given) && given.length > MAX_UPDATES
    ? [{ field: 'update_content.content_updates', given, allowed }]
    : []
}

/** The known types of changes. */
const UPDATE_TYPES = /^(insert_content|replace_content_range|update_content|replace_content)$/

/** The change must be given under the name of its type. */
const missingUpdate = (given: UpdatePageMarkdownParams): ReadonlyArray<InvalidInput> =>
  typeof given.type === 'string' && UPDATE_TYPES.test(given.type) && Reflect.get(given, given.type) === undefined
    ? [{ field: given.type, given: undefined, allowed: `given if type is ${given.type}` }]
    : []

const MarkdownOrTask: Type<PageMarkdown | AsyncTask> = discriminate(
  (answer) => 'object' in answer && answer.object === 'async_task',
  AsyncTask,
  PageMarkdown,
)

const checkParams = (params: UpdatePageMarkdownParams): BodyCall<UpdatePageMarkdownParams> =>
  bodyCall('PATCH', 'pages/{page_id}/markdown', params, { type: needed })

const requestOf = <Answer extends PageMarkdown | AsyncTask>(
  codec: Type<Answer>,
  { call, given }: BodyCall<UpdatePageMarkdownParams>,
): NotionRequest<Answer> => {
  const { page_id, type } = given
  return {
    op: 'updatePageMarkdown',
    // The other types depend on the current content, so a second attempt would have another effect.
    ...(type === 'replace_content' ? repeatable : once),
    ...withIssues(call, missingUpdate(given), tooManyUpdates(given)),
    decode: decodeWith(codec),
    writes: () => [
      objectTag(page_id),
      childrenTag(page_id),
      // Replaced blocks are removed with their children, and content inserted after a text may land inside a block.
      ...(type === 'insert_content' && !given.insert_content?.after ? [] : [treeTag]),
    ],
  }
}

/** The request that {@link updatePageMarkdown} sends. */
export function updatePageMarkdownRequest(params: UpdatePageMarkdownSyncParams): NotionRequest<PageMarkdown>
export function updatePageMarkdownRequest(params: UpdatePageMarkdownParams): NotionRequest<PageMarkdown | AsyncTask>
export function updatePageMarkdownRequest(
  params: UpdatePageMarkdownParams,
): NotionRequest<PageMarkdown> | NotionRequest<PageMarkdown | AsyncTask> {
  const checked = checkParams(params)
  return checked.given.allow_async ? requestOf(MarkdownOrTask, checked) : requestOf(PageMarkdown, checked)
}

/**
 * Updates the content of a page with enhanced Markdown: inserts content, replaces a range, replaces matches, or
 * replaces everything.
 *
 * `replace_content` is idempotent; the others are not, and are not retried if the outcome is unknown. With
 * `allow_async`, cached reads can stay out of date until they expire or `getAsyncTask` reports that the task is done.
 *
 * @param ctx The context to send the request with.
 * @param params The page, the `type` of the change, and the change under the name of that type.
 * @returns The whole new content; with `allow_async` possibly an {@link AsyncTask}. Fails with a {@link NotionError},
 * in particular with `InvalidInputError` for more than 100 replacements, and `ValidationError` if a text is not found
 * or if child pages would be deleted.
 * @see https://developers.notion.com/reference/update-page-markdown
 * @example
 * import { type Context, updatePageMarkdown } from 'notion-fp'
 *
 * const tick = (ctx: Context, page_id: string, task: string) =>
 *   updatePageMarkdown(ctx, {
 *     page_id,
 *     type: 'update_content',
 *     update_content: { content_updates: [{ old_str: `- [ ] ${task}`, new_str: `- [x] ${task}` }] },
 *   })
 */
export function updatePageMarkdown(
  ctx: Context,
  params: UpdatePageMarkdownSyncParams,
): TaskEither<NotionError, PageMarkdown>
export function updatePageMarkdown(
  ctx: Context,
  params: UpdatePageMarkdownParams,
): TaskEither<NotionError, PageMarkdown | AsyncTask>
export function updatePageMarkdown(
  ctx: Context,
  params: UpdatePageMarkdownParams,
): TaskEither<NotionError, PageMarkdown | AsyncTask> {
  return send(ctx, updatePageMarkdownRequest(params))
}
