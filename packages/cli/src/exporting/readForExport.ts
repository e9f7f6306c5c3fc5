/**
 * Reads a page with everything below it, a data source with its rows, or everything that is shared: each thing once. Everything that is
 * read is stored at once, so that a run that stops goes on where it was. What is stored with the same `last_edited_time` is not read again.
 */
import { isFullPage, iterate, search } from 'notion-fp'
import { incompleteProps } from 'notion-fp/props'
import { type Failure, stoppedError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { addPage } from './addPage.js'
import { addDatabase, addSource } from './addSource.js'
import { exportMoved } from './exportMoved.js'
import type { ReadOptions, ReadReport, ReadRun } from './readRun.js'
import { parentOf } from './records.js'
import { createTasks } from './tasks.js'

/** How many pages are read at a time; each may have two requests under way. */
const PAGES_AT_A_TIME = 4

/** After so many results in a row that a search has already returned, it is taken to be endless. */
const MAX_REPEATED = 1_000

/** Adds everything that the search finds. Pages that its index lacks are found in the pages that contain them. */
const addEverything = async (run: ReadRun): Promise<Result<void>> => {
  const found = new Set<string>()
  let repeated = 0
  for await (const one of iterate(search)(run.ctx, { page_size: 100 })) {
    if (one._tag === 'Left') return one
    if (run.signal.aborted) return ok(undefined)
    const { id } = one.right
    repeated = found.has(id) ? repeated + 1 : 0
    if (repeated > MAX_REPEATED) return ok(undefined)
    if (found.has(id)) continue
    found.add(id)
    if (one.right.object === 'data_source') addSource(run, id)
    else {
      const page = isFullPage(one.right) ? one.right : undefined
      const parent = parentOf(page?.parent)
      // A row is read with its data source.
      if (parent.type === 'data_source_id') {
        run.rowsFound.add(id)
        addSource(run, parent.id)
      } else addPage(run, id, page && incompleteProps(page).length === 0 ? page : undefined)
    }
  }
  return ok(undefined)
}

/** Reads everything below the root, and stores it. */
export const readForExport = async (options: ReadOptions): Promise<Result<ReadReport>> => {
  const tasks = createTasks(PAGES_AT_A_TIME)
  let failure: Failure | undefined
  const run: ReadRun = {
    ...options,
    tasks,
    open: {
      page: (id, storedIn) => addPage(run, id, undefined, storedIn),
      database: (id, storedIn) => addDatabase(run, id, storedIn),
    },
    seen: new Set(),
    sourcesSeen: new Set(),
    unread: [],
    moved: new Map(),
    outdated: new Set(),
    rowsFound: new Set(),
    counts: { requests: 0, done: 0, fresh: 0, failures: 0 },
    stop: (why) => {
      failure ??= why
      tasks.stop()
    },
  }
  const { root, signal } = options
  const onAbort = (): void => tasks.stop()
  signal.addEventListener('abort', onAbort)
  if (root.kind === 'page') addPage(run, root.id)
  else if (root.kind === 'data_source') addSource(run, root.id)
  else {
    const searched = await addEverything(run)
    if (searched._tag === 'Left') run.stop(searched.left)
  }
  await tasks.done()
  for (const id of run.rowsFound) if (!run.seen.has(id)) addPage(run, id)
  await tasks.done()
  await exportMoved(run)
  signal.removeEventListener('abort', onAbort)
  await options.records.store.sync()
  if (signal.aborted) return fail(stoppedError)
  if (failure) return fail(failure)
  const missing = run.unread.find(({ id }) => id === root.id)
  if (missing && !run.seen.has(root.id) && !run.sourcesSeen.has(root.id))
    return fail({ _tag: missing.isFinal ? 'NotFoundError' : 'LocalError', message: missing.why })
  return ok({ unread: run.unread, seen: run.seen, sources: run.sourcesSeen, fresh: run.counts.fresh })
}
