/**
 * The folder of a backup. Each part is a file with one record a line. A run writes to the end of `run.jsonl`, and puts it together with
 * the parts when it has read everything: it can stop at any byte, and the next run reads the log up to where it is whole. Records stay on
 * the disk; only their places are in memory.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, closeSync, createReadStream, fsyncSync, openSync, readSync, truncateSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { readOptional } from '../store/wholeFile.js'
import { unsafeCast } from '../unsafeCast.js'
import { field } from '../values/json.js'
import {
  type BackupRecords,
  FORMAT_VERSION,
  type Manifest,
  PARTS,
  type Part,
  type PartSummary,
  type Roots,
} from './records.js'

/** Where a record is. */
interface Place {
  readonly file: string
  readonly at: number
  readonly length: number
}

/** How a run began: the first line of its log. */
export interface RunHead {
  readonly started: string
  readonly roots: Roots
}

/** An open backup. */
export interface BackupStore {
  readonly folder: string
  readonly manifest: Manifest | undefined
  /** The run that is not finished, if there is one. */
  readonly run: RunHead | undefined
  readonly ids: (part: Part) => ReadonlyArray<string>
  readonly has: (part: Part, id: string) => boolean
  /** Whether the record was written by the run that is not finished. */
  readonly isNew: (part: Part, id: string) => boolean
  readonly get: <P extends Part>(part: P, id: string) => Promise<BackupRecords[P] | undefined>
  /** All records of a part, in order. */
  readonly all: <P extends Part>(part: P) => AsyncGenerator<BackupRecords[P]>
  readonly begin: (head: RunHead) => Promise<void>
  readonly put: <P extends Part>(part: P, record: BackupRecords[P]) => Promise<void>
  /** Writes the parts and the manifest. Records for which `keeps` returns false go to `removed.jsonl`. */
  readonly finish: (
    keeps: (part: Part, id: string) => boolean,
    manifestOf: (parts: Manifest['parts']) => Manifest,
  ) => Promise<void>
  readonly close: () => Promise<void>
}

const LOG = 'run.jsonl'

const NEWLINE = 10

/** The complete lines of a file, with their positions in bytes. An incomplete last line is left out. */
async function* linesIn(file: string): AsyncGenerator<{ readonly line: Buffer; readonly at: number }> {
  let rest: Array<Buffer> = []
  let at = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    const bytes: Buffer = chunk
    let from = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      const last = bytes.subarray(from, end)
      const line = rest.length === 0 ? last : Buffer.concat([...rest, last])
      rest = []
      yield { line, at }
      at += line.length + 1
      from = end + 1
    }
    if (from < bytes.length) rest.push(bytes.subarray(from))
  }
}

const exists = async (file: string): Promise<boolean> => {
  try {
    await (await open(file, 'r')).close()
    return true
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return false
    throw thrown
  }
}

/** Replaces a file atomically. */
const replaceFile = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}.part`, text, { flush: true })
  await rename(`${file}.part`, file)
}

type Index = { readonly [part in Part]: Map<string, Place> }

const emptyIndex = (): Index => ({
  pages: new Map(),
  databases: new Map(),
  data_sources: new Map(),
  users: new Map(),
  files: new Map(),
  external: new Map(),
})

const isPart = (name: unknown): name is Part => PARTS.some((part) => part === name)

/** A line of the log: the part and the record. The text of the record is taken from the line unchanged. */
const LOG_LINE = /^\{"part":"(\w+)","record":/

const notARecord = (file: string, number: number): Error => new Error(`${file}: line ${number} is not a backup record`)

const idOf = (line: Buffer, file: string, number: number): string => {
  // Every record begins with its id.
  const id = /^\{"id":"([^"]+)"/.exec(line.toString('utf8', 0, 120))?.[1]
  if (id === undefined) throw notARecord(file, number)
  return id
}

/** Reads where the records are. */
const readIndex = async (
  folder: string,
): Promise<{ readonly index: Index; readonly fresh: Index; readonly head: RunHead | undefined; end: number }> => {
  const [index, fresh] = [emptyIndex(), emptyIndex()]
  for (const part of PARTS) {
    const file = join(folder, `${part}.jsonl`)
    if (!(await exists(file))) continue
    let number = 0
    for await (const { line, at } of linesIn(file)) {
      number++
      index[part].set(idOf(line, `${part}.jsonl`, number), { file, at, length: line.length })
    }
  }
  const file = join(folder, LOG)
  let head: RunHead | undefined
  let end = 0
  let number = 0
  if (await exists(file)) {
    for await (const { line, at } of linesIn(file)) {
      number++
      end = at + line.length + 1
      if (at === 0) {
        head = JSON.parse(line.toString())
        continue
      }
      const [prefix = '', part] = LOG_LINE.exec(line.toString('utf8', 0, 60)) ?? []
      if (!isPart(part)) throw notARecord(LOG, number)
      const place = { file, at: at + prefix.length, length: line.length - prefix.length - 1 }
      const id = idOf(line.subarray(prefix.length), LOG, number)
      index[part].set(id, place)
      fresh[part].set(id, place)
    }
  }
  return { index, fresh, head, end }
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && field(value, 'format') === 'notion-fp-backup'

const readManifest = async (folder: string): Promise<Result<Manifest | undefined>> => {
  const text = await readOptional(join(folder, 'manifest.json'))
  if (text === undefined) return ok(undefined)
  const manifest: unknown = JSON.parse(text)
  if (!isManifest(manifest))
    return fail(localError(`${join(folder, 'manifest.json')} is not the manifest of a notion-fp backup.`))
  return manifest.version === FORMAT_VERSION
    ? ok(manifest)
    : fail(
        localError(
          `The backup in ${folder} has format version ${manifest.version}; this version of notion-fp reads version ${FORMAT_VERSION}.`,
          'Use the version of notion-fp that wrote it, or a newer one.',
        ),
      )
}

/** Writes one part: its records in order. */
const writePart = async (
  file: string,
  places: Iterable<Place>,
  read: (place: Place) => Buffer,
): Promise<PartSummary> => {
  const hash = createHash('sha256')
  const handle = await open(`${file}.part`, 'w')
  let [lines, bytes, waiting] = [0, 0, 0]
  let chunk: Array<Buffer> = []
  const write = async (): Promise<void> => {
    const all = Buffer.concat(chunk)
    hash.update(all)
    await handle.appendFile(all)
    chunk = []
    waiting = 0
  }
  for (const place of places) {
    const line = read(place)
    chunk.push(line, Buffer.from('\n'))
    lines++
    bytes += line.length + 1
    waiting += line.length
    if (waiting > 1 << 20) await write()
  }
  await write()
  await handle.sync()
  await handle.close()
  return { lines, bytes, sha256: hash.digest('hex') }
}

/** Writes all parts under other names, without the records that are not kept: those are the lines to add to `removed.jsonl`. */
const writeParts = async (
  folder: string,
  index: Index,
  read: (place: Place) => Buffer,
  keeps: (part: Part, id: string) => boolean,
): Promise<{ readonly parts: Manifest['parts']; readonly removed: ReadonlyArray<string> }> => {
  const removed: Array<string> = []
  const parts: Array<readonly [Part, PartSummary]> = []
  for (const part of PARTS) {
    for (const [id, place] of index[part]) {
      if (keeps(part, id)) continue
      if (part !== 'external') removed.push(`{"part":"${part}","record":${read(place).toString()}}\n`)
      index[part].delete(id)
    }
    parts.push([part, await writePart(join(folder, `${part}.jsonl`), index[part].values(), read)])
  }
  // Each part is in the list.
  return { parts: unsafeCast<Manifest['parts']>(Object.fromEntries(parts)), removed }
}

/** Reads records from files that stay open. */
interface PlaceReader {
  readonly read: (place: Place) => Buffer
  readonly close: () => void
}

const createReader = (): PlaceReader => {
  const files = new Map<string, number>()
  return {
    // Records are small and many: reading them at once takes less time than handing each to another thread.
    read: ({ file, at, length }) => {
      const opened = files.get(file) ?? openSync(file, 'r')
      files.set(file, opened)
      const bytes = Buffer.alloc(length)
      readSync(opened, bytes, 0, length, at)
      return bytes
    },
    close: () => {
      for (const opened of files.values()) closeSync(opened)
      files.clear()
    },
  }
}

/** Puts the log together with the parts. If it stops before the log is deleted, the next run only does it again. */
const mergeLog = async (
  folder: string,
  index: Index,
  { read, close }: PlaceReader,
  keeps: (part: Part, id: string) => boolean,
  manifestOf: (parts: Manifest['parts']) => Manifest,
): Promise<void> => {
  const { parts, removed } = await writeParts(folder, index, read, keeps)
  if (removed.length > 0) await writeFile(join(folder, 'removed.jsonl'), removed.join(''), { flag: 'a' })
  close()
  for (const part of PARTS) await rename(join(folder, `${part}.jsonl.part`), join(folder, `${part}.jsonl`))
  await replaceFile(join(folder, 'manifest.json'), `${JSON.stringify(manifestOf(parts), null, 2)}\n`)
  await rm(join(folder, LOG), { force: true })
}

/** The log of a run, to whose end records are written. */
interface Log {
  readonly begin: (head: RunHead) => void
  /** Writes a line, and returns where it begins. */
  readonly append: (line: string) => number
  readonly sync: () => void
  readonly close: () => void
}

/** The log of a new run, or of one that was stopped: its complete lines end at `end`. */
const createLog = (file: string, isContinued: boolean, end: number): Log => {
  let log: number | undefined
  let size = end
  const append = (line: string): number => {
    const bytes = Buffer.from(`${line}\n`)
    const at = size
    // Written at once, as records are read.
    if (log !== undefined) appendFileSync(log, bytes)
    size += bytes.length
    return at
  }
  return {
    append,
    begin: (head) => {
      if (isContinued) truncateSync(file, end)
      log = openSync(file, isContinued ? 'a' : 'w')
      if (isContinued) return
      size = 0
      append(JSON.stringify(head))
    },
    sync: () => {
      if (log !== undefined) fsyncSync(log)
    },
    close: () => {
      if (log !== undefined) closeSync(log)
      log = undefined
    },
  }
}

/** Opens the backup in a folder; an empty one if there is none. */
export const openBackup = async (folder: string): Promise<Result<BackupStore>> => {
  try {
    const manifest = await readManifest(folder)
    if (manifest._tag === 'Left') return manifest
    const { index, fresh, head, end } = await readIndex(folder)
    return ok(storeOf(folder, manifest.right, index, fresh, head, end))
  } catch (thrown) {
    return fail(
      localError(
        `The backup in ${folder} cannot be used: ${messageOf(thrown)}`,
        'Move the folder away to begin again.',
      ),
    )
  }
}

const storeOf = (
  folder: string,
  manifest: Manifest | undefined,
  index: Index,
  fresh: Index,
  head: RunHead | undefined,
  end: number,
): BackupStore => {
  const reader = createReader()
  const logFile = join(folder, LOG)
  const log = createLog(logFile, head !== undefined, end)
  const get = async <P extends Part>(part: P, id: string): Promise<BackupRecords[P] | undefined> => {
    const place = index[part].get(id)
    // What was written there is a record of this part.
    return place && unsafeCast<BackupRecords[P]>(JSON.parse(reader.read(place).toString()))
  }
  return {
    folder,
    manifest,
    run: head,
    ids: (part) => [...index[part].keys()],
    has: (part, id) => index[part].has(id),
    isNew: (part, id) => fresh[part].has(id),
    get,
    all: async function* <P extends Part>(part: P) {
      for (const id of [...index[part].keys()]) {
        const record = await get(part, id)
        if (record) yield record
      }
    },
    begin: async (began) => log.begin(began),
    put: async (part, record) => {
      const prefix = `{"part":"${part}","record":`
      // The id comes first, where the index looks for it.
      const { id, ...rest } = record
      const line = Buffer.from(JSON.stringify({ id, ...rest }))
      const at = log.append(`${prefix}${line.toString()}}`)
      const place = { file: logFile, at: at + prefix.length, length: line.length }
      index[part].set(id, place)
      fresh[part].set(id, place)
    },
    finish: async (keeps, manifestOf) => {
      log.sync()
      log.close()
      await mergeLog(folder, index, reader, keeps, manifestOf)
    },
    close: async () => {
      reader.close()
      log.close()
    },
  }
}
