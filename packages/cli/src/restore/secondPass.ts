/** The second pass: what needs everything to be there. */
import {
  type Block,
  type CommentOrPartial,
  collect,
  createComment,
  deleteBlock,
  getBlock,
  getBlockChildren,
  getComments,
  updateBlock,
  updateDatabase,
  updateDataSource,
  updatePage,
} from 'notion-fp'
import { appendTree, type BlockTreeRequest } from 'notion-fp/blocks'
import { createPool } from '../backup/pool.js'
import type { DataSourceRecord, PageRecord } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import { writableContent, writableText } from './content.js'
import type { RestoreRun } from './run.js'
import { once } from './settle.js'
import { liveSource, MARKER } from './structure.js'
import { contentHash, isRefusal, uploadContent } from './upload.js'
import { MAX_REFERENCES, relationsOf } from './values.js'

/** Does something for many ids at a time, until one fails. */
export const forEachId = async (
  { signal }: RestoreRun,
  ids: Iterable<string>,
  work: (id: string) => Promise<Result<void>>,
): Promise<Result<void>> => {
  const pool = createPool(4)
  let failed: Result<void> = ok(undefined)
  const running = new Set<Promise<void>>()
  for (const id of ids) {
    if (failed._tag === 'Left' || signal.aborted) break
    const one: Promise<void> = pool(async () => {
      const done = failed._tag === 'Left' ? ok(undefined) : await work(id)
      if (done._tag === 'Left') failed = done
    }).finally(() => running.delete(one))
    running.add(one)
    if (running.size >= 8) await Promise.race(running)
  }
  await Promise.all(running)
  return failed
}

/** Whether the other side of a relation brings a reference that is above the limit of a request. */
const isOnOtherSide = async (
  { store }: RestoreRun,
  { data_source }: DataSourceRecord,
  name: string,
  row: string,
  related: string,
): Promise<boolean> => {
  const config = data_source.properties[name]
  const other = config?.type === 'relation' ? config.relation.dual_property?.synced_property_name : undefined
  const record = other === undefined ? undefined : await store.get('pages', related)
  const [, ids = []] = (record && relationsOf(record.page).find(([one]) => one === other)) ?? []
  return ids.length > 0 && ids.length <= MAX_REFERENCES && ids.includes(row)
}

const relationRequest = async (
  run: RestoreRun,
  source: DataSourceRecord,
  { id, page }: PageRecord,
): Promise<{ readonly [name: string]: unknown }> => {
  const { state } = run
  const written: { [name: string]: unknown } = {}
  const names = state.pending(id)
  for (const [name, ids] of relationsOf(page)) {
    if (!names.includes(name)) continue
    const lose = (why: string): void => state.lose({ kind: 'row', what: `properties.${name}`, why, of: id })
    const there = ids.flatMap((one) => state.to(one) ?? [])
    if (there.length < ids.length) lose('some related rows were not restored')
    if (there.length <= MAX_REFERENCES) {
      if (there.length > 0) written[name] = { relation: there.map((one) => ({ id: one })) }
      continue
    }
    const others = await Promise.all(ids.map((one) => isOnOtherSide(run, source, name, id, one)))
    if (others.every(Boolean)) continue
    written[name] = { relation: there.slice(0, MAX_REFERENCES).map((one) => ({ id: one })) }
    const left = others.slice(MAX_REFERENCES).filter((is) => !is).length
    if (left > 0)
      lose(`a request has at most ${MAX_REFERENCES} references, and the other side does not bring ${left} of them`)
  }
  return written
}

/** Writes the relations of rows that were created before what they relate to. */
export const writeRelations = async (run: RestoreRun): Promise<Result<void>> => {
  const { ctx, store, state, outline } = run
  for (const [source, rows] of outline.rows) {
    const record = await store.get('data_sources', source)
    const to = state.to(source)
    const pending = rows.filter((id) => state.pending(id).length > 0 && !state.isDone(`relations:${id}`))
    if (!record || to === undefined || pending.length === 0) continue
    const live = await liveSource(run, to)
    if (live._tag === 'Left') return live
    const written = await forEachId(run, pending, async (id) => {
      const page = await store.get('pages', id)
      const page_id = state.to(id)
      if (!page || page_id === undefined) return ok(undefined)
      const all = Object.entries(await relationRequest(run, record, page))
      const properties = Object.fromEntries(all.filter(([name]) => live.right.properties[name]?.type === 'relation'))
      if (Object.keys(properties).length > 0) {
        const updated = await updatePage(ctx, unsafeCast({ page_id, properties }))()
        if (updated._tag === 'Left') return updated
      }
      state.did(`relations:${id}`)
      run.onStep()
      return ok(undefined)
    })
    if (written._tag === 'Left') return written
  }
  return ok(undefined)
}

/** A copy of a synced block takes the place of the paragraph that kept it. */
const replacePlaceholder = async (
  run: RestoreRun,
  placeholder: string,
  request: BlockTreeRequest,
): Promise<Result<void>> => {
  const { ctx, signal } = run
  const there = await getBlock(ctx, { block_id: placeholder })()
  if (there._tag === 'Left') return there.left._tag === 'NotFoundError' ? ok(undefined) : there
  const { parent, in_trash }: Partial<Block> = there.right
  if (in_trash) return ok(undefined)
  const block_id: unknown = Reflect.get(Object(parent), String(Reflect.get(Object(parent), 'type')))
  const siblings = await collect(getBlockChildren)(ctx, { block_id: String(block_id) })()
  if (siblings._tag === 'Left') return siblings
  const at = siblings.right.findIndex(({ id }) => id === placeholder)
  const next: Partial<Block> = siblings.right[at + 1] ?? {}
  const wanted = JSON.stringify(
    Reflect.get(Object(Reflect.get(Object(Reflect.get(request, 'synced_block')), 'synced_from')), 'block_id'),
  )
  const found = Reflect.get(Object(Reflect.get(Object(Reflect.get(next, 'synced_block')), 'synced_from')), 'block_id')
  // A run that was stopped in between has written the copy already.
  if (JSON.stringify(found) !== wanted || run.state.isCreated(String(next.id))) {
    const position = { type: 'after_block', after_block: { id: placeholder } } as const
    const params = { block_id: String(block_id), children: [request], position, ids: 'first_level', signal } as const
    let written = await appendTree(ctx, params)()
    for (
      let attempt = 0;
      attempt < 4 && written._tag === 'Left' && written.left._tag === 'PartialAppendError';
      attempt++
    )
      written = await appendTree(ctx, { ...params, resume: written.left.resume })()
    if (written._tag === 'Left') return written
  }
  const deleted = await deleteBlock(ctx, { block_id: placeholder })()
  return deleted._tag === 'Left' && deleted.left._tag !== 'NotFoundError' ? deleted : ok(undefined)
}

const TEXT = /^(rich_text|caption|cells|url)$/

/** Writes the links of a block that lead to blocks which did not exist when it was written. */
const linkBlock = async (run: RestoreRun, page: string, id: string, to: string): Promise<Result<void>> => {
  const { ctx, store, state } = run
  const record = await store.get('pages', page)
  const stored = record?.blocks.find(({ block }) => block.id === id)
  if (!record || !stored) return ok(undefined)
  const content = await writableContent(
    run,
    [{ block: unsafeCast<Block>({ ...stored.block, has_children: false }), children: [] }],
    record.files,
    '',
  )
  if (content._tag === 'Left') return content
  const [request] = content.right.children
  if (!request) return ok(undefined)
  const { type } = stored.block
  if (type === 'synced_block') {
    if (Reflect.get(request, 'synced_block') === undefined) {
      state.lose({ kind: 'block synced_block', what: 'all', why: 'its original was not restored', of: id })
      return ok(undefined)
    }
    return replacePlaceholder(run, to, request)
  }
  const text = Object.entries(Object(Reflect.get(request, type))).filter(([name]) => TEXT.test(name))
  const updated = await updateBlock(ctx, unsafeCast({ block_id: to, [type]: Object.fromEntries(text) }))()
  return updated._tag === 'Left' && updated.left._tag !== 'NotFoundError' ? updated : ok(undefined)
}

/** Links to blocks, and copies of synced blocks. */
export const linkBlocks = async (run: RestoreRun): Promise<Result<void>> => {
  const { state } = run
  const pending = [...state.ids().keys()].filter((key) => key.startsWith('pending:') && !state.isDone(key))
  return forEachId(run, pending, async (key) => {
    const [, page = '', id = ''] = key.split(':')
    const linked = await linkBlock(run, page, id, state.to(key) ?? '')
    if (linked._tag === 'Left') return linked
    state.did(key)
    return ok(undefined)
  })
}

/** The name of the author of a comment, if it is known. */
const authorOf = async (
  { store }: RestoreRun,
  comment: PageRecord['comments'][number],
): Promise<string | undefined> => {
  const shown = comment.display_name?.resolved_name
  if (typeof shown === 'string' && shown !== '') return shown
  const user = await store.get('users', comment.created_by.id)
  const name: unknown = Reflect.get(Object(user?.user), 'name')
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
  // They are created one after the other: one that no step has written down is that of a request whose outcome was unknown.
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
    ...(name !== undefined && { display_name: { type: 'custom', custom: { name } } }),
  }
  state.began(`comment:${comment.id}`)
  const created = await once<CommentOrPartial>(ctx, createComment(ctx, unsafeCast(params)), findNew)
  if (created._tag === 'Left') return created
  return written(created.right.id, 'discussion_id' in created.right ? created.right.discussion_id : '')
}

/** Comments, in their discussions and in order. */
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

/** Locks what was locked, and takes the markers away. */
export const finishObjects = async (run: RestoreRun): Promise<Result<void>> => {
  const { ctx, store, state, outline } = run
  for (const id of outline.locked) {
    const to = state.to(id)
    if (to === undefined || state.isDone(`lock:${id}`)) continue
    const locked = store.has('databases', id)
      ? await updateDatabase(ctx, { database_id: to, is_locked: true })()
      : await updatePage(ctx, { page_id: to, is_locked: true })()
    if (locked._tag === 'Left') return locked
    state.did(`lock:${id}`)
  }
  for (const id of store.ids('data_sources')) {
    const to = state.to(id)
    if (to === undefined || state.isDone(`marker:${id}`)) continue
    const live = await liveSource(run, to)
    if (live._tag === 'Left') return live
    if (Object.hasOwn(live.right.properties, MARKER)) {
      const removed = await updateDataSource(ctx, { data_source_id: to, properties: { [MARKER]: null } })()
      if (removed._tag === 'Left') {
        const after = isRefusal(removed.left) ? await liveSource(run, to) : removed
        // A request that was sent twice finds nothing to remove.
        if (after._tag === 'Left' || Object.hasOwn(after.right.properties, MARKER)) return removed
      }
    }
    state.did(`marker:${id}`)
  }
  return ok(undefined)
}
