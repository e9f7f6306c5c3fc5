/** What the compiler accepts and refuses of comments, tasks, tokens and single pages. Nothing here runs. */

import type { Context } from '../../src/core/call/context.js'
import type { AsyncTask } from '../../src/ops/async_tasks/asyncTask.js'
import type { CreateCommentParams } from '../../src/ops/comments/createComment.js'
import type { CreateOAuthTokenParams } from '../../src/ops/oauth/createOAuthToken.js'
import type { MovePageParams } from '../../src/ops/pages/movePage.js'
import type { PageProperty } from '../../src/ops/pages/propertyItem.js'
import { type UpdatePageMarkdownParams, updatePageMarkdown } from '../../src/ops/pages/updatePageMarkdown.js'

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
