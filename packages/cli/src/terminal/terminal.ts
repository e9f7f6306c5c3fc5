/** Where a command reads and writes. */

/** One of the two outputs. */
export interface OutputStream {
  readonly isTerminal: boolean
  /** The columns of the terminal; of a pipe, unlimited. */
  readonly columns: number
  /** Writes text, and waits if the reader is slower. `false` if the reader has ended: stop then. */
  readonly write: (text: string) => Promise<boolean>
  /** Why something could not be written, such as a full disk. A reader that has ended is not a failure. */
  readonly failure: () => Error | undefined
}

/** The terminal, or the pipes, of a run. */
export interface Terminal {
  readonly out: OutputStream
  readonly err: OutputStream
  /** Whether someone can be asked. */
  readonly isInteractive: boolean
  /** Whether to use colors. */
  readonly hasColors: boolean
  /** All of the standard input. */
  readonly readStdin: () => Promise<Uint8Array>
}

type Stream = NodeJS.WriteStream

/** An output on a stream of Node. A reader that has ended, as with `| head`, is not an error. */
export const streamOutput = (stream: Stream): OutputStream => {
  let isClosed = false
  let failure: Error | undefined
  const close = (error: Error): void => {
    isClosed = true
    if (Reflect.get(error, 'code') !== 'EPIPE') failure ??= error
  }
  stream.on('error', close)
  const write = (text: string): Promise<boolean> =>
    isClosed
      ? Promise.resolve(false)
      : new Promise((resolve) => {
          stream.write(text, (error) => {
            if (error) close(error)
            resolve(!isClosed)
          })
        })
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.isTTY ? Math.max(20, stream.columns || 80) : Number.POSITIVE_INFINITY,
    write,
    failure: () => failure,
  }
}

const readAll = async (): Promise<Uint8Array> => {
  const chunks: Array<Uint8Array> = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The terminal of this process. */
export const processTerminal = (): Terminal => ({
  out: streamOutput(process.stdout),
  err: streamOutput(process.stderr),
  isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
  hasColors: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  readStdin: readAll,
})
