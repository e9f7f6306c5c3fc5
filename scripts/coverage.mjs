/**
 * The coverage of Vitest by V8, of `src` alone. After each file of tests, the processes would also send what ran of the packages and of
 * the tests themselves, most of it, which is written, read and merged only to be left out in the end.
 */
import v8 from '@vitest/coverage-v8'
import { leastCovered } from './support/leastCovered.mjs'

const SRC = new URL('../src/', import.meta.url).href

export default {
  ...v8,
  // By its name, the processes know that they should load this module as well.
  getProvider: async () => {
    const provider = await v8.getProvider()
    const reportThresholds = provider.reportThresholds.bind(provider)
    return Object.assign(provider, {
      name: 'custom',
      reportThresholds: async (map, allTestsRun) => {
        const files = leastCovered(map, provider.options.thresholds)
        if (files.length > 0)
          console.error(`Too little of the source runs. Most is missing in:\n  ${files.join('\n  ')}`)
        await reportThresholds(map, allTestsRun)
      },
    })
  },
  takeCoverage: async (options) => {
    const { result } = await v8.takeCoverage(options)
    return { result: result.filter(({ url }) => url.startsWith(SRC)) }
  },
}
