/** Creates and updates comments. Those on a page share one open discussion, each on a block starts its own. */
import { assertAttachable, markAttached, serializeFileSource } from '../files/fileSource.js'
import { inline } from '../richText/markdown/parse.js'
import { serializeRichText } from '../richText/serializeRichText.js'
import { assertNotInTrash, findBlock, findPage, notFound, parentRecord } from '../state/find.js'
import { stampNow } from '../state/tree.js'
import type { CommentNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { bodyId } from '../values/id.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../values/json.js'
import { isHidden } from './find.js'

const contentOf = (workspace: Workspace, request: JsonObject): Json =>
  serializeRichText(
    workspace,
    typeof request.markdown === 'string' ? inline(request.markdown) : (request.rich_text ?? []),
  )

/** The open discussion of a page, which all its comments share; each thread on a block has its own. */
const openDiscussion = (workspace: Workspace, pageId: string): string | undefined =>
  [...workspace.comments.values()].find(({ parent, resolved }) => !resolved && parent.page_id === pageId)?.discussionId

const placeOf = (workspace: Workspace, request: JsonObject): Pick<CommentNode, 'parent' | 'discussionId'> => {
  const parent = asObject(request.parent)
  if (request.discussion_id !== undefined) {
    const id = bodyId(request.discussion_id)
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

/** Creates a comment from a checked request: in a discussion, or on a page or a block. */
export const createComment = (workspace: Workspace, request: JsonObject): CommentNode => {
  const attachments = asArray(request.attachments)
  for (const each of attachments) assertAttachable(workspace, asSource(each))
  const comment: CommentNode = {
    id: workspace.newId(),
    ...placeOf(workspace, request),
    ...stampNow(workspace),
    richText: contentOf(workspace, request),
    displayName: nameOf(workspace, asObject(request.display_name)),
    attachments: attachments.length === 0 ? undefined : attachmentsOf(workspace, attachments),
    resolved: false,
  }
  for (const each of attachments) markAttached(workspace, asSource(each))
  workspace.comments.set(comment.id, comment)
  return comment
}

/** Replaces the content of a comment by that of a checked request. */
export const updateComment = (workspace: Workspace, comment: CommentNode, request: JsonObject): void => {
  comment.richText = contentOf(workspace, request)
  comment.lastEditedTime = workspace.now()
}
