/** Finds the operations without a sample: the tables, which are made of samples, would lack them. */
import { readFileSync } from 'node:fs'
import { operations } from '../../test/support/operations.js'
import { operationFiles } from './operationFiles.mjs'

/** What to add, for each operation that makes a request and has no sample. */
export const missingSamples = (): ReadonlyArray<string> => {
  const sampled = Object.values(operations).flatMap((group) => group.map(({ op }) => op))
  return operationFiles().flatMap(({ op, file, resource }) => {
    const hasRequest = new RegExp(`^export (const|function) ${op}Request\\b`, 'm').test(readFileSync(file, 'utf8'))
    return hasRequest && !sampled.includes(op) ? [`${op}: add a sample to test/ops/${resource}/samples.ts`] : []
  })
}
