/**
 * Values by key, in one file that only grows: a line for each value, the last line of a key counts. Only the places of the values are in
 * memory. A process can stop at any byte: what was cut off at the end is left out. `compact` takes out what has been replaced.
 */
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { scanLines } from './scanLines.js'

/** An open store. */
export interface RecordStore {
  readonly has: (key: string) => boolean
  /** The keys with a prefix, in the order in which they were first stored. */
  readonly keys: (prefix: string) => ReadonlyArray<string>
  /** The value of a key; `undefined` if there is none. */
  readonly get: (key: string) => Promise<unknown>
  readonly put: (key: string, value: unknown) => Promise<void>
  readonly remove: (key: string) => Promise<void>
  /** Flushes to the disk: everything before it survives a power failure. */
  readonly sync: () => Promise<void>
  /** Makes the file smaller, if more than half of it has been replaced. */
  readonly compact: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Place {
  readonly at: number
  readonly length: number
}

const KEY = /^\{"k":("(?:[^"\\]|\\.)*")(,"v":)?/

/** The key of a record is within so many bytes of its line. */
const HEAD = 4096

/** A file smaller than this stays as it is. */
const SMALL = 1 << 16

/** The start of a line, up to the value. */
const headOf = (key: string): string => `{"k":${JSON.stringify(key)},"v":`

/** The places of the values, and how many bytes they take. */
interface Places {
  readonly all: Map<string, Place>
  readonly bytes: () => number
  /** Records the new place of a value; `undefined` removes it. */
  readonly set: (key: string, place: Place | undefined) => void
}

const createPlaces = (): Places => {
  const all = new Map<string, Place>()
  let bytes = 0
  return {
    all,
    bytes: () => bytes,
    set: (key, place) => {
      bytes += (place?.length ?? 0) - (all.get(key)?.length ?? 0)
      if (place) all.set(key, place)
      else all.delete(key)
    },
  }
}

/** Reads where the values of a file are, and returns where its last complete line ends. */
const scanPlaces = (file: string, places: Places): Promise<number> =>
  scanLines(file, (line, at) => {
    const [head = '', quoted, hasValue] = KEY.exec(line.subarray(0, HEAD).toString('utf8')) ?? []
    if (quoted === undefined) throw new Error(`${file} is damaged at byte ${at}`)
    const before = Buffer.byteLength(head)
    places.set(JSON.parse(quoted), hasValue ? { at: at + before, length: line.length - before - 1 } : undefined)
  })

/** Reads the bytes at a place; a read can return fewer than it was asked for. */
const readBytes = async (handle: FileHandle, { at, length }: Place, file: string): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length)
  for (let read = 0; read < length; ) {
    const { bytesRead } = await handle.read(bytes, read, length - read, at + read)
    if (bytesRead === 0) throw new Error(`${file} ends before byte ${at + length}`)
    read += bytesRead
  }
  return bytes
}

const writeBytes = async (handle: FileHandle, bytes: Buffer, at: number): Promise<void> => {
  for (let written = 0; written < bytes.length; )
    written += (await handle.write(bytes, written, bytes.length - written, at + written)).bytesWritten
}

/** Writes a file with the values that count, and returns where they are in it and where it ends. */
const writeCompact = async (
  file: string,
  places: Places,
  readPlace: (place: Place) => Promise<Buffer>,
): Promise<{ readonly moved: ReadonlyMap<string, Place>; readonly end: number }> => {
  const fresh = await open(file, 'w')
  const moved = new Map<string, Place>()
  let end = 0
  for (const [key, place] of places.all) {
    const head = Buffer.from(headOf(key))
    const line = Buffer.concat([head, await readPlace(place), Buffer.from('}\n')])
    await fresh.appendFile(line)
    moved.set(key, { at: end + head.length, length: place.length })
    end += line.length
  }
  await fresh.sync()
  await fresh.close()
  return { moved, end }
}

/** Opens a store, and creates it if there is none. */
export const openRecords = async (file: string): Promise<RecordStore> => {
  const places = createPlaces()
  let end = await scanPlaces(file, places)
  let handle: FileHandle = await open(file, 'a').then(async (created) => {
    await created.close()
    return open(file, 'r+')
  })
  await handle.truncate(end)
  let last: Promise<unknown> = Promise.resolve()
  /** Runs one write at a time: each line begins where the previous one ends. */
  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
  const append = async (text: string): Promise<number> => {
    const bytes = Buffer.from(text)
    const at = end
    await writeBytes(handle, bytes, at)
    end += bytes.length
    return at
  }
  const readPlace = (place: Place): Promise<Buffer> => readBytes(handle, place, file)
  const compact = async (): Promise<void> => {
    if (end < SMALL || places.bytes() * 2 > end) return
    const written = await writeCompact(`${file}.part`, places, readPlace)
    await handle.close()
    await rename(`${file}.part`, file)
    handle = await open(file, 'r+')
    end = written.end
    for (const [key, place] of written.moved) places.set(key, place)
  }
  await rm(`${file}.part`, { force: true })
  return {
    has: (key) => places.all.has(key),
    keys: (prefix) => [...places.all.keys()].filter((key) => key.startsWith(prefix)),
    get: (key) =>
      inTurn(async () => {
        const place = places.all.get(key)
        return place && JSON.parse((await readPlace(place)).toString('utf8'))
      }),
    put: (key, value) =>
      inTurn(async () => {
        const head = headOf(key)
        const text = JSON.stringify(value)
        const at = await append(`${head}${text}}\n`)
        places.set(key, { at: at + Buffer.byteLength(head), length: Buffer.byteLength(text) })
      }),
    remove: (key) =>
      inTurn(async () => {
        if (!places.all.has(key)) return
        await append(`{"k":${JSON.stringify(key)}}\n`)
        places.set(key, undefined)
      }),
    sync: () => inTurn(() => handle.sync()),
    compact: () => inTurn(compact),
    close: () => inTurn(() => handle.close()),
  }
}
