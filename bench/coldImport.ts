/** Compares how long a new Node process takes to import the library and the official client. */
import { execFileSync } from 'node:child_process'
import type { Pair } from './measure.js'

/** Prints the processor time of an import in microseconds. `fetch` is loaded before, since every program uses it. */
const program = (address: string, names: string): string => `
  await fetch('data:,')
  const before = process.cpuUsage()
  const { ${names} } = await import(${JSON.stringify(address)})
  const { user, system } = process.cpuUsage(before)
  if (![${names}].every((each) => typeof each === 'function')) throw new Error('An import is not a function.')
  console.log(user + system)
`

const once = (node: string, code: string): number =>
  Number(execFileSync(node, ['--input-type=module', '--eval', code], { encoding: 'utf8' }))

/** A round of the first imports of each module in a new process of a version of Node. */
export const importsOf = (ours: string, theirs: string, node: string): (() => Pair) => {
  const [ourImport, theirImport] = [program(ours, 'getPage, createContext'), program(theirs, 'Client')]
  // Warm-up, so that the files are in the file system cache in every round.
  once(node, ourImport)
  once(node, theirImport)
  return () => ({ ours: once(node, ourImport), theirs: once(node, theirImport) })
}
