/** What the compiler accepts and refuses of comments, uploads, tasks and single pages. Nothing here runs. */
import type {
  CommentObjectResponse,
  CompleteFileUploadParameters,
  CreateCommentParameters,
  CreateFileUploadParameters,
  FileUploadObjectResponse,
  GetAsyncTaskParameters,
  GetAsyncTaskResponse,
  GetCommentParameters,
  GetFileUploadParameters,
  GetPagePropertyParameters,
  GetPagePropertyResponse,
  ListCommentsParameters,
  ListCustomEmojisParameters,
  ListCustomEmojisResponse,
  ListFileUploadsParameters,
  MovePageParameters,
  SendFileUploadParameters,
  UpdateCommentParameters,
} from '@notionhq/client'
import type {
  OauthIntrospectParameters,
  OauthIntrospectResponse,
  OauthRevokeParameters,
  OauthRevokeResponse,
  OauthTokenParameters,
  OauthTokenResponse,
} from '@notionhq/client/build/src/api-endpoints/oauth.js'
import type {
  GetPageMarkdownParameters,
  GetPageMarkdownResponse,
  UpdatePageMarkdownParameters,
} from '@notionhq/client/build/src/api-endpoints/pages.js'
import type { AsyncTask } from '../../src/core/codec/asyncTask.js'
import type { Comment } from '../../src/core/codec/comment.js'
import type { ListedCustomEmoji } from '../../src/core/codec/customEmoji.js'
import type { FileUpload } from '../../src/core/codec/fileUpload.js'
import type { OAuthIntrospection, OAuthRevocation, OAuthToken } from '../../src/core/codec/oauth.js'
import type { PageMarkdown } from '../../src/core/codec/pageMarkdown.js'
import type { PageProperty } from '../../src/core/codec/propertyItem.js'
import type { Context } from '../../src/core/context.js'
import type { OAuthClient } from '../../src/core/params/oauth.js'
import type { GetAsyncTaskParams } from '../../src/ops/async_tasks/getAsyncTask.js'
import type { CreateCommentParams } from '../../src/ops/comments/createComment.js'
import type { GetCommentParams } from '../../src/ops/comments/getComment.js'
import type { GetCommentsParams } from '../../src/ops/comments/getComments.js'
import type { UpdateCommentParams } from '../../src/ops/comments/updateComment.js'
import type { GetCustomEmojisParams } from '../../src/ops/custom_emojis/getCustomEmojis.js'
import type { CompleteFileUploadParams } from '../../src/ops/file_uploads/completeFileUpload.js'
import type { CreateFileUploadParams } from '../../src/ops/file_uploads/createFileUpload.js'
import type { GetFileUploadParams } from '../../src/ops/file_uploads/getFileUpload.js'
import type { GetFileUploadsParams } from '../../src/ops/file_uploads/getFileUploads.js'
import type { SendFileUploadParams } from '../../src/ops/file_uploads/sendFileUpload.js'
import type { CreateOAuthTokenParams } from '../../src/ops/oauth/createOAuthToken.js'
import type { IntrospectOAuthTokenParams } from '../../src/ops/oauth/introspectOAuthToken.js'
import type { RevokeOAuthTokenParams } from '../../src/ops/oauth/revokeOAuthToken.js'
import type { GetPageMarkdownParams } from '../../src/ops/pages/getPageMarkdown.js'
import type { GetPagePropertyParams } from '../../src/ops/pages/getPageProperty.js'
import type { MovePageParams } from '../../src/ops/pages/movePage.js'
import { type UpdatePageMarkdownParams, updatePageMarkdown } from '../../src/ops/pages/updatePageMarkdown.js'

/** A cursor may be `null` there, for the first page; here it is left out. */
type FirstPage<Parameters> = Omit<Parameters, 'start_cursor'>

// Everything that the official client accepts is accepted.
export const createdComment = (official: CreateCommentParameters): CreateCommentParams => official
export const updatedComment = (official: UpdateCommentParameters): UpdateCommentParams => official
export const comment = (official: GetCommentParameters): GetCommentParams => official
export const comments = (official: FirstPage<ListCommentsParameters>): GetCommentsParams => official
export const createdUpload = (official: CreateFileUploadParameters): CreateFileUploadParams => official
export const sentUpload = (official: SendFileUploadParameters): SendFileUploadParams => official
export const completedUpload = (official: CompleteFileUploadParameters): CompleteFileUploadParams => official
export const upload = (official: GetFileUploadParameters): GetFileUploadParams => official
export const uploads = (official: FirstPage<ListFileUploadsParameters>): GetFileUploadsParams => official
export const emojis = (official: FirstPage<ListCustomEmojisParameters>): GetCustomEmojisParams => official
export const task = (official: GetAsyncTaskParameters): GetAsyncTaskParams => official
export const moved = (official: MovePageParameters): MovePageParams => official
export const markdown = (official: GetPageMarkdownParameters): GetPageMarkdownParams => official
export const updatedMarkdown = (official: UpdatePageMarkdownParameters): UpdatePageMarkdownParams => official
export const property = (official: FirstPage<GetPagePropertyParameters>): GetPagePropertyParams => official
export const token = (official: OauthTokenParameters & OAuthClient): CreateOAuthTokenParams => official
export const introspected = (official: OauthIntrospectParameters & OAuthClient): IntrospectOAuthTokenParams => official
export const revoked = (official: OauthRevokeParameters & OAuthClient): RevokeOAuthTokenParams => official

// Everything that the official client says an answer can be, ours can be.
export const aComment = (official: CommentObjectResponse): Comment => official
export const anUpload = (official: FileUploadObjectResponse): FileUpload => official
export const anEmoji = (official: ListCustomEmojisResponse['results'][number]): ListedCustomEmoji => official
export const aTask = (official: GetAsyncTaskResponse): AsyncTask => official
export const someMarkdown = (official: GetPageMarkdownResponse): PageMarkdown => official
export const aProperty = (official: GetPagePropertyResponse): PageProperty => official
export const aToken = (official: OauthTokenResponse): OAuthToken => official
export const anIntrospection = (official: OauthIntrospectResponse): OAuthIntrospection => official
export const aRevocation = (official: OauthRevokeResponse): OAuthRevocation => official

const rich_text = [{ text: { content: 'words' } }]
const parent = { page_id: 'an id' }

export const refusedComments: ReadonlyArray<CreateCommentParams> = [
  // @ts-expect-error two places
  { parent, discussion_id: 'an id', rich_text },
  // @ts-expect-error two texts
  { parent, rich_text, markdown: 'words' },
  // @ts-expect-error no text
  { parent },
  // @ts-expect-error no place
  { rich_text },
  // @ts-expect-error a misspelt field
  { parent, rich_text, atachments: [] },
  // @ts-expect-error two parents
  { parent: { page_id: 'an id', block_id: 'an id' }, rich_text },
  // @ts-expect-error a name that is not made up
  { parent, rich_text, display_name: { type: 'user', custom: { name: 'Ada' } } },
]

export const refusedMoves: ReadonlyArray<MovePageParams['parent']> = [
  // @ts-expect-error a page is not moved into a database
  { database_id: 'an id' },
  // @ts-expect-error nor to the top of the workspace
  { type: 'workspace', workspace: true },
  // @ts-expect-error two parents
  { page_id: 'an id', data_source_id: 'an id' },
]

const page_id = 'an id'

export const refusedUpdates: ReadonlyArray<UpdatePageMarkdownParams> = [
  // @ts-expect-error a change under the name of another type
  { page_id, type: 'replace_content', insert_content: { content: 'x' } },
  // @ts-expect-error no change
  { page_id, type: 'replace_content' },
  // @ts-expect-error two changes
  { page_id, type: 'replace_content', replace_content: { new_str: 'x' }, insert_content: { content: 'x' } },
  // @ts-expect-error a misspelt field
  { page_id, type: 'replace_content', replace_content: { new_string: 'x' } },
  // @ts-expect-error a position of another endpoint
  { page_id, type: 'insert_content', insert_content: { content: 'x', position: { type: 'page_start' } } },
]

// A task is in the type only where one may come.
export const now = async (ctx: Context) => {
  const update = { page_id, type: 'replace_content', replace_content: { new_str: 'x' } } as const
  const answer = await updatePageMarkdown(ctx, update)()
  const text: string = answer._tag === 'Right' ? answer.right.markdown : ''
  const later = await updatePageMarkdown(ctx, { ...update, allow_async: true })()
  // @ts-expect-error it may be a task
  const none: string = later._tag === 'Right' ? later.right.markdown : ''
  return [text, none]
}

// The status tells the fields, and a status to come has none of them.
export const progress = (given: AsyncTask): string => {
  switch (given.status) {
    case 'queued':
    case 'running':
    case 'retrying':
      return `${given.poll_after_seconds.toFixed()} s`
    case 'succeeded':
      return `${given.result.object}`
    case 'failed':
      return given.error.message
    default: {
      const unknown: `unknown:${string}` = given.status
      return unknown
    }
  }
}

// The type of an item tells its payload.
export const itemText = (given: PageProperty): string => {
  if (given.object === 'list') return given.property_item.type === 'rollup' ? given.property_item.rollup.function : ''
  return given.type === 'title' ? given.title.plain_text : given.type === 'relation' ? given.relation.id : ''
}

const client = { client_id: 'an id', client_secret: 'a secret' }

export const refusedGrants: ReadonlyArray<CreateOAuthTokenParams> = [
  // @ts-expect-error no client
  { grant_type: 'authorization_code', code: 'a code' },
  // @ts-expect-error a code where a refresh token is promised
  { ...client, grant_type: 'refresh_token', code: 'a code' },
  // @ts-expect-error both
  { ...client, grant_type: 'authorization_code', code: 'a code', refresh_token: 'a token' },
]
