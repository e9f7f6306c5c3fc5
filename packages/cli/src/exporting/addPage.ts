/** Reads pages, and what is in them. */
import { type DataSource, getPage, isFullPage, type NotionError, type Page } from 'notion-fp'
import { type BlockTree, getBlockTree } from 'notion-fp/blocks'
import { completePage } from 'notion-fp/completion'
import { incompleteProps } from 'notion-fp/props'
import { ok } from '../errors/result.js'
import {
  addChildren,
  advance,
  endsReading,
  isMissing,
  type ReadRun,
  recordReadFailure,
  reportIncomplete,
} from './readRun.js'
import { childrenIn, type IncompletePart } from './records.js'
import { wasMovedSinceExport } from './wasMovedSinceExport.js'

/** After so long, the minute of an edit is over, even if the clock of this machine is a few minutes ahead. */
const SETTLED_MS = 10 * 60_000

/** A page with the lists completed that Notion cuts off, and what is still incomplete. */
export const wholePage = async (
  run: ReadRun,
  page: Page,
  properties?: DataSource['properties'],
): Promise<{ readonly page: Page; readonly incomplete: ReadonlyArray<IncompletePart> }> => {
  if (incompleteProps(page).length === 0) return { page, incomplete: [] }
  const whole = await completePage(run.ctx, page, properties ? { data_source: { properties } } : {})()
  const failed = (what: string, error: NotionError): IncompletePart => {
    if (endsReading(error)) run.stop(error)
    return { what, why: error.message, isFinal: isMissing(error) }
  }
  if (whole._tag === 'Left') return { page, incomplete: [failed('properties', whole.left)] }
  const incomplete = whole.right.incomplete.map((one): IncompletePart => {
    const what = `property ${String(one.name)}`
    return 'error' in one && one.error
      ? failed(what, one.error)
      : { what, why: `it is not complete: ${one.reason}`, isFinal: true }
  })
  return { page: whole.right.page, incomplete }
}

const isSettled = ({ now }: ReadRun, page: Page, tree: BlockTree): boolean =>
  !tree.maybe_edited_while_read && now() - Date.parse(page.last_edited_time) > SETTLED_MS

/** A page as text, without the signatures of file URLs, which differ in each response. */
const withoutQueries = ({ request_id: _, ...page }: Page): string =>
  JSON.stringify(page).replace(/(https?:\/\/[^"?]*)\?[^"]*/g, '$1')

/** Reads the content of a page, unless it is stored already. */
export const readContent = async (
  run: ReadRun,
  page: Page,
  incomplete: ReadonlyArray<IncompletePart>,
  isOutdated = false,
): Promise<void> => {
  const { ctx, records, signal } = run
  const before = records.pages.get(page.id)
  const isStored = !isOutdated && before?.content_time === page.last_edited_time && before.settled
  if (isStored) {
    const record = await records.page(page.id)
    const isSame = record && withoutQueries(record.page) === withoutQueries(page)
    if (record) await records.putPage({ ...record, ...(!isSame && { page }), incomplete, run: run.run })
    return addChildren(run, before.children, page.id)
  }
  const read = await getBlockTree(ctx, { block_id: page.id, on_missing: 'keep', concurrency: 2, signal })()
  if (read._tag === 'Left') {
    recordReadFailure(run, page.id, 'content', read.left)
    // Content of an earlier run is better than none.
    const record = await records.page(page.id)
    await records.putPage({
      page,
      children: record?.children ?? [],
      settled: false,
      incomplete,
      run: run.run,
    })
    return addChildren(run, record?.children ?? [], page.id)
  }
  const tree = read.right
  run.counts.requests += tree.requests
  let isWhole = true
  for (const part of tree.missing) {
    if (!('error' in part)) continue
    isWhole &&= isMissing(part.error)
    recordReadFailure(run, page.id, `content of the block ${part.block_id}`, part.error)
  }
  const children = childrenIn(tree)
  run.counts.fresh++
  await records.putTree(page.id, tree)
  await records.putPage({
    page,
    children,
    ...(isWhole && { content_time: page.last_edited_time }),
    settled: isWhole && isSettled(run, page, tree),
    incomplete,
    run: run.run,
  })
  addChildren(run, children)
}

/** Adds a page. `found` is the page if a search has returned it in full. */
export const addPage = (run: ReadRun, id: string, found?: Page, storedIn?: string, name = 'page'): void =>
  run.tasks.add(`${name} ${id}`, async () => {
    const { ctx, records } = run
    const before = records.pages.get(id)
    if (before?.run === run.run && before.content_time === before.time) {
      run.seen.add(id)
      reportIncomplete(run, id, before.incomplete ?? [])
      return addChildren(run, before.children, id)
    }
    const read = found ? ok(found) : await getPage(ctx, { page_id: id })()
    if (!found) run.counts.requests++
    if (read._tag === 'Left') return recordReadFailure(run, id, 'page', read.left)
    if (!isFullPage(read.right)) {
      run.unread.push({ id, what: 'page', why: 'the connection may not read it', isFinal: true })
      return
    }
    // A stored page may have been deleted without a change of the page that contained it.
    if (read.right.in_trash && id !== run.root.id) {
      run.unread.push({ id, what: 'page', why: 'it is in the trash', isFinal: true })
      return
    }
    if (await wasMovedSinceExport(run, { kind: 'page', id }, read.right.parent, storedIn)) return
    run.seen.add(id)
    const whole = await wholePage(run, read.right)
    reportIncomplete(run, id, whole.incomplete)
    await readContent(run, whole.page, whole.incomplete)
    advance(run)
  })
