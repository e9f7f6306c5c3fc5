import { failedValidation } from '../../domain/errors.js'
import { assertAttachable, markAttached, serializeFileSource } from '../../domain/files/source.js'
import { inline } from '../../domain/richText/markdown/parse.js'
import { richText, serializeRichText } from '../../domain/richText/richText.js'
import { serializeComment } from '../../domain/serialize/comment.js'
import { listOf } from '../../domain/serialize/common.js'
import { assertNotInTrash, findBlock, findPage, notFound, parentRecord } from '../../domain/state/find.js'
import { isNotShared } from '../../domain/state/notShared.js'
import { parentOf, stampNow } from '../../domain/state/tree.js'
import type { CommentNode } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
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
import { bodyId } from '../../domain/values/id.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../../domain/values/json.js'
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

const contentOf = (workspace: Workspace, body: JsonObject): Json =>
  serializeRichText(workspace, typeof body.markdown === 'string' ? inline(body.markdown) : (body.rich_text ?? []))

const isHidden = (workspace: Workspace, { parent }: CommentNode): boolean =>
  isNotShared(workspace, parentOf(workspace, { parent }))

const find = (workspace: Workspace, id: string): CommentNode => {
  const comment = workspace.comments.get(id)
  if (comment === undefined || isHidden(workspace, comment)) throw notFound(workspace, 'comment', id)
  return comment
}

/** The open discussion of a page, which all its comments share; each thread on a block has its own. */
const openDiscussion = (workspace: Workspace, pageId: string): string | undefined =>
  [...workspace.comments.values()].find(({ parent, resolved }) => !resolved && parent.page_id === pageId)?.discussionId

/** Finds a comment of the connection: those of others cannot be changed. */
const findOwn = (workspace: Workspace, id: string): CommentNode => {
  const comment = find(workspace, id)
  if (comment.createdBy !== workspace.botId) throw notFound(workspace, 'comment', id)
  return comment
}

const placeOf = (workspace: Workspace, body: JsonObject): Pick<CommentNode, 'parent' | 'discussionId'> => {
  const parent = asObject(body.parent)
  if (body.discussion_id !== undefined) {
    const id = bodyId(body.discussion_id)
    const first = [...workspace.comments.values()].find((each) => each.discussionId === id)
    if (first === undefined || isHidden(workspace, first)) throw notFound(workspace, 'discussion', id)
    return { parent: first.parent, discussionId: id }
  }
  const node =
    parent.page_id === undefined
      ? findBlock(workspace, bodyId(parent.block_id))
      : findPage(workspace, bodyId(parent.page_id))
  assertNotInTrash(workspace, node)
  const open = node.kind === 'page' ? openDiscussion(workspace, node.id) : undefined
  return { parent: parentRecord(node), discussionId: open ?? workspace.newId() }
}

const nameOf = (workspace: Workspace, requested: JsonObject): JsonObject => {
  const custom = asString(asObject(requested.custom).name)
  if (requested.type === 'custom') return { type: 'custom', resolved_name: custom }
  const own = asObject(workspace.users.get(workspace.botId))
  const person = asObject(asObject(asObject(own.bot).owner).user).name
  const name = requested.type === 'user' && typeof person === 'string' ? person : asString(own.name)
  return { type: asString(requested.type) || 'integration', resolved_name: name }
}

/** The category of a file in a comment, by its content type. */
const CATEGORIES: Readonly<Record<string, string>> = {
  audio: 'audio',
  image: 'image',
  video: 'video',
  'application/mp4': 'video',
  'application/pdf': 'pdf',
}

const attachmentsOf = (workspace: Workspace, requested: ReadonlyArray<Json>): Json =>
  requested.map((each): Json => {
    const id = bodyId(asObject(each).file_upload_id)
    const type = workspace.uploads.get(id)?.contentType ?? ''
    const category = CATEGORIES[type] ?? CATEGORIES[type.split('/')[0] ?? ''] ?? 'productivity'
    return { category, file: serializeFileSource(workspace, { file_upload: { id } }).file ?? null }
  })

const asSource = (attachment: Json): JsonObject => ({ file_upload: { id: asObject(attachment).file_upload_id ?? '' } })

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
  const attachments = asArray(body.attachments)
  for (const each of attachments) assertAttachable(workspace, asSource(each))
  const comment: CommentNode = {
    id: workspace.newId(),
    ...placeOf(workspace, body),
    ...stampNow(workspace),
    richText: contentOf(workspace, body),
    displayName: nameOf(workspace, asObject(body.display_name)),
    attachments: attachments.length === 0 ? undefined : attachmentsOf(workspace, attachments),
    resolved: false,
  }
  for (const each of attachments) markAttached(workspace, asSource(each))
  workspace.comments.set(comment.id, comment)
  return serializeComment(comment)
}

const list = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const paging = queryPaging(request)
  const requested = request.query.get('block_id') ?? undefined
  assertValid(fields({ block_id: uuid }), requested === undefined ? {} : { block_id: requested }, 'query')
  const { id } = findBlock(workspace, requested ?? '')
  const own = [...workspace.comments.values()]
    .filter(({ parent, resolved }) => !resolved && (parent.page_id ?? parent.block_id) === id)
    .sort((left, right) => left.createdTime - right.createdTime)
  const part = paginate(own, paging, (comment) => comment.id)
  return listOf('comment', part.items.map(serializeComment), part.next)
}

const retrieve = (request: ApiRequest): JsonObject =>
  serializeComment(find(request.workspace, pathId(request, 'comment_id')))

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const id = pathId(request, 'comment_id')
  assertValid(fields(content, true), body, 'body')
  assertContent(body)
  const comment = findOwn(workspace, id)
  comment.richText = contentOf(workspace, body)
  comment.lastEditedTime = workspace.now()
  return serializeComment(comment)
}

const remove = (request: ApiRequest): JsonObject => {
  const comment = findOwn(request.workspace, pathId(request, 'comment_id'))
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
