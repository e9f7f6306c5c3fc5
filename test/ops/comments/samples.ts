/** What the operations on comments take and are answered, so that what they declare can be seen. */
import { createCommentRequest } from '../../../src/ops/comments/createComment.js'
import { deleteCommentRequest } from '../../../src/ops/comments/deleteComment.js'
import { getCommentRequest } from '../../../src/ops/comments/getComment.js'
import { getCommentsRequest } from '../../../src/ops/comments/getComments.js'
import { updateCommentRequest } from '../../../src/ops/comments/updateComment.js'
import { block_id, comment_id, page_id, rich_text } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(createCommentRequest, [{ parent: { page_id }, rich_text }]),
  seen(getCommentsRequest, [{ block_id }]),
  seen(getCommentRequest, [{ comment_id }]),
  seen(updateCommentRequest, [{ comment_id, rich_text }]),
  seen(deleteCommentRequest, [{ comment_id }]),
]
