import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getCacheStats } from '../../src/index.js'
import { inBatches } from '../support/chance.js'
import { furnish, MISHAPS, perform, readAll, type Step, twoReaders, WRITES } from './cachedSteps.js'

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.record({
    write: fc.constantFrom(...Object.keys(WRITES)),
    first: fc.nat(7),
    second: fc.nat(7),
    flag: fc.boolean(),
    fault: fc.oneof({ weight: 3, arbitrary: fc.constant('none') }, fc.constantFrom(...Object.keys(MISHAPS))),
  }),
  { minLength: 1, maxLength: 6 },
)

const aWorld = async () => {
  const readers = await twoReaders()
  return { ...readers, things: await furnish(readers.truth) }
}

test.each(inBatches(40, 1))(
  'behavior: whoever reads through a cache reads what is there, whatever was written and whatever came of it, $seed',
  async (batch) => {
    await fc.assert(
      fc.asyncProperty(steps, async (many) => {
        const { simulator, cached, truth, things } = await aWorld()
        const before = await readAll(cached, things)
        expect(await readAll(cached, things)).toEqual(before)
        expect(getCacheStats(cached).hits).toBeGreaterThan(0)
        for (const step of many) {
          await perform(cached, simulator, things, step)
          const kept = await readAll(cached, things)
          expect(kept).toEqual(await readAll(truth, things))
        }
      }),
      batch,
    )
  },
)
