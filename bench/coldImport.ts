/** How long a fresh Node takes to import the library, beside the official client. */
import { execFileSync } from 'node:child_process'
import { type Comparison, median } from './measure.js'

const ROUNDS = 21

/** What an import costs is told by the process that does it; `fetch` is there before, as every program touches it once. */
const program = (address: string, taken: string): string => `
  await fetch('data:,')
  const before = performance.now()
  const { ${taken} } = await import(${JSON.stringify(address)})
  const after = performance.now()
  if (![${taken}].every((one) => typeof one === 'function')) throw new Error('not what was to be imported')
  console.log((after - before) * 1000)
`

const once = (code: string): number =>
  Number(execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' }))

/** Microseconds of a cold import of ours and of theirs, by the addresses of the modules. */
export const compareImports = (ours: string, theirs: string): Comparison => {
  const [our, their] = [program(ours, 'getPage, createContext'), program(theirs, 'Client')]
  // The files are read from disk once before, so that no round pays for that.
  once(our)
  once(their)
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: once(our), theirs: once(their) }))
  return {
    ours: median(rounds.map((round) => round.ours)),
    theirs: median(rounds.map((round) => round.theirs)),
    ratio: median(rounds.map((round) => round.ours / round.theirs)),
  }
}
