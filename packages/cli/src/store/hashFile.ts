import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** The SHA-256 hash of a file, in hexadecimal digits. */
export const hashFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}
