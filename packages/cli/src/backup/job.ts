/** The state that the steps of a backup share: what was started, found, and could not be read. */
import type { Context } from 'notion-fp'
import { type Failure, localError, messageOf } from '../errors/failure.js'
import type { Pool } from '../shared/pool.js'
import type { BackupStore } from './backupStore.js'
import type { CommentScope, Roots, StoredBlock, Unread } from './records.js'

/** What a run of a backup has. */
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

/** The pages that are read at the same time. */
export const CONCURRENCY = 4

/** Failures of a thing, not of the connection: the run goes on without it. */
const IS_LOCAL =
  /^(NotFoundError|PermissionError|ValidationError|DecodeError|ServerError|UnexpectedResponseError|TimeoutError)$/

/** A failure that ends the run. */
interface Stop {
  readonly failure: Failure
}

/** A content that an earlier run read: what is in it may have been moved since. */
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

/** A run, and what it has found out. */
export interface Job extends BackupRun {
  readonly pool: Pool
  /** Begins to read a page or a database, unless that was begun. */
  readonly open: { readonly [kind in Moved['kind']]: (id: string, stored?: StoredContent) => void }
  readonly found: Set<string>
  /** The pages that were begun, so that none is read twice. */
  readonly begun: Set<string>
  readonly unread: Array<Unread>
  /** Pages and databases that are not any more where the last run found them, and what contains them now. */
  readonly moved: Map<string, Moved>
  /** The pages whose stored content shows something that was moved, although their time is the same. */
  readonly outdated: Set<string>
  /** The work that has begun, and what follows from it. */
  readonly work: Set<Promise<void>>
  reused: number
  /** Comments cannot be read at all: the connection may not. */
  noComments: boolean
  stop: Stop | undefined
}

/** Something that could not be read, with the message of a failure. */
export const unreadOf = (what: string, id: string, { message }: Failure): Unread => ({ what, id, why: message })

/** Notes what could not be read, or ends the run. */
export const note = (job: Job, into: Array<Unread>, what: string, id: string, failure: Failure): void => {
  if (IS_LOCAL.test(failure._tag)) into.push(unreadOf(what, id, failure))
  else job.stop ??= { failure }
}

/** The folder cannot be written any more. */
export const fail = (job: Job, thrown: unknown): void => {
  job.stop ??= { failure: localError(`The backup cannot be written: ${messageOf(thrown)}`) }
}

/** Begins work that belongs to the run. */
export const start = (job: Job, work: () => Promise<void>): void => {
  if (job.stop) return
  const running: Promise<void> = work()
    .catch((thrown) => fail(job, thrown))
    .finally(() => job.work.delete(running))
  job.work.add(running)
}

/** Ends when there is nothing left to do. */
export const idle = async (job: Job): Promise<void> => {
  while (job.work.size > 0) await Promise.all([...job.work])
}
