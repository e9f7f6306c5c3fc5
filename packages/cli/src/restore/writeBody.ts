/** Writes the content of the new pages, between the pages and databases that are in them. */
import { type Block, collect, deleteBlock, getBlockChildren } from 'notion-fp'
import { appendTree, type BlockTreeRequest, type WrittenBlock } from 'notion-fp/blocks'
import type { PageRecord } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { field } from '../values/json.js'
import type { RestoreRun } from './restoreRun.js'
import { type Segment, segmentsOf } from './segmentsOf.js'
import { type SourceNode, writableContent } from './writableContent.js'

const TRIES = 5

/** Deletes what a stopped run has written of a part, so that it can be written again. It lies between two known neighbours. */
const removePart = async (
  { ctx, bot_id }: RestoreRun,
  page_id: string,
  after: string | undefined,
  before: string | undefined,
): Promise<Result<void>> => {
  const listed = await collect(getBlockChildren)(ctx, { block_id: page_id })()
  if (listed._tag === 'Left') return listed
  const blocks = listed.right
  const from = after === undefined ? 0 : blocks.findIndex(({ id }) => id === after) + 1
  const end = before === undefined ? -1 : blocks.findIndex(({ id }) => id === before)
  for (const block of blocks.slice(from, end < 0 ? undefined : end)) {
    const { type, created_by }: Partial<Block> = block
    // What others have added in the meantime is kept.
    const isOurs = field(created_by, 'id') === bot_id && type !== 'child_page' && type !== 'child_database'
    const deleted = isOurs ? await deleteBlock(ctx, { block_id: block.id })() : ok(undefined)
    if (deleted._tag === 'Left' && deleted.left._tag !== 'NotFoundError') return deleted
  }
  return ok(undefined)
}

const appendBlocks = async (
  { ctx, signal }: RestoreRun,
  page_id: string,
  children: ReadonlyArray<BlockTreeRequest>,
  after: string | undefined,
  isFirst: boolean,
  ids: 'all' | 'first_level',
): Promise<Result<ReadonlyArray<WrittenBlock>>> => {
  const position =
    after !== undefined
      ? ({ type: 'after_block', after_block: { id: after } } as const)
      : ({ type: isFirst ? 'end' : 'start' } as const)
  const params = { block_id: page_id, children, position, ids, signal }
  let written = await appendTree(ctx, params)()
  for (let attempt = 1; attempt < TRIES && written._tag === 'Left'; attempt++) {
    if (written.left._tag !== 'PartialAppendError' || signal.aborted) break
    written = await appendTree(ctx, { ...params, resume: written.left.resume })()
  }
  if (written._tag === 'Right') return ok(written.right.ids)
  // The cause is more useful than the message that a part was written; which part is recorded in the state.
  return { _tag: 'Left', left: written.left._tag === 'PartialAppendError' ? written.left.cause : written.left }
}

/** Records the ids of the blocks that others refer to, or that the second pass has to update. */
const mapBlocks = (
  { state, outline }: RestoreRun,
  page: string,
  sources: ReadonlyArray<SourceNode>,
  written: ReadonlyArray<WrittenBlock>,
): void => {
  const open = [{ sources, written }]
  for (let next = open.pop(); next; next = open.pop()) {
    next.sources.forEach(({ id, isPending, children }, index) => {
      const block = next.written[index]
      if (!block?.id) return
      if (isPending) state.map(`pending:${page}:${id}`, block.id)
      else if (outline.wanted.has(id)) state.map(id, block.id)
      open.push({ sources: children, written: block.children })
    })
  }
}

const needsIds = ({ outline }: Pick<RestoreRun, 'outline'>, sources: ReadonlyArray<SourceNode>): boolean =>
  sources.some(({ id, isPending, children }) => isPending || outline.wanted.has(id) || needsIds({ outline }, children))

const writePart = async (
  run: RestoreRun,
  { id, files }: PageRecord,
  to: string,
  { after, before, nodes }: Segment,
  index: number,
  isOnly: boolean,
): Promise<Result<void>> => {
  const { state } = run
  const step = `part:${id}:${index}`
  if (state.isDone(step)) return ok(undefined)
  const [left, next] = [after, before].map((one) => (one === undefined ? undefined : state.to(one)))
  if (state.hasBegun(step)) {
    const removed = await removePart(run, to, left, next)
    if (removed._tag === 'Left') return removed
  }
  const content = await writableContent(run, nodes, files)
  if (content._tag === 'Left') return content
  const { children, sources } = content.right
  if (children.length > 0) {
    state.began(step)
    const written = await appendBlocks(run, to, children, left, isOnly, needsIds(run, sources) ? 'all' : 'first_level')
    if (written._tag === 'Left') return written
    mapBlocks(run, id, sources, written.right)
  }
  state.did(step)
  return ok(undefined)
}

/** Writes the content of a page. */
export const writeBody = async (run: RestoreRun, id: string): Promise<Result<void>> => {
  const { state, store } = run
  const to = state.to(id)
  if (to === undefined || state.isDone(`body:${id}`)) return ok(undefined)
  const record = await store.get('pages', id)
  if (!record) return ok(undefined)
  const segments = segmentsOf(run, record)
  const isOnly = segments.length === 1 && segments[0]?.after === undefined && segments[0]?.before === undefined
  for (const [index, segment] of segments.entries()) {
    const written = await writePart(run, record, to, segment, index, isOnly)
    if (written._tag === 'Left') return written
  }
  state.did(`body:${id}`)
  run.onStep()
  return ok(undefined)
}
