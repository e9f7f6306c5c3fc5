/** What the steps of a restore share. */
import type { Context } from 'notion-fp'
import type { BackupStore } from '../backup/backupStore.js'
import type { Pool } from '../shared/pool.js'
import type { Outline } from './outline.js'
import type { RestoreState } from './restoreState.js'

/** What can be referred to in the workspace of the target. */
export interface Reach {
  /** Whether a user is in the workspace. */
  readonly user: (id: string) => boolean
  /** Whether the connection can read an object that is not in the backup. */
  readonly outside: (id: string) => boolean
}

/** A run of a restore. */
export interface RestoreRun {
  readonly ctx: Context
  readonly store: BackupStore
  readonly state: RestoreState
  readonly outline: Outline
  /** The compact ids of what is restored, mapped to an id that nothing has: used to find what refers to it. */
  readonly restored: ReadonlyMap<string, string>
  /** The page that the backup is restored into. */
  readonly target: string
  /** The bot user of the connection: only blocks that it created are ever deleted. */
  readonly bot_id: string
  readonly reach: Reach
  readonly pool: Pool
  readonly signal: AbortSignal
  /** Called after each page, row and body. */
  readonly onStep: () => void
}
