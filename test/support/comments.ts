/** Samples of comments as the API returns them, created anew by each call. */
import type { Comment, PartialComment } from '../../src/ops/comments/comment.js'
import { anId, aText } from './fixtures.js'

/** A comment on the page `anId()`. */
export const aComment = (over: Partial<Comment> = {}): Comment => ({
  object: 'comment',
  id: anId(30),
  parent: { type: 'page_id', page_id: anId() },
  discussion_id: anId(31),
  created_time: '2026-01-02T03:04:00.000Z',
  last_edited_time: '2026-01-02T03:05:00.000Z',
  created_by: { object: 'user', id: anId(2) },
  rich_text: [aText('Well done')],
  display_name: { type: 'integration', resolved_name: 'A connection' },
  ...over,
})

/** A comment that the connection is not allowed to read. */
export const aPartialComment = (): PartialComment => ({ object: 'comment', id: anId(30) })
