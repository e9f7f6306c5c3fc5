/** The endpoints of comments. Lists contain only open discussions. */
import { findComment, findOwnComment, openComments } from '../../domain/comments/find.js'
import { createComment, updateComment } from '../../domain/comments/write.js'
import { failedValidation } from '../../domain/errors.js'
import { richText } from '../../domain/richText/richText.js'
import { serializeComment } from '../../domain/serialize/comment.js'
import { listOf } from '../../domain/serialize/common.js'
import { findBlock } from '../../domain/state/find.js'
import {
  assertValid,
  type Check,
  fields,
  list as listCheck,
  missing,
  oneOf,
  optional,
  problem,
  string,
  uuid,
} from '../../domain/validate/check.js'
import { asObject, type JsonObject } from '../../domain/values/json.js'
import { paginate, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'
import { parentCheck } from './common.js'

const displayName: Check = (value, path) => [
  ...fields({ type: oneOf('integration', 'user', 'custom') })(value, path),
  ...(asObject(value).type === 'custom' ? fields({ custom: fields({ name: string() }) })(value, path) : []),
]

const content = { rich_text: optional(richText), markdown: optional(string()) }

const assertContent = (body: JsonObject): void => {
  if (body.rich_text === undefined && body.markdown === undefined)
    throw failedValidation('body', [...missing('body.rich_text'), ...missing('body.markdown')])
  if (body.rich_text !== undefined && body.markdown !== undefined)
    throw failedValidation('body', problem('body.markdown', 'not present', body.markdown))
}

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  assertValid(
    fields(
      {
        ...content,
        parent: optional(parentCheck('page_id', 'block_id')),
        discussion_id: optional(uuid),
        attachments: optional(listCheck(fields({ file_upload_id: uuid }), 3)),
        display_name: optional(displayName),
      },
      true,
    ),
    body,
    'body',
  )
  assertContent(body)
  if (body.parent === undefined && body.discussion_id === undefined)
    throw failedValidation('body', [...missing('body.parent'), ...missing('body.discussion_id')])
  if (body.parent !== undefined && body.discussion_id !== undefined)
    throw failedValidation('body', problem('body.discussion_id', 'not present', body.discussion_id))
  return serializeComment(createComment(workspace, body))
}

const list = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const paging = queryPaging(request)
  const requested = request.query.get('block_id') ?? undefined
  assertValid(fields({ block_id: uuid }), requested === undefined ? {} : { block_id: requested }, 'query')
  const { id } = findBlock(workspace, requested ?? '')
  const part = paginate(openComments(workspace, id), paging, (comment) => comment.id)
  return listOf('comment', part.items.map(serializeComment), part.next)
}

const retrieve = (request: ApiRequest): JsonObject =>
  serializeComment(findComment(request.workspace, pathId(request, 'comment_id')))

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const id = pathId(request, 'comment_id')
  assertValid(fields(content, true), body, 'body')
  assertContent(body)
  const comment = findOwnComment(workspace, id)
  updateComment(workspace, comment, body)
  return serializeComment(comment)
}

const remove = (request: ApiRequest): JsonObject => {
  const comment = findOwnComment(request.workspace, pathId(request, 'comment_id'))
  request.workspace.comments.delete(comment.id)
  return serializeComment(comment)
}

/** `/v1/comments` */
export const commentRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/comments', handler: create },
  { method: 'GET', path: '/v1/comments', handler: list },
  { method: 'GET', path: '/v1/comments/:comment_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/comments/:comment_id', handler: update },
  { method: 'DELETE', path: '/v1/comments/:comment_id', handler: remove },
]
