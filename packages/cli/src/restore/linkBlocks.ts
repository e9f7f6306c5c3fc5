/** The second pass over blocks: links to blocks, and copies of synced blocks. */
import { type Block, collect, deleteBlock, getBlock, getBlockChildren, updateBlock } from 'notion-fp'
import { appendTree, type BlockTreeRequest } from 'notion-fp/blocks'
import { ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import { field } from '../values/json.js'
import { forEachId } from './forEachId.js'
import type { RestoreRun } from './restoreRun.js'
import { syncedFrom } from './syncedFrom.js'
import { writableContent } from './writableContent.js'

/** A copy of a synced block replaces the paragraph that marked its place. */
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
  const block_id = field(parent, String(field(parent, 'type')))
  const siblings = await collect(getBlockChildren)(ctx, { block_id: String(block_id) })()
  if (siblings._tag === 'Left') return siblings
  const at = siblings.right.findIndex(({ id }) => id === placeholder)
  const next: Partial<Block> = siblings.right[at + 1] ?? {}
  const wanted = syncedFrom(request)
  const found = syncedFrom(next)
  // A run that was stopped before the placeholder was deleted has already written the copy.
  if (found !== wanted || run.state.isCreated(String(next.id))) {
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
    [{ block: { ...stored.block, has_children: false }, children: [] }],
    record.files,
    '',
  )
  if (content._tag === 'Left') return content
  const [request] = content.right.children
  if (!request) return ok(undefined)
  const { type } = stored.block
  if (type === 'synced_block') {
    if (field(request, 'synced_block') === undefined) {
      state.lose({ kind: 'block synced_block', what: 'all', why: 'its original was not restored', of: id })
      return ok(undefined)
    }
    return replacePlaceholder(run, to, request)
  }
  const text = Object.entries(Object(field(request, type))).filter(([name]) => TEXT.test(name))
  // The content is part of the request. The compiler types a computed key as any string.
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
