/**
 * Stores a workspace between runs: its contents at one time, and logs of the changes since, which the next start
 * repeats.
 */
import type { Parts } from '../parts.js'
import { type ChangeLog, createLog, keepLog, logNumbers, readLog, removeLog, type StoredLog } from './changeLog.js'
import { type Lock, lock } from './lock.js'
import { invalidState, readState, type SavedState, targetOf, writeState } from './stateFile.js'
import { messageOf } from './thrown.js'

/** The file in which a workspace is stored: its contents at one time, and logs of the changes since. */
export interface Store {
  /** Whether the file is new: contents must then be loaded before the file is watched. */
  readonly isNew: boolean
  /** Messages about the file and its logs. */
  readonly notices: ReadonlyArray<string>
  /** Stores the contents now, and every change from now on. */
  readonly watch: () => Promise<void>
  /** Stores the contents as a whole, and lets other processes use the file. Rejects when that fails. */
  readonly close: () => Promise<void>
  /** Lets other processes use the file, and stores nothing. */
  readonly abandon: () => Promise<void>
}

/** What a store works with. */
interface Environment {
  readonly parts: Pick<Parts, 'loadOwn' | 'capture' | 'onChange' | 'repeat'>
  /** Reports a problem, while the command runs. */
  readonly complain: (line: string) => void
  /** Calls a function later; returns a function that cancels it. */
  readonly later: (milliseconds: number, work: () => void) => () => void
  /** After how many changes the contents are saved as a whole: the next start repeats those of the log. */
  readonly maxChanges?: number
}

const cannotWrite = (file: string, reason: unknown): TypeError =>
  reason instanceof TypeError ? reason : new TypeError(`Cannot write ${file}: ${messageOf(reason)}`)

/** The extent of a log after which the contents are saved as a whole. */
const MAX_CHANGES = 5000
const MAX_LOG_BYTES = 16_777_216

/** How long after a change that is not in the log the contents are saved, in milliseconds. */
const SOON = 100
/** After how long a failed save is retried, in milliseconds. */
const AGAIN = 1000

/** Repeats the changes of a log, and returns what is wrong with them. */
const repeatAll = ({ changes, damaged }: StoredLog, repeat: Parts['repeat']): string | undefined => {
  for (const [index, change] of changes.entries())
    try {
      repeat(change)
    } catch (reason) {
      return `the change in line ${index + 2} cannot be repeated (${messageOf(reason)})`
    }
  return damaged === undefined ? undefined : `line ${damaged} cannot be read`
}

/** The result of reading the logs. */
interface Repeated {
  readonly notices: ReadonlyArray<string>
  readonly count: number
  /** The number of the next log. */
  readonly next: number
}

/** Repeats the logs of saved contents, in order. One that does not belong to them, or is damaged, is kept. */
const repeatLogs = async (file: string, saved: SavedState | undefined, repeat: Parts['repeat']): Promise<Repeated> => {
  const notices: Array<string> = []
  const numbers = await logNumbers(file)
  let expected: number | undefined = saved?.log
  let count = 0
  for (const number of numbers) {
    const log = await readLog(file, number)
    // A log that was just started has nothing; one before the contents is part of them.
    const isPart = log.store === saved?.store && saved !== undefined && number < saved.log
    if (isPart || (log.changes.length === 0 && !log.isCut && log.damaged === undefined)) {
      if (number === expected) expected += 1
      await removeLog(file, number)
      continue
    }
    if (number !== expected || log.store !== saved?.store) {
      const kept = await keepLog(file, number)
      notices.push(`Changes that do not belong to ${file} were not applied; they are kept in ${kept}.`)
      continue
    }
    const wrong = repeatAll(log, repeat)
    count += log.changes.length
    expected = wrong === undefined && !log.isCut ? number + 1 : undefined
    if (wrong !== undefined)
      notices.push(
        `The log of ${file} is damaged: ${wrong}. The changes after that are lost; the log is kept in ${await keepLog(file, number)}.`,
      )
  }
  return { notices, count, next: Math.max(saved?.log ?? 0, ...numbers, 0) + 1 }
}

/**
 * Opens the file in which a workspace is stored, and loads what is in it. Rejects with a TypeError when another process
 * uses it, and when it is damaged.
 */
export const openStore = async (
  given: string,
  { parts, complain, later, maxChanges = MAX_CHANGES }: Environment,
): Promise<Store> => {
  const file = await targetOf(given).catch((reason) => Promise.reject(cannotWrite(given, reason)))
  const held: Lock = await lock(file).catch((reason) => Promise.reject(cannotWrite(given, reason)))
  const opened = async () => {
    const saved = await readState(file)
    if (saved !== undefined)
      try {
        parts.loadOwn(saved.contents)
      } catch (reason) {
        throw invalidState(file, reason)
      }
    return { saved, repeated: await repeatLogs(file, saved, parts.repeat) }
  }
  const { saved, repeated } = await opened().catch(async (reason) => {
    await held.release()
    throw reason
  })
  const store = saved?.store || crypto.randomUUID()
  let next = repeated.next
  let log: ChangeLog | undefined
  /** Whether the file and its logs together are complete. */
  let isWhole = saved !== undefined && saved.store !== '' && repeated.count === 0 && saved.log === next - 1
  let isComplete = true
  let saving: Promise<void> | undefined
  let cancel: (() => void) | undefined

  /** Saves the contents as a whole. Later changes are in the next log. */
  const save = async (): Promise<void> => {
    const started = createLog(file, store, next)
    const earlier = log
    log = started
    next += 1
    isComplete = true
    const content = parts.capture()
    earlier?.close()
    try {
      await writeState(file, content, { store, log: started.number })
    } catch (reason) {
      isWhole = false
      throw reason
    }
    isWhole = started.extent().changes === 0
    for (const number of await logNumbers(file)) if (number < started.number) await removeLog(file, number)
  }

  /** Saves now, or after the save that is going on. */
  const saveNow = (): Promise<void> => {
    saving = (saving ?? Promise.resolve()).catch(() => undefined).then(save)
    return saving
  }

  let hasComplained = false
  const saveLater = (delay: number): void => {
    if (cancel !== undefined) return
    cancel = later(delay, () => {
      cancel = undefined
      saveNow().then(
        () => {
          hasComplained = false
        },
        (reason) => {
          if (!hasComplained) complain(`${messageOf(cannotWrite(given, reason))} It is retried every second.`)
          hasComplained = true
          saveLater(AGAIN)
        },
      )
    })
  }

  const watch = async (): Promise<void> => {
    try {
      if (isWhole) {
        // The number that the contents name.
        log = createLog(file, store, next - 1)
      } else await saveNow()
    } catch (reason) {
      throw cannotWrite(given, reason)
    }
    parts.onChange((change) => {
      isWhole = false
      try {
        if (isComplete) log?.append(change)
      } catch (reason) {
        isComplete = false
        if (!hasComplained) complain(messageOf(cannotWrite(given, reason)))
        hasComplained = true
      }
      if (change === undefined) isComplete = false
      const { changes, bytes } = log?.extent() ?? { changes: 0, bytes: 0 }
      if (!isComplete || changes >= maxChanges || bytes >= MAX_LOG_BYTES) saveLater(SOON)
    })
  }
  const finish = async (): Promise<void> => {
    cancel?.()
    cancel = () => undefined
    try {
      await saving?.catch(() => undefined)
      if (!isWhole) await save()
      log?.close()
      for (const number of await logNumbers(file)) if (number <= (log?.number ?? 0)) await removeLog(file, number)
    } catch (reason) {
      throw cannotWrite(given, reason)
    } finally {
      await held.release()
    }
  }
  return { isNew: saved === undefined, notices: repeated.notices, watch, close: finish, abandon: held.release }
}
