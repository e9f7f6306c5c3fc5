/**
 * The progress of a restore: the ids of what was created, by the ids in the backup, and the steps that are done. It is written line by
 * line before and after each request, so that a run can stop anywhere.
 */
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { OneLoss } from './groupLosses.js'

/** How a restore began. */
interface Head {
  readonly target: string
  /** Identifies the state of the backup. */
  readonly backup: string
}

type StateLine =
  | { readonly head: Head }
  | { readonly map: readonly [from: string, to: string]; readonly pending?: ReadonlyArray<string> }
  | { readonly began: string }
  | { readonly did: string }
  | { readonly loss: OneLoss }

/** The state of a restore. */
export interface RestoreState {
  readonly file: string
  /** Whether an earlier run began it. */
  readonly isResumed: boolean
  /** The id of what was created for something in the backup. */
  readonly to: (from: string) => string | undefined
  readonly ids: () => ReadonlyMap<string, string>
  /** The same for links: ids without dashes, only of what has an id of its own. */
  readonly links: () => ReadonlyMap<string, string>
  /** Whether this restore created the object with an id. */
  readonly isCreated: (to: string) => boolean
  /** The relations of a row that have to be written in the second pass. */
  readonly pending: (from: string) => ReadonlyArray<string>
  readonly map: (from: string, to: string, pending?: ReadonlyArray<string>) => void
  readonly began: (step: string) => void
  readonly hasBegun: (step: string) => boolean
  readonly did: (step: string) => void
  readonly isDone: (step: string) => boolean
  readonly lose: (loss: OneLoss) => void
  readonly losses: () => ReadonlyArray<OneLoss>
  readonly close: () => void
}

/** The file of the state of a restore into a page. */
export const stateFile = (folder: string, target: string): string => join(folder, 'restore', target, 'state.jsonl')

/** The complete lines of a file. An incomplete last line is removed, since the next line would be appended to it. */
const readLines = (file: string): ReadonlyArray<StateLine> => {
  if (!existsSync(file)) return []
  const bytes = readFileSync(file)
  const end = bytes.lastIndexOf('\n') + 1
  if (end < bytes.length) truncateSync(file, end)
  return bytes
    .toString('utf8', 0, end)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** Opens the state of a restore; a new one if there is none. Nothing is written before the first step. */
export const openState = (folder: string, target: string, backup: string): Result<RestoreState> => {
  const file = stateFile(folder, target)
  try {
    const lines = readLines(file)
    const [first] = lines
    if (first && (!('head' in first) || first.head.target !== target))
      throw new Error('it is not the state of a restore')
    if (first && 'head' in first && first.head.backup !== backup)
      return fail(
        localError(
          'The backup has changed since this restore began.',
          `Restore into another page. To forget this restore, delete ${file}.`,
        ),
      )
    return ok(stateOf(file, lines, { target, backup }))
  } catch (thrown) {
    return fail(localError(`The state of the restore, ${file}, cannot be used: ${messageOf(thrown)}`))
  }
}

const stateOf = (file: string, lines: ReadonlyArray<StateLine>, head: Head): RestoreState => {
  const ids = new Map<string, string>()
  const links = new Map<string, string>()
  const created = new Set<string>()
  const pending = new Map<string, ReadonlyArray<string>>()
  const [begun, done] = [new Set<string>(), new Set<string>()]
  const lost = new Map<string, OneLoss>()
  const apply = (line: StateLine): void => {
    if ('map' in line) {
      const [from, to] = line.map
      ids.set(from, to)
      if (!from.includes(':')) links.set(from.replaceAll('-', ''), to.replaceAll('-', ''))
      created.add(to)
      if (line.pending) pending.set(from, line.pending)
    } else if ('began' in line) begun.add(line.began)
    else if ('did' in line) done.add(line.did)
    else if ('loss' in line) lost.set(JSON.stringify(line.loss), line.loss)
  }
  for (const line of lines) apply(line)
  let log: number | undefined
  const start = (): number => {
    mkdirSync(dirname(file), { recursive: true })
    const opened = openSync(file, 'a')
    if (lines.length === 0) appendFileSync(opened, `${JSON.stringify({ head })}\n`)
    return opened
  }
  const write = (line: StateLine): void => {
    log ??= start()
    // Written synchronously, before the request that follows: the line is in the file even if the process is killed.
    appendFileSync(log, `${JSON.stringify(line)}\n`)
    apply(line)
  }
  return {
    file,
    isResumed: lines.length > 0,
    to: (from) => ids.get(from),
    ids: () => ids,
    links: () => links,
    isCreated: (to) => created.has(to),
    pending: (from) => pending.get(from) ?? [],
    map: (from, to, names = []) => write({ map: [from, to], ...(names.length > 0 && { pending: names }) }),
    began: (began) => {
      if (!begun.has(began)) write({ began })
    },
    hasBegun: (step) => begun.has(step),
    did: (did) => write({ did }),
    isDone: (step) => done.has(step),
    lose: (loss) => {
      if (!lost.has(JSON.stringify(loss))) write({ loss })
    },
    losses: () => [...lost.values()],
    close: () => {
      if (log !== undefined) closeSync(log)
      log = undefined
    },
  }
}
