/**
 * The logs of changes beside a stored workspace, one line of JSON for each change. A line is written before the
 * response to its request, so a killed process loses no change.
 */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { asObject, type Json, parseJson } from '../domain/values/json.js'
import { type Change, readChange } from '../http/changes.js'

/**
 * Changes since a full save, one per line. Logs are numbered; the saved contents have the number of the first log that
 * is not part of them.
 */
export interface ChangeLog {
  readonly number: number
  /** Appends a change; undefined is one that cannot be repeated, which makes this log unusable. */
  readonly append: (change: Change | undefined) => void
  /** The number of changes, and their size in bytes. */
  readonly extent: () => { readonly changes: number; readonly bytes: number }
  readonly close: () => void
}

const pathOf = (file: string, number: number): string => `${file}.log.${number}`

/** Starts a log of the contents with an id. Throws when the file cannot be created. */
export const createLog = (file: string, store: string, number: number): ChangeLog => {
  const descriptor = openSync(pathOf(file, number), 'wx')
  let bytes = 0
  let changes = 0
  // Synchronously: what is written before the response cannot be lost with the process.
  const write = (line: string): void => {
    const content = Buffer.from(`${line}\n`)
    try {
      let done = 0
      while (done < content.length) done += writeSync(descriptor, content, done)
      bytes += content.length
    } catch (reason) {
      // A part of a line, for which there was no space, would join the next one.
      ftruncateSync(descriptor, bytes)
      throw reason
    }
  }
  write(JSON.stringify({ log: number, store }))
  return {
    number,
    append: (change) => {
      write(JSON.stringify(change ?? { unrepeatable: true }))
      changes += 1
    },
    extent: () => ({ changes, bytes }),
    close: () => closeSync(descriptor),
  }
}

/** The numbers of the logs of a file, in order. */
export const logNumbers = async (file: string): Promise<ReadonlyArray<number>> => {
  const start = `${basename(file)}.log.`
  const names = await readdir(dirname(file))
  return names
    .filter((name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)))
    .sort((left, right) => left - right)
}

/** Removes a log, if it exists. */
export const removeLog = (file: string, number: number): Promise<void> => rm(pathOf(file, number), { force: true })

/** Keeps a log that cannot be used under another name, and returns the name. */
export const keepLog = async (file: string, number: number): Promise<string> => {
  const taken = new Set(await readdir(dirname(file)))
  let newPath = `${pathOf(file, number)}.damaged`
  for (let count = 2; taken.has(basename(newPath)); count += 1) newPath = `${pathOf(file, number)}.damaged-${count}`
  await rename(pathOf(file, number), newPath)
  return join(dirname(file), basename(newPath))
}

/** The changes of a log, and where it is damaged. */
export interface StoredLog {
  /** The id of the contents that it belongs to; undefined when it is damaged. */
  readonly store: string | undefined
  readonly changes: ReadonlyArray<Change>
  /** Whether it ends with a change that cannot be repeated. */
  readonly endsUnrepeatable: boolean
  /** The first line that cannot be read, from 1; undefined when all can be. */
  readonly damaged: number | undefined
}

const changeIn = (json: Json): Change | undefined => {
  try {
    return readChange(json)
  } catch {
    return undefined
  }
}

/** Reads a log up to its end, to the first change that cannot be repeated, or to the first line that is damaged. */
export const readLog = async (file: string, number: number): Promise<StoredLog> => {
  const text = await readFile(pathOf(file, number), 'utf8')
  // A line without its end was being written when the process was killed.
  const [head = '', ...lines] = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  lines.pop()
  const { store } = asObject(parseJson(head))
  if (typeof store !== 'string')
    return { store: undefined, changes: [], endsUnrepeatable: false, damaged: text.includes('\n') ? 1 : undefined }
  const changes: Array<Change> = []
  for (const [index, line] of lines.entries()) {
    const json = parseJson(line) ?? null
    if (asObject(json).unrepeatable === true) return { store, changes, endsUnrepeatable: true, damaged: undefined }
    const change = changeIn(json)
    if (change === undefined) return { store, changes, endsUnrepeatable: false, damaged: index + 2 }
    changes.push(change)
  }
  return { store, changes, endsUnrepeatable: false, damaged: undefined }
}
