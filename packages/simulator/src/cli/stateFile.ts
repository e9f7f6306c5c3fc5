/**
 * Reads and writes the file with the stored contents. It is written under another name and then renamed, so it is never
 * incomplete.
 */
import { open, readFile, realpath, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Capture } from '../domain/snapshot/snapshot.js'
import { asArray, asString, isObject, type JsonObject } from '../domain/values/json.js'
import { codeOf, messageOf } from './thrown.js'

/** The saved contents of a workspace, in the format of a snapshot. */
export interface SavedState {
  readonly contents: JsonObject
  /** The id that the logs of these contents have; empty in a snapshot that was not saved by the command. */
  readonly store: string
  /** The number of the first log that is not part of the contents. */
  readonly log: number
}

/** The file that a path leads to: a link is not replaced by the file. */
export const targetOf = async (file: string): Promise<string> => {
  try {
    return await realpath(file)
  } catch (reason) {
    if (codeOf(reason) !== 'ENOENT') throw reason
    return join(await realpath(dirname(file)), basename(file))
  }
}

const damaged = (file: string, why: string): TypeError =>
  new TypeError(`${file} is damaged and was left unchanged: ${why} To start with a new workspace, move it away.`)

/** Reads the saved contents; undefined when there is no file. Rejects with a TypeError when it is damaged. */
export const readState = async (file: string): Promise<SavedState | undefined> => {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (reason) {
    if (codeOf(reason) === 'ENOENT') return undefined
    throw new TypeError(`Cannot read ${file}: ${messageOf(reason)}`)
  }
  let contents: unknown
  try {
    contents = JSON.parse(text)
  } catch (reason) {
    throw damaged(file, `it is not valid JSON (${messageOf(reason)}).`)
  }
  if (!isObject(contents) || contents.snapshot === undefined) throw damaged(file, 'it contains no snapshot.')
  return { contents, store: asString(contents.store), log: typeof contents.log === 'number' ? contents.log : 0 }
}

/** The error for saved contents that are not valid. */
export const invalidState = (file: string, reason: unknown): TypeError => damaged(file, messageOf(reason))

/** The number of nodes that are written at once: other requests are served in between. */
const AT_ONCE = 500

/** Writes contents as a whole: the file has either the old ones or the new, whenever the machine stops. */
export const writeState = async (
  file: string,
  { contents }: Capture,
  { store, log }: Pick<SavedState, 'store' | 'log'>,
): Promise<number> => {
  const { nodes, ...rest } = contents
  const all = asArray(nodes)
  const handle = await open(`${file}.new`, 'w')
  let bytes = 0
  const write = async (text: string): Promise<void> => {
    const written = Buffer.from(text)
    await handle.writeFile(written)
    bytes += written.length
  }
  try {
    await write(`{"snapshot":1,"store":${JSON.stringify(store)},"log":${log},"workspace":{"nodes":[`)
    for (let at = 0; at < all.length; at += AT_ONCE)
      await write(`${at === 0 ? '' : ','}${JSON.stringify(all.slice(at, at + AT_ONCE)).slice(1, -1)}`)
    await write(`],${JSON.stringify(rest).slice(1)}}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
  return bytes
}
