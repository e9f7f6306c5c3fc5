/** Compares how long a new Node process takes to import the library and the official client. */
import { execFileSync } from 'node:child_process'
import { type Comparison, median } from './measure.js'

const ROUNDS = 21

/** Prints the duration of an import in microseconds. `fetch` is loaded before, since every program uses it. */
const program = (address: string, names: string): string => `
  await fetch('data:,')
  const before = performance.now()
  const { ${names} } = await import(${JSON.stringify(address)})
  const after = performance.now()
  if (![${names}].every((each) => typeof each === 'function')) throw new Error('An import is not a function.')
  console.log((after - before) * 1000)
`

const once = (code: string): number =>
  Number(execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' }))

/** The duration of the first import of each module in a new process, in microseconds. */
export const compareImports = (ours: string, theirs: string): Comparison => {
  const [ourImport, theirImport] = [program(ours, 'getPage, createContext'), program(theirs, 'Client')]
  // Warm-up, so that the files are in the file system cache in every round.
  once(ourImport)
  once(theirImport)
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: once(ourImport), theirs: once(theirImport) }))
  return {
    ours: median(rounds.map((round) => round.ours)),
    theirs: median(rounds.map((round) => round.theirs)),
    ratio: median(rounds.map((round) => round.ours / round.theirs)),
  }
}
