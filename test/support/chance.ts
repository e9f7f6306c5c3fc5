/** Makes property tests draw the same inputs at each run; `FC_SEED=… npm test` draws others, to look for what these miss. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_260_101) })
