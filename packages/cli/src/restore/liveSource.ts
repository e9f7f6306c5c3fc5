import { type DataSource, getDataSource } from 'notion-fp'
import { ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import type { RestoreRun } from './restoreRun.js'

/** The current state of a new data source. */
export const liveSource = async ({ ctx }: RestoreRun, data_source_id: string): Promise<Result<DataSource>> => {
  const read = await getDataSource(ctx, { data_source_id })()
  // A partial data source has its properties, too.
  return read._tag === 'Left' ? read : ok(unsafeCast<DataSource>(read.right))
}
