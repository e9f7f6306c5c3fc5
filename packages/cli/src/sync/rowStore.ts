/**
 * A copy of the rows of a data source in a folder. `rows.jsonl` has the rows, `checkpoint.json` how far they go. During a run, changes
 * and checkpoints are written to the end of `changes.log`; at its end they become a new `rows.jsonl`. A run can stop at any byte: the next
 * one reads the log up to where it is whole. In memory are the places of the rows only.
 */
import { type FileHandle, mkdir, open, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'notion-fp'
import type { Checkpoint } from 'notion-fp/changes'
import { codeOf, localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { scanLines } from '../store/scanLines.js'
import { sizeOf } from '../store/sizeOf.js'
import { beginFile, readOptional, writeWhole } from '../store/wholeFile.js'

/** A line of the log. */
type LogEntry =
  | { readonly row: { readonly id: string; readonly last_edited_time?: string } }
  | { readonly gone: string }
  | { readonly checkpoint: Checkpoint }

/** An open copy. */
export interface RowStore {
  readonly since: Checkpoint | undefined
  readonly has: (id: string) => boolean
  readonly known: () => Iterable<{ readonly id: string; readonly last_edited_time?: string }>
  readonly size: () => number
  readonly put: (page: Page) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  /** Resolves when everything before it is written. */
  readonly commit: (checkpoint: Checkpoint) => Promise<void>
  /** Writes the new `rows.jsonl`. */
  readonly finish: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Where a row is. */
interface Place {
  readonly file: 'rows' | 'log'
  readonly at: number
  readonly length: number
  readonly time: string | undefined
}

interface State {
  readonly rows: Map<string, Place>
  checkpoint: Checkpoint | undefined
  /** Where the log ends. */
  end: number
}

const ROW_START = '{"row":'

const timeOf = (row: { readonly last_edited_time?: unknown }): string | undefined =>
  typeof row.last_edited_time === 'string' ? row.last_edited_time : undefined

const applyEntry = (state: State, entry: LogEntry, at: number, length: number): void => {
  if ('row' in entry)
    state.rows.set(entry.row.id, {
      file: 'log',
      at: at + ROW_START.length,
      length: length - ROW_START.length - 1,
      time: timeOf(entry.row),
    })
  else if ('gone' in entry) state.rows.delete(entry.gone)
  else state.checkpoint = entry.checkpoint
}

const readState = async (rowsFile: string, checkpointFile: string, logFile: string): Promise<State> => {
  const state: State = { rows: new Map(), checkpoint: undefined, end: 0 }
  const whole = await scanLines(rowsFile, (line, at) => {
    const row: { readonly id?: unknown; readonly last_edited_time?: unknown } = JSON.parse(line.toString('utf8'))
    if (typeof row.id !== 'string') throw new Error('a line is not a row')
    state.rows.set(row.id, { file: 'rows', at, length: line.length, time: timeOf(row) })
  })
  const size = await sizeOf(rowsFile)
  // The file is replaced atomically: this command never leaves an incomplete line.
  if (size !== undefined && size !== whole) throw new Error('rows.jsonl is cut off')
  const checkpoint = await readOptional(checkpointFile)
  // A checkpoint is useless without the rows that were read before it.
  if (checkpoint !== undefined && size !== undefined) state.checkpoint = JSON.parse(checkpoint)
  state.end = await scanLines(logFile, (line, at) =>
    applyEntry(state, JSON.parse(line.toString('utf8')), at, line.length),
  )
  return state
}

const openOptional = async (file: string): Promise<FileHandle | undefined> => {
  try {
    return await open(file, 'r')
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined
    throw thrown
  }
}

/** Writes the new file of rows, from where they are in the old one and in the log. */
const writeRows = async (rowsFile: string, logFile: string, places: Iterable<Place>): Promise<void> => {
  const handles = { rows: await openOptional(rowsFile), log: await openOptional(logFile) }
  const fresh = await beginFile(rowsFile)
  try {
    for (const { file, at, length } of places) {
      const { buffer } = (await handles[file]?.read(Buffer.alloc(length), 0, length, at)) ?? {}
      await fresh.write(`${buffer?.toString('utf8')}\n`)
    }
    for (const handle of Object.values(handles)) await handle?.close()
    await fresh.commit()
  } catch (thrown) {
    await fresh.abort()
    throw thrown
  }
}

/** Opens the copy in a folder; an empty one if there is none. */
export const openRowStore = async (folder: string): Promise<Result<RowStore>> => {
  const rowsFile = join(folder, 'rows.jsonl')
  const checkpointFile = join(folder, 'checkpoint.json')
  const logFile = join(folder, 'changes.log')
  try {
    await mkdir(folder, { recursive: true })
    const state = await readState(rowsFile, checkpointFile, logFile)
    let log: FileHandle | undefined
    const write = async (entry: LogEntry): Promise<void> => {
      if (!log) {
        log = await open(logFile, 'a')
        // An incomplete last line is removed, since the next line would be appended to it.
        await truncate(logFile, state.end)
      }
      const bytes = Buffer.from(`${JSON.stringify(entry)}\n`)
      await log.appendFile(bytes)
      applyEntry(state, entry, state.end, bytes.length - 1)
      state.end += bytes.length
    }
    const close = async (): Promise<void> => {
      await log?.close()
      log = undefined
    }
    return ok({
      since: state.checkpoint,
      has: (id) => state.rows.has(id),
      known: function* () {
        for (const [id, { time }] of state.rows) yield { id, ...(time !== undefined && { last_edited_time: time }) }
      },
      size: () => state.rows.size,
      put: (page) => write({ row: page }),
      remove: (gone) => write({ gone }),
      commit: async (checkpoint) => {
        await write({ checkpoint })
        await log?.sync()
      },
      finish: async () => {
        await close()
        // In this order, after a stop in between, the next run only reads the log once more.
        await writeRows(rowsFile, logFile, state.rows.values())
        if (state.checkpoint) await writeWhole(checkpointFile, JSON.stringify(state.checkpoint))
        await rm(logFile, { force: true })
      },
      close,
    })
  } catch (thrown) {
    return fail(
      localError(`The copy in ${folder} cannot be used: ${messageOf(thrown)}`, 'Move the folder away to begin again.'),
    )
  }
}
