/** The state that the steps of a backup share: what was started, found, and could not be read. */
import type { Context } from 'notion-fp'
import { type Failure, localError, messageOf } from '../errors/failure.js'
import type { Pool } from '../shared/pool.js'
import type { BackupStore } from './backupStore.js'
import type { CommentScope, Roots, StoredBlock, Unread } from './records.js'

/** What a run of a backup is called with. */
export interface BackupRun {
  readonly ctx: Context
  readonly store: BackupStore
  readonly roots: Roots
  readonly comments: CommentScope
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Called for each page that is done. */
  readonly onPage: () => void
}

/** How many pages are read at the same time. */
export const CONCURRENCY = 4

/** Errors about a single object. The run continues without it; other errors, such as an invalid token, end the run. */
const IS_LOCAL =
  /^(NotFoundError|PermissionError|ValidationError|DecodeError|ServerError|UnexpectedResponseError|TimeoutError)$/

/** A failure that ends the run. */
interface Stop {
  readonly failure: Failure
}

/** The content of a page as an earlier run read it. What was in it may have been moved since. */
export interface StoredContent {
  readonly id: string
  readonly blocks: ReadonlyArray<StoredBlock>
}

/** A page or database that was moved. */
export interface Moved {
  readonly kind: 'page' | 'database'
  /** The id of the page, block or data source that contains it now; empty at the top of the workspace. */
  readonly parent: string
}

/** A run, with what it has found so far. */
export interface Job extends BackupRun {
  readonly pool: Pool
  /** Starts to read a page or a database, unless that has been started already. */
  readonly open: { readonly [kind in Moved['kind']]: (id: string, stored?: StoredContent) => void }
  readonly found: Set<string>
  /** The pages whose reading has started, so that none is read twice. */
  readonly begun: Set<string>
  readonly unread: Array<Unread>
  /** Pages and databases that are no longer where the last run found them, and what contains them now. */
  readonly moved: Map<string, Moved>
  /** The pages whose stored content still shows something that was moved away: moving it did not change their `last_edited_time`. */
  readonly outdated: Set<string>
  /** The work that is running, including work that other work has started. */
  readonly work: Set<Promise<void>>
  reused: number
  /** Whether the connection lacks the capability to read comments. */
  noComments: boolean
  stop: Stop | undefined
}

/** Something that could not be read, with the message of a failure. */
export const unreadOf = (what: string, id: string, { message }: Failure): Unread => ({ what, id, why: message })

/** Records that something could not be read, or ends the run. */
export const noteUnread = (job: Job, into: Array<Unread>, what: string, id: string, failure: Failure): void => {
  if (IS_LOCAL.test(failure._tag)) into.push(unreadOf(what, id, failure))
  else job.stop ??= { failure }
}

/** Ends the run because the folder cannot be written. */
export const failJob = (job: Job, thrown: unknown): void => {
  job.stop ??= { failure: localError(`The backup cannot be written: ${messageOf(thrown)}`) }
}

/** Starts work that the run waits for. */
export const start = (job: Job, work: () => Promise<void>): void => {
  if (job.stop) return
  const running: Promise<void> = work()
    .catch((thrown) => failJob(job, thrown))
    .finally(() => job.work.delete(running))
  job.work.add(running)
}

/** Resolves when no work is left. */
export const idle = async (job: Job): Promise<void> => {
  while (job.work.size > 0) await Promise.all([...job.work])
}
