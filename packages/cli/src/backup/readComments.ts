/** The comments on a page and on its blocks. */
import { type Comment, collect, getComments } from 'notion-fp'
import { type Job, noteUnread, unreadOf } from './job.js'
import type { StoredBlock, Unread } from './records.js'

const commentsOn = async (job: Job, id: string, unread: Array<Unread>): Promise<ReadonlyArray<Comment>> => {
  if (job.noComments || job.stop) return []
  const listed = await collect(getComments)(job.ctx, { block_id: id })()
  if (listed._tag === 'Right') return listed.right.flatMap((comment) => ('rich_text' in comment ? [comment] : []))
  if (listed.left._tag === 'PermissionError') {
    // Reported once, not for each page.
    if (!job.noComments) job.unread.push(unreadOf('comments', '', listed.left))
    job.noComments = true
  } else noteUnread(job, unread, 'comments', id, listed.left)
  return []
}

/** Reads the comments that `--comments` asks for. */
export const readComments = async (
  job: Job,
  page_id: string,
  blocks: ReadonlyArray<StoredBlock>,
  unread: Array<Unread>,
): Promise<ReadonlyArray<Comment>> => {
  if (job.comments === 'none') return []
  const places = [
    page_id,
    ...(job.comments === 'all' ? blocks : []).flatMap(({ block: { id, type } }) =>
      // The comments of a child page are read with that page.
      type === 'child_page' || type === 'child_database' ? [] : [id],
    ),
  ]
  const lists = await Promise.all(places.map((id) => job.pool(() => commentsOn(job, id, unread))))
  // A block that is shown twice has the same comments each time.
  return [...new Map(lists.flat().map((comment) => [comment.id, comment])).values()]
}
