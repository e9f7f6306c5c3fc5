/** Comments in responses. Without attachments, the field is absent. */
import type { CommentNode } from '../state/types.js'
import type { JsonObject } from '../values/json.js'
import { toMinute } from '../values/time.js'
import { optionalField, partialUser } from './common.js'

/** A comment in a response. */
export const serializeComment = (comment: CommentNode): JsonObject => ({
  object: 'comment',
  id: comment.id,
  parent: comment.parent,
  discussion_id: comment.discussionId,
  created_time: toMinute(comment.createdTime),
  last_edited_time: toMinute(comment.lastEditedTime),
  created_by: partialUser(comment.createdBy),
  rich_text: comment.richText,
  display_name: comment.displayName,
  ...optionalField('attachments', comment.attachments),
})
