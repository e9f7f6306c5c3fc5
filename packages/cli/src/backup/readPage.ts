/** Reads a page or a row in full. Content that was read before with the same `last_edited_time` is not read again. */
import { getPage, isFullPage, type Page } from 'notion-fp'
import { type BlockNode, getBlockTree } from 'notion-fp/blocks'
import { completePage } from 'notion-fp/completion'
import { filesOf } from 'notion-fp/files'
import { ok } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import { wasMovedSinceBackup } from './backUpMoved.js'
import { type Job, noteUnread, type StoredContent, start } from './job.js'
import { readComments } from './readComments.js'
import { readFiles } from './readFiles.js'
import type { DataSourceRecord, PageRecord, StoredBlock, Unread } from './records.js'

const isTooRecent = (edited: string, readAt: string): boolean => Date.parse(readAt) - Date.parse(edited) < 120_000

/** Whether the content in the backup is still that of the page, judged by its `last_edited_time`. */
const isUnchanged = (record: PageRecord | undefined, page: Page): record is PageRecord =>
  record !== undefined &&
  record.page.last_edited_time === page.last_edited_time &&
  // Times are rounded to the minute, so a later edit in the same minute does not change it.
  !isTooRecent(page.last_edited_time, record.read_at) &&
  !record.unread.some(({ what }) => what === 'content')

/** The blocks of a tree in document order, without recursion. */
const flatten = (nodes: ReadonlyArray<BlockNode>, root: string): ReadonlyArray<StoredBlock> => {
  const blocks: Array<StoredBlock> = []
  const open = [...nodes].reverse().map((node) => ({ node, parent_id: root }))
  for (let next = open.pop(); next; next = open.pop()) {
    const { block, children } = next.node
    blocks.push({ parent_id: next.parent_id, block })
    for (const node of [...children].reverse()) open.push({ node, parent_id: block.id })
  }
  return blocks
}

const readBlocks = async (
  job: Job,
  page_id: string,
  unread: Array<Unread>,
): Promise<ReadonlyArray<StoredBlock> | undefined> => {
  const { ctx, signal } = job
  const tree = await getBlockTree(ctx, { block_id: page_id, on_missing: 'keep', concurrency: 4, signal })()
  if (tree._tag === 'Left') {
    noteUnread(job, unread, 'content', page_id, tree.left)
    return undefined
  }
  for (const missing of tree.right.missing) {
    if (missing.reason === 'error') noteUnread(job, unread, 'content', missing.block_id, missing.error)
    else if (missing.reason === 'aborted') job.stop ??= { failure: missing.error }
    else unread.push({ what: 'content', id: missing.block_id, why: missing.reason })
  }
  return flatten(tree.right.children, tree.right.block_id)
}

/** The page with its lists completed. */
const completed = async (
  job: Job,
  page: Page,
  source: DataSourceRecord | undefined,
  unread: Array<Unread>,
): Promise<Page> => {
  const { ctx, signal } = job
  const schema = source?.data_source
  const whole = await completePage(ctx, page, { signal, ...(schema && { data_source: schema }) })()
  if (whole._tag === 'Left') {
    noteUnread(job, unread, 'property', page.id, whole.left)
    return page
  }
  for (const { name, reason, ...rest } of whole.right.incomplete) {
    if (reason === 'aborted' && 'error' in rest) continue
    // No request can complete a value that Notion computes. The lists that it is computed from are complete.
    if (reason !== 'formula' && reason !== 'function' && reason !== 'unsupported')
      unread.push({ what: 'property', id: page.id, why: `${name}: ${reason}` })
  }
  // Its values are those of the page, some of them completed.
  return unsafeCast<Page>(whole.right.page)
}

const follow = (job: Job, blocks: ReadonlyArray<StoredBlock>, stored?: StoredContent): void => {
  for (const { block } of blocks) {
    if (block.type === 'child_page') job.open.page(block.id, stored)
    if (block.type === 'child_database') job.open.database(block.id, stored)
  }
}

/** Reads a page or row with its content, comments and files, once. */
export const readPage = async (
  job: Job,
  id: string,
  given: Page | undefined,
  source: DataSourceRecord | undefined,
  template_of: string | undefined,
  stored?: StoredContent,
): Promise<void> => {
  const { ctx, store } = job
  if (job.begun.has(id)) return
  job.begun.add(id)
  const unread: Array<Unread> = []
  const got = given ? ok(given) : await job.pool(() => getPage(ctx, { page_id: id })())
  if (got._tag === 'Left')
    return noteUnread(job, job.unread, template_of === undefined ? 'page' : 'templates', id, got.left)
  const page = got.right
  if (!isFullPage(page)) {
    job.unread.push({ what: 'page', id, why: 'the connection may not read it' })
    return
  }
  if (wasMovedSinceBackup(job, 'page', id, page.parent, stored)) return
  const earlier = await store.get('pages', id)
  const isOutdated = job.outdated.has(id)
  const isDone = !isOutdated && store.isNew('pages', id) && earlier?.page.last_edited_time === page.last_edited_time
  if (isDone && earlier) {
    job.found.add(id)
    follow(job, earlier.blocks, earlier)
    return job.onPage()
  }
  const read_at = job.now().toISOString()
  const isKept = !isOutdated && isUnchanged(earlier, page)
  if (isKept) job.reused++
  const schema = source ?? (await sourceOf(job, page))
  const whole = await job.pool(() => completed(job, page, schema, unread))
  const content = isKept ? earlier.blocks : await job.pool(() => readBlocks(job, id, unread))
  // Content of an earlier run is better than none.
  const blocks = content ?? earlier?.blocks ?? []
  const comments = await readComments(job, id, blocks, unread)
  const found = [
    ...filesOf(whole),
    ...blocks.flatMap(({ block }) => filesOf(block)),
    ...comments.flatMap((one) => filesOf(one)),
  ]
  const files = await readFiles(job, found, earlier?.files ?? [], unread)
  if (job.stop) return
  await store.put('pages', {
    id,
    page: whole,
    blocks,
    comments,
    files,
    unread,
    read_at,
    ...(template_of !== undefined && { template_of }),
  })
  job.found.add(id)
  follow(job, blocks, content && !isKept ? undefined : { id, blocks })
  job.onPage()
}

/** The data source of a row that is read on its own. */
const sourceOf = async ({ store }: Job, { parent }: Page): Promise<DataSourceRecord | undefined> =>
  parent.type === 'data_source_id' ? store.get('data_sources', parent.data_source_id) : undefined

/** Starts to read a page. */
export const startPage = (job: Job, id: string, stored?: StoredContent): void => {
  start(job, () => readPage(job, id, undefined, undefined, undefined, stored))
}
