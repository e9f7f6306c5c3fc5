import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getCacheStats } from '../../src/index.js'
import { inBatches } from '../support/chance.js'
import { cachedAndUncached, createContents, FAULTS, perform, readAll, type Step, WRITES } from './cachedSteps.js'

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.record({
    write: fc.constantFrom(...Object.keys(WRITES)),
    first: fc.nat(7),
    second: fc.nat(7),
    flag: fc.boolean(),
    fault: fc.oneof({ weight: 3, arbitrary: fc.constant('none') }, fc.constantFrom(...Object.keys(FAULTS))),
  }),
  { minLength: 1, maxLength: 6 },
)

const aWorld = async () => {
  const readers = await cachedAndUncached()
  return { ...readers, ids: await createContents(readers.uncached) }
}

test.each(inBatches(40, 1))(
  'behavior: reads through a cache equal reads without one after any writes and faults, $seed',
  async (batch) => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const { simulator, cached, uncached, ids } = await aWorld()
        const before = await readAll(cached, ids)
        expect(await readAll(cached, ids)).toEqual(before)
        expect(getCacheStats(cached).hits).toBeGreaterThan(0)
        for (const step of sequence) {
          await perform(cached, simulator, ids, step)
          expect(await readAll(cached, ids)).toEqual(await readAll(uncached, ids))
        }
      }),
      batch,
    )
  },
)
