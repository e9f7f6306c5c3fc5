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

/** Opens a store, and creates it if there is none. */
export const openRecords = async (file: string): Promise<RecordStore> => {
  const places = new Map<string, Place>()
  let live = 0
  const note = (key: string, place: Place | undefined): void => {
    live -= places.get(key)?.length ?? 0
    if (place) {
      places.set(key, place)
      live += place.length
    } else places.delete(key)
  }
  let end = await scanLines(file, (line, at) => {
    const [head = '', quoted, hasValue] = KEY.exec(line.subarray(0, HEAD).toString('utf8')) ?? []
    if (quoted === undefined) throw new Error(`${file} is damaged at byte ${at}`)
    const before = Buffer.byteLength(head)
    note(JSON.parse(quoted), hasValue ? { at: at + before, length: line.length - before - 1 } : undefined)
  })
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
    for (let written = 0; written < bytes.length; )
      written += (await handle.write(bytes, written, bytes.length - written, at + written)).bytesWritten
    end += bytes.length
    return at
  }
  const readPlace = async ({ at, length }: Place): Promise<Buffer> => {
    const bytes = Buffer.allocUnsafe(length)
    for (let read = 0; read < length; ) {
      const { bytesRead } = await handle.read(bytes, read, length - read, at + read)
      if (bytesRead === 0) throw new Error(`${file} ends before byte ${at + length}`)
      read += bytesRead
    }
    return bytes
  }
  const compact = async (): Promise<void> => {
    if (end < SMALL || live * 2 > end) return
    const fresh = await open(`${file}.part`, 'w')
    const moved = new Map<string, Place>()
    let at = 0
    for (const [key, place] of places) {
      const head = Buffer.from(`{"k":${JSON.stringify(key)},"v":`)
      const line = Buffer.concat([head, await readPlace(place), Buffer.from('}\n')])
      await fresh.appendFile(line)
      moved.set(key, { at: at + head.length, length: place.length })
      at += line.length
    }
    await fresh.sync()
    await fresh.close()
    await handle.close()
    await rename(`${file}.part`, file)
    handle = await open(file, 'r+')
    end = at
    for (const [key, place] of moved) places.set(key, place)
  }
  await rm(`${file}.part`, { force: true })
  return {
    has: (key) => places.has(key),
    keys: (prefix) => [...places.keys()].filter((key) => key.startsWith(prefix)),
    get: (key) =>
      inTurn(async () => {
        const place = places.get(key)
        return place && JSON.parse((await readPlace(place)).toString('utf8'))
      }),
    put: (key, value) =>
      inTurn(async () => {
        const head = `{"k":${JSON.stringify(key)},"v":`
        const text = JSON.stringify(value)
        const at = await append(`${head}${text}}\n`)
        note(key, { at: at + Buffer.byteLength(head), length: Buffer.byteLength(text) })
      }),
    remove: (key) =>
      inTurn(async () => {
        if (!places.has(key)) return
        await append(`{"k":${JSON.stringify(key)}}\n`)
        note(key, undefined)
      }),
    sync: () => inTurn(() => handle.sync()),
    compact: () => inTurn(compact),
    close: () => inTurn(() => handle.close()),
  }
}
