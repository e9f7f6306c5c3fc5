/** What the steps share that read a workspace: what they have found, and what could not be read. */
import type { Context, NotionError } from 'notion-fp'
import type { Failure } from '../errors/failure.js'
import type { ProgressLine } from '../terminal/progressLine.js'
import type { Child, Incomplete, PageNote, Records, Root } from './records.js'
import type { Tasks } from './tasks.js'

/** Something that could not be read, or not as a whole. */
export interface Unread {
  readonly id: string
  readonly what: string
  readonly why: string
  /** Whether it is not there, or not shared: to read it again will not help. */
  readonly isFinal: boolean
}

/** What a run has found out. */
export interface ReadReport {
  readonly unread: ReadonlyArray<Unread>
  /** The pages that were read or looked at, and are still there. */
  readonly seen: ReadonlySet<string>
  /** The data sources that are still there. */
  readonly sources: ReadonlySet<string>
  /** How many pages were read anew. */
  readonly fresh: number
}

/** What a run works with. */
export interface ReadOptions {
  readonly ctx: Context
  readonly records: Records
  readonly root: Root
  /** The number of the run: what it has read already is not looked at again. */
  readonly run: number
  /** Whether to read the content of the rows of data sources. */
  readonly rowContent: boolean
  readonly signal: AbortSignal
  readonly progress: ProgressLine
  /** The time of this machine. */
  readonly now: () => number
}

/** After so many failures in a row, nothing can be read. */
const MAX_FAILURES = 10

/** Whether something is not there, or not shared. */
export const isMissing = ({ _tag }: NotionError): boolean => _tag === 'NotFoundError'

/** Whether nothing else can be read, either. */
export const isFinal = ({ _tag }: NotionError): boolean => _tag === 'AbortError' || _tag === 'AuthenticationError'

/** A run, and what it has found out. */
export interface ReadRun extends ReadOptions {
  readonly tasks: Tasks
  /** Adds a page or a database; `storedIn` is the page whose stored content shows it. */
  readonly open: { readonly [kind in Child['kind']]: (id: string, storedIn?: string) => void }
  readonly seen: Set<string>
  readonly sourcesSeen: Set<string>
  readonly unread: Array<Unread>
  /** Pages and databases that are not any more where an earlier run found them, and what contains them now. */
  readonly moved: Map<string, Child & { readonly parent: PageNote['parent'] }>
  /** The pages whose stored content shows something that was moved, although their time is the same. */
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

/** Notes that something could not be read. */
export const note = (run: ReadRun, id: string, what: string, error: NotionError): void => {
  if (isFinal(error)) {
    run.stop(error)
    return
  }
  run.unread.push({ id, what, why: error.message, isFinal: isMissing(error) })
  if (!isMissing(error) && ++run.counts.failures >= MAX_FAILURES) run.stop(error)
}

/** Adds what is in a page. `storedIn` is the page if its content was read by an earlier run: what is in it may have been moved since. */
export const addChildren = (run: ReadRun, children: ReadonlyArray<Child>, storedIn?: string): void => {
  for (const { kind, id } of children) run.open[kind](id, storedIn)
}

/** Names what of a page is not whole, once. */
export const tell = ({ unread }: ReadRun, id: string, incomplete: ReadonlyArray<Incomplete>): void => {
  for (const one of incomplete)
    if (!unread.some((known) => known.id === id && known.what === one.what)) unread.push({ id, ...one })
}
