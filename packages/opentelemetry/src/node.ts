/** The entry for Node: diagnostics channels, whose module other runtimes may lack. */
export type { Failure, Operation } from './operation.js'
export type { Attempt, End } from './watching.js'
export { CHANNELS, type DiagnosticMessages, withDiagnostics } from './withDiagnostics.js'
