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

export const createDownloads = ({ ctx, store, folder, which, max_bytes, signal }: DownloadOptions): Downloads => {
  const taken = takenNames()
  const used = new Set<string>()
  const failures = new Map<string, DownloadFailed>()
  const running = new Map<string, Promise<DownloadedFile | undefined>>()
  let fresh = 0
  let parts = 0
  const names = (async () => {
    for (const key of store.keys('h:')) taken.take(String(await store.get(key)).slice('files/'.length))
  })()
  const fetchFile = async (file: FoundFile): Promise<DownloadedFile> => {
    const opened = await downloadFile(ctx, {
      owner: file.owner,
      signal,
      ...(max_bytes !== undefined && { max_bytes }),
    })()
    if (opened._tag === 'Left') throw Object.assign(new Error(opened.left.message), opened.left)
    await mkdir(join(folder, 'files'), { recursive: true })
    const part = join(folder, '.notion-fp', `download-${++parts}.part`)
    const hash = createHash('sha256')
    let size = 0
    try {
      // The DOM and Node.js declare different types for the same streams.
      const body = Readable.fromWeb(unsafeCast(opened.right.body))
      await pipeline(
        body,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk)
            size += chunk.length
            yield chunk
          }
        },
        createWriteStream(part, { flush: true }),
      )
      const digest = hash.digest('hex').slice(0, 32)
      const path = await placeOf(digest, file.name)
      if ((await sizeOf(join(folder, path))) !== size) await rename(part, join(folder, path))
      fresh++
      return { path, size, hash: digest }
    } finally {
      await rm(part, { force: true })
    }
  }
  /** The path for some content: that of a file with the same content, or a new one. */
  const placeOf = async (digest: string, name: string): Promise<string> => {
    const known = await store.get(`h:${digest}`)
    if (typeof known === 'string') return known
    const [stem, ending] = namePartsOf(name)
    const free = [`${stem}${ending}`, `${stem} ${digest.slice(0, 8)}${ending}`].find((each) => taken.take(each))
    const path = `files/${free ?? `${digest}${ending}`}`
    await store.put(`h:${digest}`, path)
    return path
  }
  const find = async (file: FoundFile): Promise<DownloadedFile | undefined> => {
    await names
    // Only `find` writes keys that begin with `f:`.
    const known = unsafeCast<DownloadedFile | undefined>(await store.get(`f:${file.key}`))
    if (known && (await sizeOf(join(folder, known.path))) === known.size) return known
    try {
      const stored = await fetchFile(file)
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
