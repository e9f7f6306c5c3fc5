/** Downloads the files of an export: each content once, however many pages show it, and not again in later runs. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from 'notion-fp'
import { downloadFile, type FoundFile } from 'notion-fp/files'
import { messageOf } from '../errors/failure.js'
import { safeName, takenNames } from '../names/safeName.js'
import type { RecordStore } from '../store/recordStore.js'
import { sizeOf } from '../store/sizeOf.js'
import { unsafeCast } from '../unsafeCast.js'
import { field } from '../values/json.js'

/** A file that is stored, under `f:` and the key of the file. Its path is also stored under `h:` and the hash of its content. */
export interface DownloadedFile {
  /** From the folder of the export, with slashes. */
  readonly path: string
  readonly size: number
  readonly hash: string
}

/** Which files are downloaded: those that Notion keeps, external ones as well, or none. */
export const FILE_CHOICES = ['notion', 'all', 'none'] as const

export interface DownloadOptions {
  readonly ctx: Context
  readonly store: RecordStore
  readonly folder: string
  readonly which: (typeof FILE_CHOICES)[number]
  readonly max_bytes: number | undefined
  readonly signal: AbortSignal
}

/** Why a file was not downloaded. */
export interface DownloadFailed {
  readonly why: string
  /** Whether it is larger than `--max-bytes` allows. */
  readonly isTooLarge: boolean
}

export interface Downloads {
  /** Downloads a file, unless it is stored already, and returns where it is. `undefined` if it is left out or failed. */
  readonly download: (file: FoundFile) => Promise<DownloadedFile | undefined>
  /** Why a file was not downloaded; `undefined` if it was, or is left out. */
  readonly failureOf: (file: FoundFile) => DownloadFailed | undefined
  /** The paths that are used. */
  readonly used: ReadonlySet<string>
  /** How many were downloaded. */
  readonly fresh: () => number
}

/** The name of a file and its ending, as every system accepts them. */
const namePartsOf = (name: string): readonly [stem: string, ending: string] => {
  const safe = safeName(name)
  const [, ending = ''] = /.(\.[A-Za-z0-9]{1,10})$/.exec(safe) ?? []
  return [safe.slice(0, safe.length - ending.length), ending]
}

/** Writes a stream to a file, and returns its size and the hash of its content. */
const writeStream = async (
  body: ReadableStream<Uint8Array>,
  file: string,
): Promise<{ readonly size: number; readonly hash: string }> => {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(
    // The DOM and Node.js declare different types for the same streams.
    Readable.fromWeb(unsafeCast(body)),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    },
    createWriteStream(file, { flush: true }),
  )
  return { size, hash: hash.digest('hex').slice(0, 32) }
}

/** Finds a path for the content with a hash: that of a file with the same content, or a new one. */
type FindPath = (hash: string, name: string) => Promise<string>

const pathFinder = (store: RecordStore): FindPath => {
  const taken = takenNames()
  const isReady = (async () => {
    for (const key of store.keys('h:')) taken.take(String(await store.get(key)).slice('files/'.length))
  })()
  return async (hash, name) => {
    await isReady
    const known = await store.get(`h:${hash}`)
    if (typeof known === 'string') return known
    const [stem, ending] = namePartsOf(name)
    const free = [`${stem}${ending}`, `${stem} ${hash.slice(0, 8)}${ending}`].find((each) => taken.take(each))
    const path = `files/${free ?? `${hash}${ending}`}`
    await store.put(`h:${hash}`, path)
    return path
  }
}

/** Downloads a file to its path; until it is complete, its content is in `part`. Throws the error of the download. */
const fetchFile = async (
  { ctx, folder, max_bytes, signal }: DownloadOptions,
  { owner, name }: FoundFile,
  part: string,
  findPath: FindPath,
): Promise<DownloadedFile> => {
  const opened = await downloadFile(ctx, { owner, signal, ...(max_bytes !== undefined && { max_bytes }) })()
  if (opened._tag === 'Left') throw Object.assign(new Error(opened.left.message), opened.left)
  await mkdir(join(folder, 'files'), { recursive: true })
  try {
    const { size, hash } = await writeStream(opened.right.body, part)
    const path = await findPath(hash, name)
    if ((await sizeOf(join(folder, path))) !== size) await rename(part, join(folder, path))
    return { path, size, hash }
  } finally {
    await rm(part, { force: true })
  }
}

/** Starts the downloads of a run. */
export const createDownloads = (options: DownloadOptions): Downloads => {
  const { store, folder, which } = options
  const findPath = pathFinder(store)
  const used = new Set<string>()
  const failures = new Map<string, DownloadFailed>()
  const running = new Map<string, Promise<DownloadedFile | undefined>>()
  let fresh = 0
  let parts = 0
  const find = async (file: FoundFile): Promise<DownloadedFile | undefined> => {
    // Only `find` writes keys that begin with `f:`.
    const known = unsafeCast<DownloadedFile | undefined>(await store.get(`f:${file.key}`))
    if (known && (await sizeOf(join(folder, known.path))) === known.size) return known
    try {
      const part = join(folder, '.notion-fp', `download-${++parts}.part`)
      const stored = await fetchFile(options, file, part, findPath)
      fresh++
      await store.put(`f:${file.key}`, stored)
      return stored
    } catch (thrown) {
      failures.set(file.key, {
        why: messageOf(thrown),
        isTooLarge: field(thrown, 'reason') === 'too_large',
      })
      return undefined
    }
  }
  return {
    download: async (file) => {
      if (which === 'none' || (which === 'notion' && !file.hosted)) return undefined
      const work = running.get(file.key) ?? find(file)
      running.set(file.key, work)
      const stored = await work
      running.delete(file.key)
      if (stored) used.add(stored.path)
      return stored
    },
    failureOf: ({ key }) => failures.get(key),
    used,
    fresh: () => fresh,
  }
}
