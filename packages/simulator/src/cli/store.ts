/**
 * Stores a workspace between runs: its contents at one time, and logs of the changes since, which the next start
 * repeats.
 */
import type { Parts } from '../parts.js'
import { type Lock, lock } from './lock.js'
import { repeatLogs } from './repeatLogs.js'
import { invalidState, readState, targetOf } from './stateFile.js'
import { createStateWriter, type Opened } from './stateWriter.js'
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

/** The number of changes in a log from which the contents are saved as a whole. */
const MAX_CHANGES = 5000

/** How long after a change that is not in the log the contents are saved, in milliseconds. */
const SOON = 100
/** After how long a failed save is retried, in milliseconds. */
const AGAIN = 1000

/** Loads the contents of a file and its logs. */
const openFile = async (file: string, { loadOwn, repeat }: Environment['parts']): Promise<Opened> => {
  const saved = await readState(file)
  if (saved !== undefined)
    try {
      loadOwn(saved.contents)
    } catch (reason) {
      throw invalidState(file, reason)
    }
  return { saved, repeated: await repeatLogs(file, saved, repeat) }
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
  const opened = await openFile(file, parts).catch(async (reason) => {
    await held.release()
    throw reason
  })
  const writer = createStateWriter(file, parts.capture, opened, maxChanges)
  let cancel: (() => void) | undefined
  let hasComplained = false
  /** Reports a failure to write, unless the last one was reported and nothing was written since. */
  const complainOnce = (reason: unknown, more = ''): void => {
    if (!hasComplained) complain(`${messageOf(cannotWrite(given, reason))}${more}`)
    hasComplained = true
  }
  const saveLater = (delay: number): void => {
    if (cancel !== undefined) return
    cancel = later(delay, () => {
      cancel = undefined
      writer.save().then(
        () => {
          hasComplained = false
        },
        (reason) => {
          complainOnce(reason, ' It is retried every second.')
          saveLater(AGAIN)
        },
      )
    })
  }
  const watch = async (): Promise<void> => {
    await writer.start().catch((reason) => Promise.reject(cannotWrite(given, reason)))
    parts.onChange((change) => {
      try {
        writer.append(change)
      } catch (reason) {
        complainOnce(reason)
      }
      if (writer.needsSave()) saveLater(SOON)
    })
  }
  const close = async (): Promise<void> => {
    cancel?.()
    // Nothing is saved later.
    cancel = () => undefined
    try {
      await writer.finish()
    } catch (reason) {
      throw cannotWrite(given, reason)
    } finally {
      await held.release()
    }
  }
  return { isNew: opened.saved === undefined, notices: opened.repeated.notices, watch, close, abandon: held.release }
}
