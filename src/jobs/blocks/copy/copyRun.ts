/**
 * The state that the parts of a copy share.
 *
 * @internal
 */

import type { FileFetch } from '../../files/download/fileFetch.js'
import type { Meter } from '../../shared/meter.js'
import type { Pool } from '../../shared/pool.js'
import type { BlockLoss } from '../blockLoss.js'
import type { CopiedPage, CopyResume } from './pageCopy.js'

/** A copy that is being made. */
export interface CopyRun {
  readonly meter: Meter
  readonly signal: AbortSignal | undefined
  readonly fetch: FileFetch | undefined
  readonly concurrency: number
  readonly pool: Pool
  readonly losses: Array<BlockLoss>
  /** What was lost when pages were created, by this job and those that it continues. */
  readonly created: Array<BlockLoss>
  readonly pages: Array<CopiedPage>
  /** The page of the last creation, if its outcome is unknown. */
  unsettled: CopyResume['unsettled']
  files: number
  maybeEdited: boolean
}

/** The id of the copy of a page, if it has one. */
export const copyOf = ({ pages }: CopyRun, id: string): string | undefined => pages.find(({ from }) => from === id)?.to
