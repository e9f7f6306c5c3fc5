/** Reads the lines of a file one by one, with their places: the file may be larger than the memory. */
import { createReadStream } from 'node:fs'
import { codeOf } from '../errors/failure.js'

const LINE_FEED = 10
const CHUNK = 1 << 18

/**
 * Calls a function with each whole line, without its line feed, and with its place. Returns where the last whole line ends: what follows
 * was cut off while it was written. A file that does not exist has no lines.
 */
export const scanLines = async (file: string, onLine: (line: Buffer, at: number) => void): Promise<number> => {
  let parts: Array<Buffer> = []
  let startedAt = 0
  let read = 0
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
      const bytes: Buffer = chunk
      let from = 0
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
        const piece = bytes.subarray(from, end)
        onLine(parts.length === 0 ? piece : Buffer.concat([...parts, piece]), startedAt)
        parts = []
        from = end + 1
        startedAt = read + from
      }
      if (from < bytes.length) parts.push(bytes.subarray(from))
      read += bytes.length
    }
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') throw thrown
  }
  return startedAt
}
