/** Writes a workspace into its file: the contents as a whole, and each later change into a log beside it. */
import type { Parts } from '../parts.js'
import { type ChangeLog, createLog, logNumbers, removeLog } from './changeLog.js'
import type { Repeated } from './repeatLogs.js'
import { type SavedState, writeState } from './stateFile.js'

/** The size of a log, in bytes, from which the contents are saved as a whole. */
const MAX_LOG_BYTES = 16_777_216

/** What was in the file when it was opened. */
export interface Opened {
  readonly saved: SavedState | undefined
  readonly repeated: Repeated
}

/** Writes the contents and the changes of a workspace. */
export interface StateWriter {
  /** Continues with the file as it is, or saves the contents if they are not in it. */
  readonly start: () => Promise<void>
  /** Saves the contents as a whole, after a save in progress. */
  readonly save: () => Promise<void>
  /** Appends a change to the log. Throws when it cannot be written; until the next save, changes are not in the log. */
  readonly append: (change: Parameters<ChangeLog['append']>[0]) => void
  /** Whether the contents are to be saved as a whole: changes are missing from the log, or it is long. */
  readonly needsSave: () => boolean
  /** Saves what is not in the file yet, and removes the logs. */
  readonly finish: () => Promise<void>
}

/** The log of a file to which changes are appended. */
interface CurrentLog extends Pick<StateWriter, 'append'> {
  /** Starts the log with a number, in place of the current one. */
  readonly start: (number: number) => ChangeLog
  /** Whether changes are missing from it, or it is long. */
  readonly needsSave: (maxChanges: number) => boolean
  /** Closes it, and returns its number. */
  readonly close: () => number
}

const createCurrentLog = (file: string, store: string): CurrentLog => {
  let log: ChangeLog | undefined
  /** Whether it contains every change since it was started. */
  let isComplete = true
  return {
    start: (number) => {
      const started = createLog(file, store, number)
      log?.close()
      log = started
      isComplete = true
      return started
    },
    append: (change) => {
      try {
        if (isComplete) log?.append(change)
      } catch (reason) {
        isComplete = false
        throw reason
      }
      if (change === undefined) isComplete = false
    },
    needsSave: (maxChanges) => {
      const { changes, bytes } = log?.extent() ?? { changes: 0, bytes: 0 }
      return !isComplete || changes >= maxChanges || bytes >= MAX_LOG_BYTES
    },
    close: () => {
      log?.close()
      return log?.number ?? 0
    },
  }
}

const removeLogsUpTo = async (file: string, last: number): Promise<void> => {
  for (const number of await logNumbers(file)) if (number <= last) await removeLog(file, number)
}

/** Creates a writer for a file that was opened. A log gets at most `maxChanges` before the contents are to be saved. */
export const createStateWriter = (
  file: string,
  capture: Parts['capture'],
  { saved, repeated }: Opened,
  maxChanges: number,
): StateWriter => {
  const store = saved?.store || crypto.randomUUID()
  const log = createCurrentLog(file, store)
  let next = repeated.next
  /** Whether the file contains everything, without its logs. */
  let isSaved = saved !== undefined && saved.store !== '' && repeated.count === 0 && saved.log === next - 1
  let saving: Promise<void> | undefined

  /** Saves the contents as a whole. Later changes are in the next log. */
  const saveNow = async (): Promise<void> => {
    const started = log.start(next)
    next += 1
    try {
      await writeState(file, capture(), { store, log: started.number })
    } catch (reason) {
      isSaved = false
      throw reason
    }
    isSaved = started.extent().changes === 0
    await removeLogsUpTo(file, started.number - 1)
  }

  const save = (): Promise<void> => {
    saving = (saving ?? Promise.resolve()).catch(() => undefined).then(saveNow)
    return saving
  }

  return {
    start: async () => {
      // The number that the contents name.
      if (isSaved) log.start(next - 1)
      else await save()
    },
    save,
    append: (change) => {
      isSaved = false
      log.append(change)
    },
    needsSave: () => log.needsSave(maxChanges),
    finish: async () => {
      await saving?.catch(() => undefined)
      if (!isSaved) await saveNow()
      await removeLogsUpTo(file, log.close())
    },
  }
}
