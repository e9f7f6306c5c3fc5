/** Makes property tests use the same inputs in each run; `FC_SEED=… npm test` uses others. */
import fc from 'fast-check'

const SEED = Number(process.env.FC_SEED ?? 20_260_101)

fc.configureGlobal({ seed: SEED })

/** A part of the runs of a property, with its own inputs. */
export interface Batch {
  readonly seed: number
  readonly numRuns: number
}

/** Splits the runs of a slow property into several tests, since no test should take more than a second. */
export const inBatches = (batches: number, numRuns: number): ReadonlyArray<Batch> =>
  Array.from({ length: batches }, (_, index) => ({ seed: SEED + index, numRuns }))
