import { type DataSource, getDataSource } from 'notion-fp'
import { ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import type { RestoreRun } from './restoreRun.js'

/** A data source as it is now. */
export const liveSource = async ({ ctx }: RestoreRun, data_source_id: string): Promise<Result<DataSource>> => {
  const read = await getDataSource(ctx, { data_source_id })()
  // One that is seen in part has its properties as well.
  return read._tag === 'Left' ? read : ok(unsafeCast<DataSource>(read.right))
}
