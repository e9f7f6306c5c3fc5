/** Writes comments, in their discussions and in order. */
import { type CommentOrPartial, collect, createComment, getComments } from 'notion-fp'
import type { PageRecord } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { field } from '../values/json.js'
import { createOrFind } from './createOrFind.js'
import { forEachId } from './forEachId.js'
import type { RestoreRun } from './restoreRun.js'
import { contentHash, isRefusal, uploadContent } from './uploadContent.js'
import { writableText } from './writableContent.js'

/** The name of the author of a comment, if it is known. */
const authorOf = async (
  { store }: RestoreRun,
  comment: PageRecord['comments'][number],
): Promise<string | undefined> => {
  const shown = comment.display_name?.resolved_name
  if (typeof shown === 'string' && shown !== '') return shown
  const user = await store.get('users', comment.created_by.id)
  const name = field(user?.user, 'name')
  return typeof name === 'string' && name !== '' ? name : undefined
}

const attachmentsOf = async (
  run: RestoreRun,
  { files }: PageRecord,
  comment: PageRecord['comments'][number],
): Promise<Result<ReadonlyArray<{ readonly file_upload_id: string }>>> => {
  const ids: Array<{ readonly file_upload_id: string }> = []
  for (const { file } of comment.attachments ?? []) {
    const sha256 = contentHash(files, file.url)
    const uploaded = sha256 === undefined ? undefined : await uploadContent(run, sha256, '')
    if (uploaded?._tag === 'Left' && !isRefusal(uploaded.left)) return uploaded
    if (uploaded?._tag === 'Right') ids.push({ file_upload_id: uploaded.right })
    else
      run.state.lose({
        kind: 'comment',
        what: 'attachments',
        why: 'the backup does not have the file, or Notion refuses it',
        of: comment.id,
      })
  }
  return ok(ids)
}

interface Place {
  /** The page or block of the discussion. */
  readonly id: string
  readonly isPage: boolean
}

const placeOf = ({ state }: RestoreRun, { parent }: PageRecord['comments'][number]): Place | undefined => {
  const id = 'page_id' in parent ? parent.page_id : 'block_id' in parent ? parent.block_id : ''
  const to = state.to(id)
  return to === undefined ? undefined : { id: to, isPage: 'page_id' in parent }
}

const writeComment = async (
  run: RestoreRun,
  record: PageRecord,
  comment: PageRecord['comments'][number],
): Promise<Result<void>> => {
  const { ctx, state } = run
  if (state.to(comment.id) !== undefined) return ok(undefined)
  const place = placeOf(run, comment)
  if (!place) {
    state.lose({ kind: 'comment', what: 'all', why: 'the block that it is on was not restored', of: comment.id })
    return ok(undefined)
  }
  const discussion = state.to(`discussion:${comment.discussion_id}`)
  const written = (id: string, discussion_id: string): Result<void> => {
    if (discussion === undefined) state.map(`discussion:${comment.discussion_id}`, discussion_id)
    state.map(comment.id, id)
    return ok(undefined)
  }
  // They are created one after the other. One whose id is not recorded was created by the request whose outcome is unknown.
  const findNew = async () => {
    const listed = await collect(getComments)(ctx, { block_id: place.id })()
    if (listed._tag === 'Left') return listed
    return ok(listed.right.flatMap((one) => ('discussion_id' in one && !state.isCreated(one.id) ? [one] : []))[0])
  }
  if (state.hasBegun(`comment:${comment.id}`)) {
    const found = await findNew()
    if (found._tag === 'Left') return found
    if (found.right) return written(found.right.id, found.right.discussion_id)
  }
  const attachments = await attachmentsOf(run, record, comment)
  if (attachments._tag === 'Left') return attachments
  const name = await authorOf(run, comment)
  const params = {
    ...(discussion === undefined
      ? { parent: place.isPage ? { page_id: place.id } : { block_id: place.id } }
      : { discussion_id: discussion }),
    rich_text: writableText(run, comment.rich_text, comment.id, 'comment'),
    ...(attachments.right.length > 0 && { attachments: attachments.right }),
    ...(name !== undefined && { display_name: { type: 'custom' as const, custom: { name } } }),
  }
  state.began(`comment:${comment.id}`)
  const created = await createOrFind<CommentOrPartial>(ctx, createComment(ctx, params), findNew)
  if (created._tag === 'Left') return created
  return written(created.right.id, 'discussion_id' in created.right ? created.right.discussion_id : '')
}

/** Writes comments, in their discussions and in order. */
export const writeComments = (run: RestoreRun): Promise<Result<void>> => {
  const { store, state, outline } = run
  const pages = [...outline.withComments].filter((id) => state.to(id) !== undefined && !state.isDone(`comments:${id}`))
  return forEachId(run, pages, async (id) => {
    const record = await store.get('pages', id)
    for (const comment of record?.comments ?? []) {
      const written = record ? await writeComment(run, record, comment) : ok(undefined)
      if (written._tag === 'Left') return written
    }
    state.did(`comments:${id}`)
    return ok(undefined)
  })
}
