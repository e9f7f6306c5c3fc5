import { ok, type Result } from '../errors/result.js'
import { createPool } from '../shared/pool.js'
import type { RestoreRun } from './restoreRun.js'

/** Runs a function for each id, several at a time, until one fails. */
export const forEachId = async (
  { signal }: RestoreRun,
  ids: Iterable<string>,
  work: (id: string) => Promise<Result<void>>,
): Promise<Result<void>> => {
  const pool = createPool(4)
  let failed: Result<void> = ok(undefined)
  const running = new Set<Promise<void>>()
  for (const id of ids) {
    if (failed._tag === 'Left' || signal.aborted) break
    const one: Promise<void> = pool(async () => {
      const done = failed._tag === 'Left' ? ok(undefined) : await work(id)
      if (done._tag === 'Left') failed = done
    }).finally(() => running.delete(one))
    running.add(one)
    if (running.size >= 8) await Promise.race(running)
  }
  await Promise.all(running)
  return failed
}
