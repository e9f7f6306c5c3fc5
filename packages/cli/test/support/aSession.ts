import type { Context } from 'notion-fp'
import type { Session } from '../../src/session/session.js'

/** A session without a terminal, on a context. */
export const aSession = (context: Context): Session => {
  const output = {
    isTerminal: false,
    columns: Number.POSITIVE_INFINITY,
    write: async () => true,
    failure: () => undefined,
  }
  return {
    terminal: {
      out: output,
      err: output,
      isInteractive: false,
      hasColors: false,
      readStdin: async () => new Uint8Array(),
    },
    env: {},
    signal: new AbortController().signal,
    line: [],
    context: async () => ({ _tag: 'Right', right: context }),
    note: async () => undefined,
    isSimulated: true,
  }
}
