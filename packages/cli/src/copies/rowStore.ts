/**
 * A copy of the rows of a data source in a folder. `rows.jsonl` has the rows, `checkpoint.json` how far they go. During a run, changes
 * and checkpoints are written to the end of `changes.log`; at its end they become a new `rows.jsonl`. A run can stop at any byte: the next
 * one reads the log up to where it is whole.
 */
import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'notion-fp'
import type { Checkpoint } from 'notion-fp/changes'
import { codeOf, localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

/** What the log has on a line. */
type Entry = { readonly row: { readonly id: string } } | { readonly gone: string } | { readonly checkpoint: Checkpoint }

/** An open copy. */
export interface RowStore {
  readonly since: Checkpoint | undefined
  readonly has: (id: string) => boolean
  readonly known: () => Iterable<{ readonly id: string; readonly last_edited_time?: string }>
  readonly size: () => number
  readonly put: (page: Page) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  /** Everything before it is written. */
  readonly commit: (checkpoint: Checkpoint) => Promise<void>
  /** Writes the new `rows.jsonl`. */
  readonly finish: () => Promise<void>
  readonly close: () => Promise<void>
}

const readOptional = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined
    throw thrown
  }
}

/** Replaces a file as a whole. */
const replaceFile = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}.part`, text, { flush: true })
  await rename(`${file}.part`, file)
}

const idOf = (line: string): string => {
  const { id }: { readonly id?: unknown } = JSON.parse(line)
  if (typeof id !== 'string') throw new Error('a line is not a row')
  return id
}

/** The lines of a log. The last one is left out if it was cut off. */
const wholeLines = (text: string): ReadonlyArray<string> =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)

interface State {
  readonly rows: Map<string, string>
  checkpoint: Checkpoint | undefined
}

const apply = (state: State, entry: Entry): void => {
  if ('row' in entry) state.rows.set(entry.row.id, JSON.stringify(entry.row))
  else if ('gone' in entry) state.rows.delete(entry.gone)
  else state.checkpoint = entry.checkpoint
}

const readState = async (rowsFile: string, checkpointFile: string, logFile: string): Promise<State> => {
  const state: State = { rows: new Map(), checkpoint: undefined }
  for (const line of wholeLines((await readOptional(rowsFile)) ?? '')) state.rows.set(idOf(line), line)
  const checkpoint = await readOptional(checkpointFile)
  if (checkpoint !== undefined) state.checkpoint = JSON.parse(checkpoint)
  for (const line of wholeLines((await readOptional(logFile)) ?? '')) apply(state, JSON.parse(line))
  return state
}

/** Opens the copy in a folder; an empty one if there is none. */
export const openRowStore = async (folder: string): Promise<Result<RowStore>> => {
  const [rowsFile, checkpointFile, logFile] = ['rows.jsonl', 'checkpoint.json', 'changes.log'].map((name) =>
    join(folder, name),
  )
  if (!rowsFile || !checkpointFile || !logFile) return fail(localError('There is no folder.'))
  try {
    await mkdir(folder, { recursive: true })
    const state = await readState(rowsFile, checkpointFile, logFile)
    let log: FileHandle | undefined
    const write = async (entry: Entry): Promise<void> => {
      if (!log) {
        // What was cut off at the end of the log would spoil the next line.
        const before = wholeLines((await readOptional(logFile)) ?? '')
        await writeFile(logFile, before.map((line) => `${line}\n`).join(''))
        log = await open(logFile, 'a')
      }
      await log.appendFile(`${JSON.stringify(entry)}\n`)
      apply(state, entry)
    }
    const close = async (): Promise<void> => {
      await log?.close()
      log = undefined
    }
    return ok({
      since: state.checkpoint,
      has: (id) => state.rows.has(id),
      known: function* () {
        for (const line of state.rows.values()) yield JSON.parse(line)
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
        // In this order, a stop in between only leads to reading the log once more.
        await replaceFile(rowsFile, [...state.rows.values()].map((line) => `${line}\n`).join(''))
        if (state.checkpoint) await replaceFile(checkpointFile, JSON.stringify(state.checkpoint))
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
