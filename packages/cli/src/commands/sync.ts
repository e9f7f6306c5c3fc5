/** `notion-fp sync`: keeps a copy of the rows of a data source. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context, Page } from 'notion-fp'
import { changes, readDirty, reconcile } from 'notion-fp/changes'
import { completePage } from 'notion-fp/completion'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { noteSome } from '../session/noteSome.js'
import type { Session } from '../session/session.js'
import { whileLocked } from '../shared/whileLocked.js'
import { openRowStore, type RowStore } from '../sync/rowStore.js'
import { type ProgressLine, progressLine } from '../terminal/progressLine.js'
import { findSource, type Source } from '../values/findSource.js'

interface Counts {
  added: number
  updated: number
  removed: number
}

interface SyncJob {
  readonly ctx: Context
  readonly source: Source
  readonly store: RowStore
  readonly counts: Counts
  /** The rows that could not be read, or only in part, and why. */
  readonly unread: Map<string, string>
  readonly signal: AbortSignal
  readonly progress: ProgressLine
}

/** Stores a row, with what Notion cuts from it. */
const put = async ({ ctx, source, store, counts, unread }: SyncJob, page: Page, isCut: boolean): Promise<void> => {
  const whole = isCut ? await completePage(ctx, page, { data_source: { properties: source.properties } })() : undefined
  // What is stored stays as it was: the comparison finds that it differs, and it is read again.
  const [error] =
    whole?._tag === 'Left'
      ? [whole.left]
      : (whole?.right.incomplete ?? []).flatMap((one) => ('error' in one && one.error ? [one.error] : []))
  if (error || whole?._tag === 'Left') {
    unread.set(page.id, error?.message ?? 'it could not be read in full')
    return
  }
  const lists = whole?.right.incomplete.map(({ name, reason }) => `${String(name)} (${reason})`) ?? []
  if (lists.length > 0) unread.set(page.id, `not complete: ${lists.join(', ')}`)
  else unread.delete(page.id)
  if (store.has(page.id)) counts.updated++
  else counts.added++
  await store.put(whole ? whole.right.page : page)
}

const readChanges = async (job: SyncJob): Promise<Result<void>> => {
  const { ctx, source, store, counts, unread, signal, progress } = job
  const params = { data_source_id: source.id, since: store.since, signal, on_progress: progress.report }
  for await (const change of changes(ctx, params)) {
    if (change._tag === 'Left') return change
    const item = change.right
    if (item._tag === 'Upsert') await put(job, item.page, item.incomplete.length > 0)
    else if (item._tag === 'Gone') {
      if (store.has(item.id)) counts.removed++
      await store.remove(item.id)
    } else if (item._tag === 'Unread') unread.set(item.id, item.error?.message ?? 'it does not have the form of a page')
    else await store.commit(item)
  }
  return ok(undefined)
}

/** Finds deleted and restored rows, which no query returns. */
const compare = async (job: SyncJob): Promise<Result<void>> => {
  const { ctx, source, store, counts, unread, signal } = job
  const compared = await reconcile(ctx, { data_source_id: source.id, known: store.known(), signal })()
  if (compared._tag === 'Left') return compared
  const { gone, unknown, found, stale } = compared.right
  for (const { id } of gone) await store.remove(id)
  counts.removed += gone.length
  for (const { id, error } of unknown) unread.set(id, error.message)
  for await (const change of readDirty(ctx, { data_source_id: source.id, ids: [...found, ...stale], signal })) {
    if (change._tag === 'Left') return change
    const item = change.right
    if (item._tag === 'Upsert') await put(job, item.page, item.incomplete.length > 0)
    else if (item._tag === 'Unread') unread.set(item.id, item.error?.message ?? 'it does not have the form of a page')
  }
  return ok(undefined)
}

const runSync = async (
  session: Session,
  ctx: Context,
  source: Source,
  store: RowStore,
  all: boolean,
): Promise<Result<Counts & { readonly unread: number }>> => {
  const counts: Counts = { added: 0, updated: 0, removed: 0 }
  const job: SyncJob = {
    ctx,
    source,
    store,
    counts,
    unread: new Map(),
    signal: session.signal,
    progress: progressLine(session.terminal, 'rows'),
  }
  try {
    const read = await readChanges(job)
    const compared = read._tag === 'Right' && all ? await compare(job) : read
    job.progress.clear()
    if (compared._tag === 'Left') {
      await store.close()
      await session.note('What was read is stored: run the same command to continue.')
      return compared
    }
    await store.finish()
    const unread = [...job.unread]
    await noteSome(
      session,
      unread.map(([id, why]) => `not read: ${id}: ${why}`),
    )
    return ok({ ...counts, unread: unread.length })
  } catch (thrown) {
    await store.close().catch(() => undefined)
    return fail(localError(`The copy cannot be written: ${messageOf(thrown)}`))
  }
}

export const sync = defineCommand({
  details: [
    'Writes rows.jsonl, with one page of the API on each line, and checkpoint.json to the folder.',
    'The first run reads all rows. Later runs read only the rows that changed, and find rows that are gone unless --no-reconcile is given.',
    'You can stop a run at any time: run the same command to continue. Only one run can use a folder at a time. If a row could not be read in full, it is named, and the exit code is 6.',
  ],
  args: [
    { name: 'data source', help: 'the id or URL of a data source, or of a database with one' },
    { name: 'folder', help: 'the folder of the copy' },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    'no-reconcile': { type: 'boolean', help: 'Does not look for rows that are gone: saves a request for 100 rows' },
  },
  examples: [
    ['sync <database> tasks', 'brings the copy in a folder up to date'],
    ['sync <database> tasks --no-reconcile', 'only new and edited rows'],
  ],
  run: async ({ session, positionals: [given = '', folder = ''], values }) => {
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const source = await findSource(ctx.right, given)
    if (source._tag === 'Left') return source
    try {
      await mkdir(folder, { recursive: true })
    } catch (thrown) {
      return fail(localError(`Cannot create ${folder}: ${messageOf(thrown)}`))
    }
    return whileLocked(folder, join(folder, 'lock'), async () => {
      const store = await openRowStore(folder)
      if (store._tag === 'Left') return store
      const counts = await runSync(session, ctx.right, source.right, store.right, !values['no-reconcile'])
      if (counts._tag === 'Left') return counts
      const printed = await printOne(session.terminal, values, { rows: store.right.size(), ...counts.right })
      if (printed._tag === 'Left') return printed
      return ok(counts.right.unread > 0 ? EXIT.partial : EXIT.ok)
    })
  },
})
