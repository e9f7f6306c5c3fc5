/** Makes property tests draw the same inputs at each run; `FC_SEED=… npm test` draws others, to look for what these miss. */
import fc from 'fast-check'

const SEED = Number(process.env.FC_SEED ?? 20_260_101)

fc.configureGlobal({ seed: SEED })

/** A part of the runs of a property, with inputs of its own. */
export interface Batch {
  readonly seed: number
  readonly numRuns: number
}

/** The runs of a property that takes long, in parts for a test each: no test is to need more than a second. */
export const inBatches = (batches: number, numRuns: number): ReadonlyArray<Batch> =>
  Array.from({ length: batches }, (_, index) => ({ seed: SEED + index, numRuns }))
