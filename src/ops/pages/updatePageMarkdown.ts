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
  refusing,
  send,
  type TaskEither,
  treeTag,
} from '../../core/operation.js'
import { discriminate } from '../../core/schema/discriminate.js'
import { AsyncTask } from '../async_tasks/asyncTask.js'
import type { MarkdownUpdate } from './markdownRequest.js'
import { PageMarkdown } from './pageMarkdown.js'

interface PageToRewrite {
  /** The id of the page, with dashes or without, or its address. */
  readonly page_id: string
  /** Whether Notion may answer before it is done, with an {@link AsyncTask} in place of the new content. Default `false`. */
  readonly allow_async?: boolean | undefined
}

/**
 * What {@link updatePageMarkdown} takes: the page, the `type` of the change, and the change under the name of that type.
 * `update_content` and `replace_content` are the ones that Notion recommends.
 */
export type UpdatePageMarkdownParams = PageToRewrite & MarkdownUpdate

/** What {@link updatePageMarkdown} takes to answer with the new content, and never with an {@link AsyncTask}. */
export type UpdatePageMarkdownSyncParams = UpdatePageMarkdownParams & { readonly allow_async?: false | undefined }

/** The most replacements in one request. */
const MAX_UPDATES = 100

const tooManyUpdates = ({ update_content }: MarkdownUpdate): ReadonlyArray<InvalidInput> => {
  const given: unknown = update_content ? update_content.content_updates : undefined
  const allowed = `at most ${MAX_UPDATES} elements`
  return Array.isArray(given) && given.length > MAX_UPDATES
    ? [{ field: 'update_content.content_updates', given, allowed }]
    : []
}

/** The ways to change the content that this library knows. */
const TYPES = /^(insert_content|replace_content_range|update_content|replace_content)$/

/** The change itself stands under the name of its type. */
const missingUpdate = (given: UpdatePageMarkdownParams): ReadonlyArray<InvalidInput> =>
  typeof given.type === 'string' && TYPES.test(given.type) && Reflect.get(given, given.type) === undefined
    ? [{ field: given.type, given: undefined, allowed: 'given beside its type' }]
    : []

const MarkdownOrTask: Type<PageMarkdown | AsyncTask> = discriminate(
  (answer) => 'object' in answer && answer.object === 'async_task',
  AsyncTask,
  PageMarkdown,
)

const checkedCall = (params: UpdatePageMarkdownParams): BodyCall<UpdatePageMarkdownParams> =>
  bodyCall('PATCH', 'pages/{page_id}/markdown', params, { type: needed })

const requestOf = <Answer extends PageMarkdown | AsyncTask>(
  codec: Type<Answer>,
  { call, given }: BodyCall<UpdatePageMarkdownParams>,
): NotionRequest<Answer> => {
  const { page_id, type } = given
  return {
    op: 'updatePageMarkdown',
    // The others find their place by what is there, which is another thing the second time.
    kind: type === 'replace_content' ? 'repeatable' : 'once',
    ...refusing(call, missingUpdate(given), tooManyUpdates(given)),
    decode: decodeWith(codec),
    writes: () => [
      objectTag(page_id),
      childrenTag(page_id),
      // Blocks that are replaced go with what is in them, and what comes after something may come into a block.
      ...(type === 'insert_content' && !given.insert_content?.after ? [] : [treeTag]),
    ],
  }
}

export function updatePageMarkdownRequest(params: UpdatePageMarkdownSyncParams): NotionRequest<PageMarkdown>
export function updatePageMarkdownRequest(params: UpdatePageMarkdownParams): NotionRequest<PageMarkdown | AsyncTask>
export function updatePageMarkdownRequest(
  params: UpdatePageMarkdownParams,
): NotionRequest<PageMarkdown> | NotionRequest<PageMarkdown | AsyncTask> {
  const checked = checkedCall(params)
  return checked.given.allow_async ? requestOf(MarkdownOrTask, checked) : requestOf(PageMarkdown, checked)
}

/**
 * Changes the content of a page with Markdown: puts some in, replaces a piece, replaces texts, or replaces everything. It gives the
 * whole new content; with `allow_async` the answer may be an {@link AsyncTask} in its place, and what is read from a cache before
 * the task is done may stay old for the time that the cache keeps it, as do blocks within blocks.
 *
 * `replace_content` ends in the same content however often it is done; the others happen once: a failure that leaves open what
 * became of them is not tried again. Fails with `InvalidInputError` for a malformed id and for more than 100 replacements, with
 * `ValidationError` for a text that is not found and for pages that would be lost, and with what every call can fail with.
 *
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
