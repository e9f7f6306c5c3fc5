/** What the steps that read a workspace share: what they have found, and what could not be read. */
import type { Context, NotionError } from 'notion-fp'
import type { Failure } from '../errors/failure.js'
import type { ProgressLine } from '../terminal/progressLine.js'
import type { Child, ExportRecords, IncompletePart, PageNote, Root } from './records.js'
import type { Tasks } from './tasks.js'

/** Something that could not be read, or only in part. */
export interface ReadProblem {
  readonly id: string
  readonly what: string
  readonly why: string
  /** Whether it does not exist or is not shared: reading it again will not help. */
  readonly isFinal: boolean
}

/** What a run has found. */
export interface ReadReport {
  readonly unread: ReadonlyArray<ReadProblem>
  /** The pages that still exist. */
  readonly seen: ReadonlySet<string>
  /** The data sources that still exist. */
  readonly sources: ReadonlySet<string>
  /** How many pages were read, instead of taken from the store. */
  readonly fresh: number
}

/** What a run works with. */
export interface ReadOptions {
  readonly ctx: Context
  readonly records: ExportRecords
  readonly root: Root
  /** The number of the run: after a stop, what it has already read is not read again. */
  readonly run: number
  /** Whether to read the content of the rows of data sources. */
  readonly rowContent: boolean
  readonly signal: AbortSignal
  readonly progress: ProgressLine
  /** The wall clock. */
  readonly now: () => number
}

/** After so many failures in a row, the run gives up. */
const MAX_FAILURES = 10

/** Whether something does not exist, or is not shared. */
export const isMissing = ({ _tag }: NotionError): boolean => _tag === 'NotFoundError'

/** Whether an error ends the run, since every other request would fail, too. */
export const endsReading = ({ _tag }: NotionError): boolean => _tag === 'AbortError' || _tag === 'AuthenticationError'

/** A run, with what it has found so far. */
export interface ReadRun extends ReadOptions {
  readonly tasks: Tasks
  /** Adds a page or a database; `storedIn` is the page whose stored content shows it. */
  readonly open: { readonly [kind in Child['kind']]: (id: string, storedIn?: string) => void }
  readonly seen: Set<string>
  readonly sourcesSeen: Set<string>
  readonly unread: Array<ReadProblem>
  /** Pages and databases that are no longer where an earlier run found them, and what contains them now. */
  readonly moved: Map<string, Child & { readonly parent: PageNote['parent'] }>
  /** The pages whose stored content still shows something that was moved away: moving it did not change their `last_edited_time`. */
  readonly outdated: Set<string>
  /** The rows that the search found: their data source may not be shared. */
  readonly rowsFound: Set<string>
  readonly counts: { requests: number; done: number; fresh: number; failures: number }
  /** Ends the run. */
  readonly stop: (failure: Failure) => void
}

/** Counts something that was read. */
export const advance = ({ counts, progress }: ReadRun): void => {
  counts.done++
  counts.failures = 0
  progress.report({ requests: counts.requests, retries: 0, done: counts.done })
}

/** Records that something could not be read. */
export const recordReadFailure = (run: ReadRun, id: string, what: string, error: NotionError): void => {
  if (endsReading(error)) {
    run.stop(error)
    return
  }
  run.unread.push({ id, what, why: error.message, isFinal: isMissing(error) })
  if (!isMissing(error) && ++run.counts.failures >= MAX_FAILURES) run.stop(error)
}

/** Adds the pages and databases in a page. `storedIn` is the page if an earlier run read its content: they may have been moved since. */
export const addChildren = (run: ReadRun, children: ReadonlyArray<Child>, storedIn?: string): void => {
  for (const { kind, id } of children) run.open[kind](id, storedIn)
}

/** Reports what of a page is incomplete. */
export const reportIncomplete = ({ unread }: ReadRun, id: string, incomplete: ReadonlyArray<IncompletePart>): void => {
  for (const one of incomplete)
    if (!unread.some((known) => known.id === id && known.what === one.what)) unread.push({ id, ...one })
}
