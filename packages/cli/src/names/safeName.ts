/** Names of files that Windows, macOS and Linux accept, and that no two things of a folder share on any of them. */
import { graphemes } from '../terminal/graphemes.js'

/** The longest name, in bytes as UTF-8: file systems allow 255, and endings and numbers follow. */
const MAX_BYTES = 120

/** The minimum length of a name, even deep in folders. */
const MIN_BYTES = 24

/** The longest path of a folder and a name that Windows shows without special settings, less what leads to the export. */
const MAX_PATH = 180

/** Characters that a file system, a shell or a link refuses. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name.
const REFUSED = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u2028\u2029\ufeff\u200b\u202a-\u202e\u2066-\u2069]+/g

/** Names of devices of Windows, also with an ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i

const bytesIn = (text: string): number => Buffer.byteLength(text)

const cut = (text: string, most: number): string => {
  if (bytesIn(text) <= most) return text
  let taken = ''
  for (const each of graphemes(text)) {
    if (bytesIn(taken) + bytesIn(each) > most) break
    taken += each
  }
  return taken
}

/** What Windows cuts off silently at the end, and what hides a file at the start. */
const trimmed = (text: string): string => text.replace(/^[\s.]+|[\s.]+$/g, '')

/** A title as the name of a file, without an ending. The same title has the same name. */
export const safeName = (title: string, most: number = MAX_BYTES): string => {
  const plain = title
    .normalize('NFC')
    .replace(/\p{Surrogate}/gu, '_')
    .replace(REFUSED, ' ')
    .replace(/\s+/g, ' ')
  const short = trimmed(cut(trimmed(plain), most))
  return (short === '' ? 'Untitled' : short).replace(DEVICE, '_$&')
}

/** Names as the least strict file system compares them: regardless of case and of Unicode normalization. */
export const foldName = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')

/** The endings that a name in an export can get: those of its page, its folder and its tables. */
const ENDINGS = ['', '.md', '.csv', '.jsonl']

/** The names in a folder that are in use. */
export interface TakenNames {
  /** Takes a name, if it is free. */
  readonly take: (name: string) => boolean
}

/** The names of a folder, with some that are taken. */
export const takenNames = (reserved: ReadonlyArray<string> = []): TakenNames => {
  const taken = new Set(reserved.map(foldName))
  return {
    take: (name) => {
      const own = ENDINGS.map((ending) => foldName(name + ending))
      if (own.some((each) => taken.has(each))) return false
      for (const each of own) taken.add(each)
      return true
    },
  }
}

/** A name for a title in a folder that nothing else has: with the beginning of its id if the name is taken. */
export const ownName = (taken: TakenNames, folder: string, title: string, id: string): string => {
  const most = Math.max(MIN_BYTES, Math.min(MAX_BYTES, MAX_PATH - bytesIn(folder)))
  const name = safeName(title, most)
  const digits = id.replaceAll('-', '')
  for (const candidate of [name, `${name} ${digits.slice(0, 8)}`, `${name} ${digits}`])
    if (taken.take(candidate)) return candidate
  for (let number = 2; ; number++) {
    const candidate = `${name} ${digits} ${number}`
    if (taken.take(candidate)) return candidate
  }
}
